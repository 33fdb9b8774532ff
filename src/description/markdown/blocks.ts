import type { RootContent } from 'mdast';
import { chunksOf, type Chunk } from './chunks.ts';
import { parseBlock, parseMarkdown } from './parseMarkdown.ts';

/** A paragraph, a list, a table: what stands by itself between empty lines. */
export type Block = {
  readonly source: string;
  /** Its tree: parsed when it is first asked for. */
  readonly node: RootContent;
  /** Its place in the text. */
  readonly start: number;
  readonly end: number;
};

/** The blocks of a text; they do not depend on each other. `parse` makes nodes of what cannot be told apart without. */
export const readMarkdown = (markdown: string, parse = parseMarkdown): readonly Block[] =>
  chunksOf(markdown).flatMap((chunk) => blocksOf(chunk, markdown, parse));

const blocksOf = ({ kind, start, end }: Chunk, markdown: string, parse: typeof parseMarkdown): readonly Block[] => {
  const source = markdown.slice(start, end);
  if (kind !== 'other') return [new LazyBlock(source, start, () => parseBlock(source, kind))];
  return parse(source).map((node) => {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? source.length;
    return new LazyBlock(source.slice(from, to), start + from, () => node);
  });
};

class LazyBlock implements Block {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly #parse: () => RootContent;
  #node: RootContent | undefined;

  constructor(source: string, start: number, parse: () => RootContent) {
    this.source = source;
    this.start = start;
    this.end = start + source.length;
    this.#parse = parse;
  }

  get node(): RootContent {
    this.#node ??= this.#parse();
    return this.#node;
  }
}

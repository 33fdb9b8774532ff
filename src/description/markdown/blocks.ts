import type { RootContent } from 'mdast';
import { finished, type Steps } from '../steps.ts';
import { chunksOf, type Chunk, type ChunkKind } from './chunks.ts';
import { parseBlock, parseMarkdown, parsePiece, type ParsePiece } from './parseMarkdown.ts';

/** A paragraph, a list, a table: what stands by itself between empty lines. */
export type Block = {
  readonly kind: ChunkKind;
  readonly source: string;
  /** Its tree: parsed when it is first asked for. */
  readonly node: RootContent;
  /** Its place in the text. */
  readonly start: number;
  readonly end: number;
};

/** How a text is parsed: what cannot be told apart without, and a piece of what can. */
export type Parsers = { readonly text: typeof parseMarkdown; readonly piece: ParsePiece };

const parsers: Parsers = { text: parseMarkdown, piece: parsePiece };

/** The blocks of a text; they do not depend on each other. */
export const readMarkdown = (markdown: string, parse = parsers): readonly Block[] =>
  finished(blocksInSteps(markdown, parse));

/** The same, so that others may work between blocks that must be parsed to be told apart. */
export function* blocksInSteps(markdown: string, parse = parsers): Steps<readonly Block[]> {
  const blocks: Block[] = [];
  for (const chunk of chunksOf(markdown)) {
    for (const block of blocksOf(chunk, markdown, parse)) blocks.push(block);
    if (chunk.kind === 'other') yield;
  }
  return blocks;
}

/** What cannot be told apart without it is parsed once, however often it is read. */
export const parsersWithMemory = (): Parsers => {
  const known = new Map<string, readonly RootContent[]>();
  const text = (source: string): readonly RootContent[] => {
    const nodes = known.get(source) ?? parseMarkdown(source);
    known.set(source, nodes);
    return nodes;
  };
  return { text, piece: parsePiece };
};

const blocksOf = ({ kind, start, end }: Chunk, markdown: string, parse: Parsers): readonly Block[] => {
  const source = markdown.slice(start, end);
  if (kind !== 'other') return [new LazyBlock(kind, source, start, () => parseBlock(source, kind, parse.piece))];
  return parse.text(source).map((node) => {
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? source.length;
    return new LazyBlock(kind, source.slice(from, to), start + from, () => node);
  });
};

class LazyBlock implements Block {
  readonly kind: ChunkKind;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly #parse: () => RootContent;
  #node: RootContent | undefined;

  constructor(kind: ChunkKind, source: string, start: number, parse: () => RootContent) {
    this.kind = kind;
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

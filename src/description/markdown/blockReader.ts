import type { RootContent } from 'mdast';
import { readMarkdown, type Block } from './blocks.ts';
import { needsParser, parseMarkdown, parsePiece, type ParsePiece } from './parseMarkdown.ts';

type Parsed = readonly RootContent[];

/** Of more blocks than that, some are parsed together: to begin takes the parser longer than a line of text. */
const few = 8;
const together = 50;

/** Reads a text that is being typed: what had to be parsed, and is as it was, is not parsed again. */
export class BlockReader {
  #last = new Map<string, Parsed>();
  /** Rows of long lists and tables, as they were parsed for this text and the one before. */
  #pieces = new Map<string, Parsed>();
  #oldPieces: ReadonlyMap<string, Parsed> = new Map();
  readonly #parse: ParsePiece;

  constructor(parse = parsePiece) {
    this.#parse = parse;
  }

  read(markdown: string): readonly Block[] {
    const parsed = new Map<string, Parsed>();
    if (this.#pieces.size > 0) [this.#oldPieces, this.#pieces] = [this.#pieces, new Map()];
    const text = (source: string): Parsed => {
      const nodes = this.#last.get(source) ?? parseMarkdown(source);
      parsed.set(source, nodes);
      return nodes;
    };
    const blocks = readMarkdown(markdown, { text, piece: (source) => this.#piece(source) });
    this.#last = parsed;
    return blocks;
  }

  #piece(source: string): Parsed {
    const nodes = this.#pieces.get(source) ?? this.#oldPieces.get(source) ?? this.#parse(source);
    this.#pieces.set(source, nodes);
    return nodes;
  }

  /** Parses what of these blocks has to be parsed, for whoever needs the nodes of all of them. */
  prepare(blocks: readonly Block[]): void {
    const due = blocks.filter(
      ({ kind, source }) => (kind === 'paragraph' || kind === 'heading') && needsParser(source, kind),
    );
    if (due.length <= few) return;
    for (let at = 0; at < due.length; at += together) {
      const some = due.slice(at, at + together);
      const nodes = this.#parse(some.map(({ source }) => source).join('\n\n'));
      if (nodes.length !== some.length) continue;
      some.forEach(({ source }, index) => this.#pieces.set(source, nodes.slice(index, index + 1)));
    }
  }
}

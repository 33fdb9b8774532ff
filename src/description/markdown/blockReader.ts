import { readMarkdown, type Block } from './blocks.ts';
import { parseMarkdown } from './parseMarkdown.ts';

type Parsed = ReturnType<typeof parseMarkdown>;

/** Reads a text that is being typed: what had to be parsed to be told apart, and is as it was, is not parsed again. */
export class BlockReader {
  #last = new Map<string, Parsed>();

  read(markdown: string): readonly Block[] {
    const parsed = new Map<string, Parsed>();
    const blocks = readMarkdown(markdown, (text) => {
      const nodes = this.#last.get(text) ?? parseMarkdown(text);
      parsed.set(text, nodes);
      return nodes;
    });
    this.#last = parsed;
    return blocks;
  }
}

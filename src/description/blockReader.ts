import { readMarkdown, type Block } from './readMarkdown.ts';

type Reading = { readonly markdown: string; readonly blocks: readonly Block[] };

/** Reads a text that is being typed: of a long one only what stands around the change, where that is enough. */
export class BlockReader {
  #last: Reading = { markdown: '', blocks: [] };

  read(markdown: string): readonly Block[] {
    const blocks = readAround(this.#last, markdown) ?? readMarkdown(markdown);
    this.#last = { markdown, blocks };
    return blocks;
  }
}

/**
 * A change may join its block with the one before or behind, so these are read again with it. Where the one behind comes out as it
 * was, nothing that was opened is still open, and what follows is as it was too. Undefined where that does not hold.
 */
const readAround = ({ markdown: before, blocks }: Reading, after: string): readonly Block[] | undefined => {
  const { start, end } = changeOf(before, after);
  const grown = after.length - before.length;
  const firstAt = blocks.findLastIndex((block) => block.end < start) - 1;
  const lastAt = blocks.findIndex((block) => block.start > end) + 1;
  const first = blocks[firstAt];
  const last = lastAt === 0 ? undefined : blocks[lastAt];
  const from = first === undefined ? 0 : lineStart(after, first.start);
  const to = last === undefined ? after.length : last.end + grown;
  const read = readMarkdown(after.slice(from, to)).map((block) => moved(block, from));
  if (last !== undefined && !isSame(read.at(-1), last, grown)) return undefined;
  const behind = last === undefined ? [] : blocks.slice(lastAt + 1).map((block) => moved(block, grown));
  return [...blocks.slice(0, Math.max(0, firstAt)), ...read, ...behind];
};

const isSame = (block: Block | undefined, before: Block, by: number): boolean =>
  block?.source === before.source && block.start === before.start + by;

const moved = (block: Block, by: number): Block => ({ ...block, start: block.start + by, end: block.end + by });

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The part of `before` that is no more. */
const changeOf = (before: string, after: string): { readonly start: number; readonly end: number } => {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let kept = 0;
  while (kept < shorter - start && before.at(-1 - kept) === after.at(-1 - kept)) kept += 1;
  return { start, end: before.length - kept };
};

/** A text field's text and what is selected in it, as offsets. */
export type Selection = { readonly text: string; readonly from: number; readonly to: number };

/** What takes the place of a stretch of the text, and what is selected then, as offsets into the new text. */
export type Replacement = {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  readonly select: { readonly from: number; readonly to: number };
};

export type Mark = 'bold' | 'italic' | 'link';

const signs = { bold: '**', italic: '*' } as const;

/** The selection with the mark around it, or without the one that it has. A link's address is selected, to be typed over. */
export const withMark = ({ text, from, to }: Selection, mark: Mark): Replacement => {
  const start = from + leading(text.slice(from, to));
  const end = Math.max(start, to - trailing(text.slice(start, to)));
  const inner = text.slice(start, end);
  if (mark === 'link') return linkOf(inner, start, end);
  const sign = signs[mark];
  const size = sign.length;
  if (runBefore(text, start) === size && runAfter(text, end) === size)
    return { from: start - size, to: end + size, insert: inner, select: { from: start - size, to: end - size } };
  const select = { from: start + size, to: end + size };
  return { from: start, to: end, insert: `${sign}${inner}${sign}`, select };
};

const leading = (text: string): number => text.length - text.trimStart().length;

const trailing = (text: string): number => text.length - text.trimEnd().length;

/** How many stars stand before, or behind, a place. */
const runBefore = (text: string, at: number): number => {
  let size = 0;
  while (text[at - 1 - size] === '*') size += 1;
  return size;
};

const runAfter = (text: string, at: number): number => {
  let size = 0;
  while (text[at + size] === '*') size += 1;
  return size;
};

const linkOf = (words: string, from: number, to: number): Replacement => {
  const isAddress = /^https?:\/\/\S+$/.test(words);
  const insert = isAddress ? `[](${words})` : `[${words}](https://)`;
  const start = isAddress ? from + 1 : from + words.length + 3;
  return { from, to, insert, select: { from: start, to: isAddress ? start : start + 'https://'.length } };
};

const item = /^([ \t]*)(?:([-+*])|(\d{1,9})([.)])) (\[[ xX]\] )?/;

/**
 * What Enter does within a list: the next item, or the end of the list where the item is empty. Undefined where it is no list, or
 * text is selected.
 */
export const withNextItem = ({ text, from, to }: Selection): Replacement | undefined => {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const line = text.slice(start, from);
  const found = item.exec(line);
  if (from !== to || found === null) return undefined;
  const [begin, indent = '', bullet = '', number = '', sign = '', task] = found;
  const isEmpty = line === begin && (text[from] ?? '\n') === '\n';
  if (isEmpty) return { from: start, to: from, insert: '', select: { from: start, to: start } };
  const next = bullet === '' ? `${Number(number) + 1}${sign}` : bullet;
  const insert = `\n${indent}${next} ${task === undefined ? '' : '[ ] '}`;
  const at = from + insert.length;
  return { from, to, insert, select: { from: at, to: at } };
};

/** Markdown in place of the selection: blocks stand apart from what is around them, words go on in their line. */
export const withPasted = ({ text, from, to }: Selection, markdown: string): Replacement => {
  const isBlock = markdown.includes('\n') || /^(?:[-*+>|]|#{1,6}|\d+[.)]) /.test(markdown);
  const lead = isBlock
    ? lineEnds(text.slice(0, from).trimEnd(), /(?<!\n)\n*$/.exec(text.slice(Math.max(0, from - 2), from)))
    : '';
  const trail = isBlock ? lineEnds(text.slice(to).trimStart(), /^\n*/.exec(text.slice(to, to + 2))) : '';
  const at = from + lead.length + markdown.length;
  return { from, to, insert: `${lead}${markdown}${trail}`, select: { from: at, to: at } };
};

/** The line ends that are missing for an empty line, where there is text to stand apart from. */
const lineEnds = (beside: string, there: RegExpExecArray | null): string =>
  beside === '' ? '' : '\n'.repeat(2 - (there?.[0].length ?? 0));

import { isEscape } from './escapes.ts';

/** Marks that may span a text, each with how often it must be there to be one. */
const marks: readonly { readonly sign: RegExp; readonly least: number; readonly needs?: string }[] = [
  { sign: /\*+/g, least: 2 },
  { sign: /_+/g, least: 2 },
  { sign: /~~+/g, least: 2 },
  { sign: /`+/g, least: 2 },
  { sign: /\]\(/g, least: 1 },
  { sign: /<[a-z/!?]/gi, least: 1, needs: '>' },
  { sign: /&(?:#|[a-z])/gi, least: 1, needs: ';' },
  { sign: /:\/\/|www\.|@/gi, least: 1 },
];

const count = (text: string, pattern: RegExp): number => {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
};

const withoutEscapes = (text: string): string => text.replaceAll(/\\[!-/:-@[-`{-~]/g, '');

/** Whether no mark stands in a text. */
export const isPlainText = (markdown: string): boolean => {
  const text = withoutEscapes(markdown);
  return marks.every(
    ({ sign, least, needs }) => (needs !== undefined && !text.includes(needs)) || count(text, sign) < least,
  );
};

/** What is read where there is nothing but text. */
export const unescaped = (markdown: string): string =>
  markdown.replaceAll(/(?<!\\)(\\+)([!-/:-@[\]-`{-~])/g, (whole, backslashes: string, sign: string, at: number) => {
    const before = characterAt(markdown, at - 1);
    const after = characterAt(markdown, at + whole.length);
    return isEscape(before, sign, after) ? '\\'.repeat(backslashes.length / 2) + sign : whole;
  });

/** '' at the end of a line. */
const characterAt = (text: string, at: number): string => (text[at] ?? '').replace('\n', '');

/** So many marks of a kind the parser takes in one stretch of text. */
const mostMarks = 800;

/** So many brackets, each of which may be the end of a link. */
const mostBrackets = 1_600;

/** So many rows of lists and quotations it takes in one piece, and so many lines of anything. */
const mostRows = 3_000;
const mostLines = 5_000;

/** Markers of lists and quotations in one another: beyond that the parser takes too long, and what is nested has no end. */
const deepest = 40;

/**
 * Whether the parser would take more time for the text than it has letters: it reads some signs again with each that follows.
 * Such a text is read as it was typed. Takes time in proportion to the length of the text.
 */
export const isTangled = (markdown: string): boolean => {
  const lines = markdown.split(/\r\n|\r|\n/);
  if (lines.some((line) => isDeep(line)) || isWideTable(lines)) return true;
  if (lines.filter((line) => row.test(line)).length > mostRows) return true;
  if (lines.length > mostLines || hasLongRun(markdown)) return true;
  return stretchesOf(lines).some((text) => text.length > mostMarks && hasManyMarks(text));
};

/** Each backtick looks for its other one up to the end. */
const mostSteps = 1_000_000;

const hasManyMarks = (text: string): boolean =>
  marks.some(({ sign }) => count(text, sign) > mostMarks) ||
  count(text, /\]/g) > mostBrackets ||
  count(text, /`+/g) * text.length > mostSteps;

/** Of two long runs of stars, each two would be a mark within the one of the two before. A run with no letter behind it is none. */
const hasLongRun = (text: string): boolean => {
  for (const { 0: run, index } of text.matchAll(/\*+|_+/g))
    if (run.length > deepest && !/^[*_\s]?$/.test(text[index + run.length] ?? '')) return true;
  return false;
};

const row = /^[ \t]*(?:[>+*-]|\d{1,9}[.)])/;

const isDeep = (line: string): boolean => {
  const [begin = ''] = /^(?:[ \t]|[>+*-](?=[ \t>]|$)|\d{1,9}[.)](?=[ \t]))*/.exec(line) ?? [];
  return (
    begin.length > deepest &&
    (count(begin, /[>+*-]|\d[.)]/g) > deepest || (begin.length > 4 * deepest && row.test(line)))
  );
};

/** Nobody reads more. */
const mostColumns = 200;

/** So many cells with marks in them it takes: of more, the HTML could not be edited again. */
const mostCells = 4_000;

/** A row with few cells gets as many as the first one has. */
const isWideTable = (lines: readonly string[]): boolean => {
  const [first = '', second = ''] = lines;
  if (!second.includes('-') || !second.includes('|')) return false;
  if (count(first, /\|/g) > mostColumns) return true;
  const cells = lines.reduce((sum, line) => sum + count(line, /\|/g), 0);
  return cells > mostCells || count(first, /\|/g) * lines.length > 4 * cells + 1_000;
};

/** What may hang together by marks: lines up to the next row. */
const stretchesOf = (lines: readonly string[]): readonly string[] => {
  const stretches: string[][] = [];
  for (const line of lines) {
    const last = stretches.at(-1);
    if (last === undefined || row.test(line) || /^[ \t]*$/.test(line) || line.startsWith('|')) stretches.push([line]);
    else last.push(line);
  }
  return stretches.map((some) => some.join('\n'));
};

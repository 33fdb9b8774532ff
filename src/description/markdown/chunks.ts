/** A stretch of Markdown that no block reaches out of. */
export type Chunk = {
  /** What it is, where that can be told without parsing: then it is one block. */
  readonly kind: ChunkKind;
  readonly start: number;
  readonly end: number;
};

export type ChunkKind = 'paragraph' | 'list' | 'table' | 'quote' | 'heading' | 'line' | 'code' | 'other';

type Line = { readonly text: string; readonly start: number; readonly end: number };

/** Takes time in proportion to the length of the text, whatever stands in it. */
export const chunksOf = (markdown: string): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  let last: Last | undefined;
  let isOpen = false;
  for (const lines of groupsOf(linesOf(markdown))) {
    const [begin, end] = [lines[0], lines.at(-1)];
    if (begin === undefined || end === undefined) continue;
    const kind = kindOf(lines);
    const before = chunks.at(-1);
    if (before !== undefined && last !== undefined && (isOpen || !isApart(last, kind, begin.text))) {
      chunks.splice(-1, 1, { kind: 'other', start: before.start, end: end.end });
      last = { kind: 'other', sign: last.sign === signOfAll(lines, last.sign) ? last.sign : '' };
    } else {
      chunks.push({ kind, start: begin.start, end: end.end });
      const sign = signOf(begin.text);
      last = { kind, sign: kind === 'list' ? sign : signOfAll(lines, sign) };
    }
    // Nobody here knows where code ends that begins within something else.
    isOpen ||= last.kind === 'other' && lines.some(({ text }) => /```|~~~/.test(text));
  }
  const end = chunks.at(-1);
  // Code without an end takes in the empty lines behind it.
  if (end?.kind === 'other') chunks.splice(-1, 1, { ...end, end: markdown.length });
  return chunks;
};

type Last = {
  readonly kind: ChunkKind;
  /** What begins all the items of the list that it is; '' where it is none, or may be more than one. */
  readonly sign: string;
};

/** The sign, where each line begins an item with it or belongs to one. */
const signOfAll = (lines: readonly Line[], sign: string): string =>
  lines.every(({ text }) => /^[ \t]/.test(text) || signOf(text) === sign) ? sign : '';

const linesOf = (markdown: string): readonly Line[] => {
  let start = 0;
  return markdown.split(/(\r\n|\r|\n)/).flatMap((text, index): readonly Line[] => {
    const line = { text, start, end: start + text.length };
    start = line.end;
    return index % 2 === 0 ? [line] : [];
  });
};

const isBlank = ({ text }: Line): boolean => /^[ \t]*$/.test(text);

/** Lines between empty lines, and titles; those within code are not the end of it. */
const groupsOf = (lines: readonly Line[]): readonly (readonly Line[])[] => {
  const groups: Line[][] = [];
  let isNew = true;
  let fence: string | undefined;
  for (const line of lines) {
    const isEnd = fence !== undefined && endsCode(line.text, fence);
    if (fence === undefined && isBlank(line)) {
      isNew = true;
      continue;
    }
    const isTitle = fence === undefined && /^#{1,6} /.test(line.text);
    if ((isNew || isTitle) && fence === undefined) groups.push([line]);
    else groups.at(-1)?.push(line);
    if (isNew && fence === undefined) fence = fenceOf(line.text);
    else if (isEnd) fence = undefined;
    isNew = isTitle;
  }
  return groups;
};

/** The signs with which a line begins code at the very beginning of a block. */
const fenceOf = (text: string): string | undefined =>
  /^(?:(`{3,})[^`]*|(~{3,})(?!~).*)$/.exec(text)?.slice(1).find(Boolean);

const endsCode = (text: string, fence: string): boolean => {
  const [signs = ''] = /^(?:`+|~+)/.exec(text) ?? [];
  return signs.startsWith(fence) && /^[ \t]*$/.test(text.slice(signs.length));
};

const bullet = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/;

/** Whether a line begins an item of a list. */
export const isItem = (text: string): boolean => bullet.test(text);

const itemBegin = /^(?:[-+*]|\d{1,9}[.)]) (?=\S)/;

/** What tells one list from the next. */
const signOf = (text: string): string => bullet.exec(text)?.[0].at(-1) ?? '';

const acrossPage = /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/;

const kindOf = (lines: readonly Line[]): ChunkKind => {
  const first = lines[0]?.text ?? '';
  const isEvery = (pattern: RegExp): boolean => lines.every(({ text }) => pattern.test(text));
  if (lines.length === 1 && /^#{1,6} [^#\s\\]/.test(first) && !/[#\s]$/.test(first)) return 'heading';
  if (lines.length === 1 && /^(?:-{3,}|\*{3,}|_{3,})$/.test(first)) return 'line';
  const fence = fenceOf(first);
  if (fence !== undefined) return isWholeCode(lines, fence) ? 'code' : 'other';
  if (lines.some(({ text }) => /```|~~~|\t/.test(text)) || /[ \t]$/.test(lines.at(-1)?.text ?? '')) return 'other';
  if (isEvery(/^>/)) return 'quote';
  if (isRule(lines[1]?.text ?? '')) return isTable(lines) ? 'table' : 'other';
  if (lines.every(({ text }) => isText(text))) return 'paragraph';
  return isList(lines) ? 'list' : 'other';
};

const isWholeCode = (lines: readonly Line[], fence: string): boolean => {
  const end = lines.findIndex(({ text }, index) => index > 0 && endsCode(text, fence));
  return end === lines.length - 1 && !/[ \t]$/.test(lines.at(-1)?.text ?? '');
};

/** Whether the line, in a paragraph, goes on with it and begins nothing else. */
const isText = (text: string): boolean =>
  !/^[\s>]|^#{1,6}(?:\s|$)/.test(text) && !isRule(text) && !bullet.test(text) && !acrossPage.test(text);

/** What stands below the head of a table. */
const isRule = (text: string): boolean => /^[-:| ]+$/.test(text) && text.includes('-');

/** A row may lack its signs at either end, as one that is being typed does. */
const isTable = ([head, rule, ...rows]: readonly Line[]): boolean =>
  isHead(head?.text ?? '', rule?.text ?? '') && rows.every(({ text }) => isRow(text) || isText(text));

/** Whether a head and the line below it have as many cells: or they are text, and a table may begin behind them. */
const isHead = (head: string, rule: string): boolean =>
  isRow(head) &&
  !head.includes('\\') &&
  /^\|(?:[ \t]*:?-+:?[ \t]*\|)+$/.test(rule) &&
  head.split('|').length === rule.split('|').length;

const isRow = (text: string): boolean => /^\|.*\|$/.test(text);

const isList = (lines: readonly Line[]): boolean => {
  const sign = signOf(lines[0]?.text ?? '');
  let indent = Number.POSITIVE_INFINITY;
  /** Whether a line of text goes on with the item above. */
  let isOpen = false;
  return (
    sign !== '' &&
    lines.every(({ text }) => {
      if (acrossPage.test(text)) return false;
      if (isText(text)) return isOpen;
      isOpen = isText(text.replace(itemBegin, ''));
      const [spaces = ''] = /^ */.exec(text) ?? [];
      if (spaces !== '') return spaces.length >= indent && spaces.length < 120;
      const [begin = ''] = itemBegin.exec(text) ?? [];
      indent = begin.length;
      return begin !== '' && signOf(text) === sign;
    })
  );
};

/** Whether a block ends before an empty line and what follows it. */
const isApart = (before: Last, kind: ChunkKind, next: string): boolean => {
  if (/^[ \t]/.test(next)) return before.kind !== 'list' && before.kind !== 'other';
  if (!bullet.test(next)) return true;
  const isOtherList = kind === 'list' && before.sign !== '' && signOf(next) !== before.sign;
  return isOtherList || (before.kind !== 'list' && before.kind !== 'other');
};

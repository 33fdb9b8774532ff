import type { AlignType, Code, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { ChunkKind } from './chunks.ts';
import { unescaped } from './tangles.ts';

/** The tree of a block in which no text is marked; undefined where that is not as simple as it looks. */
export const plainBlock = (markdown: string, kind: ChunkKind): RootContent | undefined => {
  if (kind === 'paragraph') return paragraphOf(unescaped(markdown));
  if (kind === 'heading' && !markdown.includes('\\')) return headingOf(markdown);
  if (kind === 'list') return listOf(markdown);
  return kind === 'table' && !markdown.includes('\\') ? tableOf(markdown) : undefined;
};

/** The code between two fences at the beginning of their lines; undefined where the fence says more than a language. */
export const codeOf = (markdown: string): Code | undefined => {
  const read = /^(?:`{3,}|~{3,})([\w+#.-]*)\n(?:([^]*)\n)?[`~]+$/.exec(markdown);
  if (read === null || markdown.includes('\r')) return undefined;
  const [, lang = '', value = ''] = read;
  return { type: 'code', lang: lang === '' ? null : lang, meta: null, value };
};

const itemStart = /^(?:[-+*]|(\d{1,9})[.)]) (?=[^\s>#\\~`])/;

/** What makes HTML of a list looks at all of its items for each of them. */
const mostItems = 3_000;

/** Items of a line each, none of which begins anything but text. */
const listOf = (markdown: string): RootContent | undefined => {
  const lines = markdown.split('\n');
  if (lines.length > mostItems) return undefined;
  const starts = lines.map((line) => itemStart.exec(line));
  const texts = lines.map((line, at) => line.slice(starts[at]?.[0].length ?? 0));
  if (starts.includes(null) || texts.some((text) => /^(?:[-+*]|\d{1,9}[.)])(?:\s|$)|^[-_*:|]|^\[|^=/.test(text)))
    return undefined;
  const number = starts[0]?.[1];
  return {
    type: 'list',
    ordered: number !== undefined,
    start: number === undefined ? null : Number(number),
    spread: false,
    children: texts.map((text) => ({
      type: 'listItem',
      spread: false,
      checked: null,
      children: [paragraphOf(unescaped(text))],
    })),
  };
};

/** Lines of text. */
export const paragraphOf = (text: string): Paragraph => ({
  type: 'paragraph',
  children: text
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) => [...(index === 0 ? [] : [{ type: 'break' as const }]), ...textOf(line)]),
});

const textOf = (value: string): readonly PhrasingContent[] => (value === '' ? [] : [{ type: 'text', value }]);

const headingOf = (markdown: string): RootContent => {
  const [begin = '', signs = ''] = /^(#{1,6}) /.exec(markdown) ?? [];
  const depth = ([1, 2, 3, 4, 5, 6] as const).find((each) => each === signs.length) ?? 6;
  return { type: 'heading', depth, children: [...textOf(markdown.slice(begin.length))] };
};

const tableOf = (markdown: string): RootContent | undefined => {
  const lines = markdown.split('\n');
  if (!lines.every((line) => /^\|.*\|$/.test(line))) return undefined;
  const [head = [], rule = [], ...rows] = lines.map((line) => cellsOf(line));
  if (head.length !== rule.length || head.length > 200 || !rule.every((cell) => /^:?-+:?$/.test(cell)))
    return undefined;
  return {
    type: 'table',
    align: rule.map((cell) => alignOf(cell)),
    children: [head, ...rows].map((cells) => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: [...textOf(cell)] })),
    })),
  };
};

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.replaceAll(/^[ \t]+|[ \t]+$/g, ''));

const alignOf = (cell: string): AlignType => {
  if (cell.startsWith(':') && cell.endsWith(':')) return 'center';
  if (cell.endsWith(':')) return 'right';
  return cell.startsWith(':') ? 'left' : null;
};

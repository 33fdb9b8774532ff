import type { AlignType, Code, ListItem, Paragraph, PhrasingContent, RootContent, TableCell, TableRow } from 'mdast';
import { each } from '../each.ts';
import type { ChunkKind } from './chunks.ts';
import { simpleMarks } from './simpleMarks.ts';
import { isPlainText, isTangled, unescaped } from './tangles.ts';

/** What stands in a line, or in a cell or an item of one; undefined where only the parser can tell. */
type ReadLine = (line: string) => readonly PhrasingContent[] | undefined;

/** The tree of a block in which no text is marked, or words in a simple way; undefined where that is not as simple as it looks. */
export const plainBlock = (markdown: string, kind: ChunkKind): RootContent | undefined => {
  if (/[ \t]$|\r|^[ \t]/m.test(markdown)) return undefined;
  const isPlain = isPlainText(markdown);
  if (!isPlain && isTangled(markdown)) return undefined;
  const read: ReadLine = isPlain ? (line) => textOf(unescaped(line)) : simpleMarks;
  if (kind === 'paragraph') return linesOf(markdown, read);
  if (kind === 'list') return listOf(markdown, read);
  if (markdown.includes('\\')) return undefined;
  if (kind === 'heading') return headingOf(markdown, read);
  return kind === 'table' ? tableOf(markdown, read) : undefined;
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

const startOfOther = /^(?:[-+*]|\d{1,9}[.)])(?:\s|$)|^[-_:|=]|^\*(?!\*?[\p{L}\p{N}])|^\[(?![\p{L}\p{N}])/u;

/** Items of a line each, none of which begins anything but text. */
const listOf = (markdown: string, read: ReadLine): RootContent | undefined => {
  const lines = markdown.split('\n');
  if (lines.length > mostItems) return undefined;
  const starts = lines.map((line) => itemStart.exec(line));
  const texts = lines.map((line, at) => line.slice(starts[at]?.[0].length ?? 0));
  if (starts.includes(null) || texts.some((text) => startOfOther.test(text))) return undefined;
  const number = starts[0]?.[1];
  const children = each(texts, (text): ListItem | undefined => {
    const paragraph = linesOf(text, read);
    return paragraph && { type: 'listItem', spread: false, checked: null, children: [paragraph] };
  });
  return (
    children && {
      type: 'list',
      ordered: number !== undefined,
      start: number === undefined ? null : Number(number),
      spread: false,
      children,
    }
  );
};

const linesOf = (text: string, read: ReadLine): Paragraph | undefined => {
  const lines = each(text.split(/\r\n|\r|\n/), (line, at) => {
    const nodes = read(line);
    return nodes && (at === 0 ? nodes : [{ type: 'break' as const }, ...nodes]);
  });
  return lines && { type: 'paragraph', children: lines.flat() };
};

const textOf = (value: string): readonly PhrasingContent[] => (value === '' ? [] : [{ type: 'text', value }]);

/** Lines of text, as they are. */
export const paragraphOf = (text: string): Paragraph => linesOf(text, textOf) ?? { type: 'paragraph', children: [] };

const headingOf = (markdown: string, read: ReadLine): RootContent | undefined => {
  const [begin = '', signs = ''] = /^(#{1,6}) /.exec(markdown) ?? [];
  const depth = ([1, 2, 3, 4, 5, 6] as const).find((level) => level === signs.length) ?? 6;
  const children = read(markdown.slice(begin.length));
  return children && { type: 'heading', depth, children: [...children] };
};

const tableOf = (markdown: string, read: ReadLine): RootContent | undefined => {
  const lines = markdown.split('\n');
  if (!lines.every((line) => /^\|.*\|$/.test(line))) return undefined;
  const [head = [], rule = [], ...rows] = lines.map((line) => cellsOf(line));
  if (head.length !== rule.length || head.length > 200 || !rule.every((cell) => /^:?-+:?$/.test(cell)))
    return undefined;
  const children = each([head, ...rows], (cells): TableRow | undefined => {
    const inside = each(cells, (cell): TableCell | undefined => {
      const nodes = read(cell);
      return nodes && { type: 'tableCell', children: [...nodes] };
    });
    return inside && { type: 'tableRow', children: inside };
  });
  return children && { type: 'table', align: rule.map((cell) => alignOf(cell)), children };
};

const cellsOf = (line: string): readonly string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.replaceAll(/^[ \t]+|(?<![ \t])[ \t]+$/g, ''));

const alignOf = (cell: string): AlignType => {
  if (cell.startsWith(':') && cell.endsWith(':')) return 'center';
  if (cell.endsWith(':')) return 'right';
  return cell.startsWith(':') ? 'left' : null;
};

import type { AlignType, Paragraph, PhrasingContent, RootContent } from 'mdast';
import type { ChunkKind } from './chunks.ts';
import { unescaped } from './tangles.ts';

/** The tree of a block in which no text is marked; undefined where that is not as simple as it looks. */
export const plainBlock = (markdown: string, kind: ChunkKind): RootContent | undefined => {
  if (kind === 'paragraph') return paragraphOf(unescaped(markdown));
  if (kind === 'heading' && !markdown.includes('\\')) return headingOf(markdown);
  return kind === 'table' && !markdown.includes('\\') ? tableOf(markdown) : undefined;
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
  return { type: 'heading', depth, children: [...textOf(markdown.slice(begin.length).trim())] };
};

const tableOf = (markdown: string): RootContent | undefined => {
  const [head = [], rule = [], ...rows] = markdown.split('\n').map((line) => cellsOf(line));
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

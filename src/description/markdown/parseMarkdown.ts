import type { Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown, type Extension } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { newlineToBreak } from 'mdast-util-newline-to-break';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { isItem, type ChunkKind } from './chunks.ts';
import { dialect } from './dialect.ts';
import { codeOf, paragraphOf, plainBlock } from './plainBlocks.ts';
import { isTangled } from './tangles.ts';

// What a person types must not vanish: tags are text, and so is what looks like a reference. An indent is no code, and a line
// of dashes makes no heading.
const unused = { disable: { null: ['htmlFlow', 'definition', 'codeIndented', 'setextUnderline'] } };

const always = [unused, dialect];

/** The tree of a text, whatever it costs. Most texts need few of the extensions, and each makes every text take longer. */
const parsed = (markdown: string): Root => {
  const extensions = [...always];
  const mdastExtensions: Extension[] = [];
  if (/\||:-|-:/.test(markdown)) {
    extensions.push(gfmTable());
    mdastExtensions.push(gfmTableFromMarkdown());
  }
  if (markdown.includes('~~')) {
    extensions.push(gfmStrikethrough({ singleTilde: false }));
    mdastExtensions.push(gfmStrikethroughFromMarkdown());
  }
  if (/:\/\/|www|[@&]/i.test(markdown)) {
    extensions.push(gfmAutolinkLiteral());
    mdastExtensions.push(gfmAutolinkLiteralFromMarkdown());
  }
  // The parser drops a byte order mark that it begins with; within a text, where a block may begin with one, it is a letter.
  const begin = markdown.startsWith('\uFEFF') ? '\uFEFF' : '';
  const tree = fromMarkdown(begin + markdown, { extensions, mdastExtensions });
  if (/[\r\n&]/.test(markdown)) newlineToBreak(tree);
  return tree;
};

/** What stands in the text, with places; what the parser would take too long for is text as it was typed. */
export const parseMarkdown = (markdown: string): readonly RootContent[] =>
  isTangled(markdown) ? [withPlace(verbatim(markdown), markdown)] : parsed(markdown).children;

const withPlace = (node: Paragraph, markdown: string): Paragraph => ({
  ...node,
  position: {
    start: { line: 1, column: 1, offset: markdown.length - markdown.trimStart().length },
    end: { line: 1, column: 1, offset: markdown.trimEnd().length },
  },
});

/** What stands in a text that a block, or a stretch of one, is. */
export type ParsePiece = (markdown: string) => readonly RootContent[];

export const parsePiece: ParsePiece = (markdown) => parsed(markdown).children;

/** Whether the one block that a text is has to be read by the parser, which makes of it what it makes of it among others. */
export const needsParser = (markdown: string, kind: ChunkKind): boolean =>
  plainBlock(markdown, kind) === undefined && !isTangled(markdown);

/** The one block that a text is. Long lists and tables are read some rows at a time, since the parser is not made for more. */
export const parseBlock = (markdown: string, kind: ChunkKind, parse: ParsePiece = parsePiece): RootContent => {
  const plain = kind === 'code' ? codeOf(markdown) : plainBlock(markdown, kind);
  if (plain !== undefined) return plain;
  if (isTangled(markdown)) return verbatim(markdown);
  const pieces = kind === 'list' ? listPieces(markdown) : kind === 'table' ? tablePieces(markdown) : [markdown];
  const [first, ...others] = pieces.flatMap((piece) => plainBlock(piece, kind) ?? parse(piece));
  return (first && joined(first, others)) ?? verbatim(markdown);
};

/**
 * The nodes as one; undefined where they are not of one kind, or nothing of what was typed would be left of some. A piece may be read
 * again as a piece of another text: it stays as it is.
 */
const joined = (first: RootContent, others: readonly RootContent[]): RootContent | undefined => {
  if (others.some(({ type }) => type !== first.type)) return undefined;
  if (first.type === 'list') {
    const items = others.flatMap((other) => (other.type === 'list' ? other.children : []));
    return { ...first, children: [...first.children, ...items] };
  }
  if (first.type !== 'table') return others.length === 0 ? first : undefined;
  const rows = others.flatMap((other) => (other.type === 'table' ? other.children.slice(1) : []));
  return { ...first, children: [...first.children, ...rows] };
};

/** So many lines are read at a time. */
const most = 100;

const listPieces = (markdown: string): readonly string[] => {
  const pieces: string[][] = [];
  for (const line of markdown.split('\n')) {
    const last = pieces.at(-1);
    if (last === undefined || (last.length >= most && isItem(line))) pieces.push([line]);
    else last.push(line);
  }
  return pieces.map((lines) => lines.join('\n'));
};

const tablePieces = (markdown: string): readonly string[] => {
  const [head = '', line = '', ...rows] = markdown.split('\n');
  const pieces = Array.from({ length: Math.max(1, Math.ceil(rows.length / most)) }, (_, at) =>
    rows.slice(at * most, (at + 1) * most),
  );
  return pieces.map((some) => [head, line, ...some].join('\n'));
};

const verbatim = (markdown: string): Paragraph => paragraphOf(markdown.trim());

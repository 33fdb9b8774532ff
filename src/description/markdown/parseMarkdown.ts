import type { Paragraph, Root, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { newlineToBreak } from 'mdast-util-newline-to-break';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import type { ChunkKind } from './chunks.ts';
import { dialect } from './dialect.ts';
import { paragraphOf, plainBlock } from './plainBlocks.ts';
import { isPlainText, isTangled } from './tangles.ts';

// What a person types must not vanish: tags are text, and so is what looks like a reference. An indent is no code, and a line
// of dashes makes no heading.
const unused = { disable: { null: ['htmlFlow', 'definition', 'codeIndented', 'setextUnderline'] } };

/** The tree of a text, whatever it costs. */
const parsed = (markdown: string): Root => {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmTable(), gfmStrikethrough({ singleTilde: false }), gfmAutolinkLiteral(), unused, dialect],
    mdastExtensions: [gfmTableFromMarkdown(), gfmStrikethroughFromMarkdown(), gfmAutolinkLiteralFromMarkdown()],
  });
  newlineToBreak(tree);
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

/** The one block that a text is. Long lists and tables are read some rows at a time, since the parser is not made for more. */
export const parseBlock = (markdown: string, kind: ChunkKind): RootContent => {
  const plain = isPlainText(markdown) ? plainBlock(markdown, kind) : undefined;
  if (plain !== undefined) return plain;
  if (isTangled(markdown)) return verbatim(markdown);
  const pieces = kind === 'list' ? listPieces(markdown) : kind === 'table' ? tablePieces(markdown) : [markdown];
  const [first, ...others] = pieces.flatMap((piece) => parsed(piece).children);
  return others.reduce((one, other) => joined(one, other), first ?? verbatim(markdown));
};

const joined = (one: RootContent, other: RootContent): RootContent => {
  if (one.type === 'list' && other.type === 'list') one.children.push(...other.children);
  if (one.type === 'table' && other.type === 'table') one.children.push(...other.children.slice(1));
  return one;
};

/** So many lines are read at a time. */
const most = 100;

const listPieces = (markdown: string): readonly string[] => {
  const pieces: string[][] = [];
  for (const line of markdown.split('\n')) {
    const last = pieces.at(-1);
    if (last === undefined || (last.length >= most && !line.startsWith(' '))) pieces.push([line]);
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

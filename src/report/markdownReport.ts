import { markdownText } from '../model/markdownText.ts';
import type { Block, ListItem } from './block.ts';

/** Where a picture's file stands, as the report names it. */
export type PictureFile = (name: string) => string;

export const markdownReport = (blocks: readonly Block[], fileOf: PictureFile): string =>
  `${blocks
    .filter(({ kind }) => kind !== 'break')
    .map((block) => markdownBlock(block, fileOf))
    .join('\n\n')}\n`;

/** One slide for each part between breaks, as Marp reads it. */
export const slides = (blocks: readonly Block[], fileOf: PictureFile): string => {
  const parts: string[][] = [[]];
  for (const block of onSlides(blocks)) {
    if (block.kind === 'break') parts.push([]);
    else parts.at(-1)?.push(markdownBlock(block, fileOf));
  }
  const full = parts.filter((part) => part.length > 0).map((part) => part.join('\n\n'));
  return `${frontMatter}\n${full.join('\n\n---\n\n')}\n`;
};

/** So many rows of a table, or items of a list, are seen on a slide. */
const mostOnSlide = 6;

/** What is too long goes on in more slides, each under the heading again. */
const onSlides = (blocks: readonly Block[]): readonly Block[] => {
  let heading: readonly Block[] = [];
  return blocks.flatMap((block): readonly Block[] => {
    if (block.kind === 'heading') heading = [block];
    const pieces = piecesOf(block);
    return pieces.flatMap((piece, at) => (at === 0 ? [piece] : [{ kind: 'break' }, ...heading, piece]));
  });
};

const piecesOf = (block: Block): readonly Block[] => {
  if (block.kind === 'table') return inPieces(block.rows).map((rows) => ({ ...block, rows }));
  return block.kind === 'list' ? inPieces(block.items).map((items) => ({ ...block, items })) : [block];
};

const inPieces = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(all.length / mostOnSlide)) }, (_, at) =>
    all.slice(at * mostOnSlide, (at + 1) * mostOnSlide),
  );

const frontMatter = '---\nmarp: true\npaginate: true\n---\n';

const markdownBlock = (block: Block, fileOf: PictureFile): string => {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${lineText(block.text)}`;
    case 'paragraph':
      return lineText(block.text);
    case 'list':
      return block.items.map(itemText).join('\n');
    case 'table':
      return [block.head, block.head.map(() => '---'), ...block.rows].map(rowText).join('\n');
    case 'picture':
      return `![${markdownText(block.title)}](${encodeURI(fileOf(block.name)).replaceAll(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
    case 'break':
      return '';
  }
};

const itemText = ({ name, text }: ListItem): string =>
  name === '' ? `- ${lineText(text)}` : `- **${markdownText(name)}**${text === '' ? '' : `: ${markdownText(text)}`}`;

/** A cell is never without a sign: a row of none is no row. */
const rowText = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => (cell === '---' ? cell : markdownText(cell))).join(' | ')} |`;

/** What a line must not begin with: else it is a list, a heading's underline, or a slide's end. */
const lineText = (text: string): string =>
  markdownText(text)
    .replace(/^[-+=:]/, String.raw`\$&`)
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`);

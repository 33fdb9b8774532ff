import type { Root, RootContent } from 'hast';
import { elementsOf, textOf } from './elements.ts';
import { readHtml } from './html.ts';

/** HTML of one or more blocks, and whether it begins and ends with text that no block is around. */
export type Piece = { readonly html: string; readonly beginsBare: boolean; readonly endsBare: boolean };

const inline =
  /^(?:a|abbr|b|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|label|mark|o:p|q|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/;

export const isInline = (node: RootContent): boolean =>
  node.type === 'text' || node.type === 'comment' || (node.type === 'element' && inline.test(node.tagName));

export const isSpace = (node: RootContent): boolean =>
  node.type === 'comment' || (node.type === 'text' && textOf(node).trim() === '');

/** The HTML of the tree as a piece; white space is as bare as text. */
export const pieceOf = (html: string, tree: Root): Piece => {
  const shown = tree.children.filter((node) => !isSpace(node));
  const [first] = shown;
  const last = shown.at(-1);
  return {
    html,
    beginsBare: first === undefined || isInline(first),
    endsBare: last === undefined || isInline(last) || isUnclosed(last),
  };
};

/** A paragraph without its end tag goes on in bare text behind it; one that a stray end tag made has no place. */
const isUnclosed = (node: RootContent): boolean =>
  node.type === 'element' &&
  node.tagName === 'p' &&
  node.position !== undefined &&
  node.data?.position?.closing === undefined;

export const blockPiece = (html: string): Piece => ({ html, beginsBare: false, endsBare: false });

/** The pieces one after the other: bare text that would run into other bare text becomes a block by itself. */
export const joinPieces = (pieces: readonly (Piece & { readonly isSeen: boolean })[]): string => {
  let isOpen = false;
  const texts = pieces.map(({ html, beginsBare, endsBare, isSeen }) => {
    if (!isSeen && beginsBare) return html;
    const isApart = isOpen && beginsBare;
    isOpen = endsBare && !isApart;
    return isApart ? inBlock(html) : html;
  });
  return texts.join('');
};

const inBlock = (html: string): string => {
  const isText = elementsOf(readHtml(html)).every((element) => isInline(element));
  return isText ? `<p>${html}</p>` : `<div>${html}</div>`;
};

import type { Element, ElementContent } from 'hast';

type PieceKind = 'text' | 'strong' | 'emphasis' | 'link' | 'break';

type InlinePiece = { readonly kind: PieceKind; text: string; readonly address: string };

/** Where the text stands: what begins a line means more than what begins a cell or a title, and only a paragraph has several. */
export type InlinePlace = 'paragraph' | 'line' | 'cell';

/** More in one another's reach is not as simple. */
const mostPieces = 300;

/**
 * The Markdown of text with bold, italics and links that begin and end at a letter, which most text is; undefined where that is
 * not as simple as it looks. The very Markdown that the library makes of it, in a small part of the time.
 */
export const simpleInline = (nodes: readonly ElementContent[], place: InlinePlace): string | undefined => {
  const pieces: InlinePiece[] = [];
  if (!nodes.every((node) => read(node, 'text', pieces)) || pieces.length > mostPieces) return undefined;
  while (pieces.at(-1)?.kind === 'break') pieces.pop();
  const lines = linesOf(pieces);
  if (place === 'cell' && lines.length === 1 && lines[0]?.length === 0) return '';
  if (lines.length > 1 && place !== 'paragraph') return undefined;
  const texts = lines.map((line) => markdownOf(line, place));
  return texts.includes(undefined) ? undefined : texts.join('\n');
};

/** Takes a node in; false where it is none of the few that are simple. */
const read = (node: ElementContent, kind: PieceKind, pieces: InlinePiece[]): boolean => {
  if (node.type === 'text') return put(pieces, kind, node.value.replaceAll(/[ \t\n\r\f]+/g, ' '));
  if (node.type !== 'element') return false;
  const { tagName, children } = node;
  if (tagName === 'br') return kind === 'text' && pieces.push({ kind: 'break', text: '', address: '' }) > 0;
  if (tagName === 'a') return kind === 'text' && readLink(node, pieces);
  const own = kindOf(node);
  if (own === undefined || (own !== 'text' && kind !== 'text')) return false;
  if (own === 'text') return children.every((child) => read(child, kind, pieces));
  const inside: InlinePiece[] = [];
  if (!children.every((child) => read(child, own, inside))) return false;
  pieces.push(...inside);
  return true;
};

/** Undefined for what is no mark that Markdown has signs for, or may be one by its style. */
const kindOf = ({ tagName, properties: { style } }: Element): PieceKind | undefined => {
  if (typeof style === 'string' && /font-weight|font-style|text-decoration/i.test(style)) return undefined;
  return kinds.get(tagName);
};

const kinds: ReadonlyMap<string, PieceKind> = new Map([
  ['span', 'text'],
  ['font', 'text'],
  ['o:p', 'text'],
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'emphasis'],
  ['em', 'emphasis'],
]);

const put = (pieces: InlinePiece[], kind: PieceKind, text: string): boolean => {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (text !== '') pieces.push({ kind, text, address: '' });
  return true;
};

const plainAddress = /^https?:\/\/[a-z\d./?=%#:+-]+$/i;

const readLink = ({ properties: { href, title }, children }: Element, pieces: InlinePiece[]): boolean => {
  const [only, ...others] = children;
  if (typeof href !== 'string' || !plainAddress.test(href) || title !== undefined) return false;
  if (only?.type !== 'text' || others.length > 0) return false;
  pieces.push({ kind: 'link', text: only.value, address: href });
  return true;
};

/** A blank at either end of a line is not seen. */
const linesOf = (pieces: readonly InlinePiece[]): readonly (readonly InlinePiece[])[] => {
  const lines: InlinePiece[][] = [[]];
  for (const piece of pieces)
    if (piece.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(piece);
  return lines.map((line) => trimmed(line));
};

const trimmed = (line: readonly InlinePiece[]): readonly InlinePiece[] => {
  const [first, last] = [line[0], line.at(-1)];
  if (first?.kind === 'text') first.text = first.text.replace(/^ /, '');
  if (last?.kind === 'text') last.text = last.text.replace(/ $/, '');
  return line.filter(({ text }) => text !== '');
};

/** Letters, digits and signs that mean nothing within a line. */
const letters = /^[\p{L}\p{M}\p{N} ,;:.?"'()%/=-]+$/u;

/** Blanks that would be fewer, and what looks like an address. */
const unsure = /^ | {2}| $|:\/\/|www/i;

const beginsLine = /^(?:[\p{L}\p{M}]|\p{N}(?!\p{N}*[.)]))/u;

const beginsCell = /^[\p{L}\p{M}\p{N}]/u;

const endsLine = /[\p{L}\p{M}\p{N},;.?"')%]$/u;

const isMarkable = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u;

const markdownOf = (line: readonly InlinePiece[], place: InlinePlace): string | undefined => {
  const flat = line.map(({ text }) => text).join('');
  if (!letters.test(flat) || unsure.test(flat)) return undefined;
  const [first, last] = [line[0], line.at(-1)];
  if (first?.kind === 'text' && !(place === 'cell' ? beginsCell : beginsLine).test(first.text)) return undefined;
  if (last?.kind === 'text' && !endsLine.test(last.text)) return undefined;
  const isSimple = line.every(({ kind, text }, at) => {
    const next = line[at + 1];
    return kind === 'text' || (isMarkable.test(text) && (next === undefined || next.kind === 'text'));
  });
  return isSimple ? line.map((piece) => written(piece)).join('') : undefined;
};

const written = ({ kind, text, address }: InlinePiece): string => {
  if (kind === 'strong') return `**${text}**`;
  if (kind === 'emphasis') return `*${text}*`;
  return kind === 'link' ? `[${text}](${address})` : text;
};

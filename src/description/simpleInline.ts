import type { Element, ElementContent } from 'hast';
import { each } from './each.ts';
import { marksByStyle } from './styles.ts';

type PieceKind = 'text' | 'strong' | 'em' | 'del' | 'code' | 'u' | 'sub' | 'sup' | 'link' | 'image' | 'break';

type InlinePiece = {
  readonly kind: PieceKind;
  text: string;
  readonly address: string;
  /** Of what is bold or in italics and has the other within it: its pieces, of which those of its own kind are text. */
  readonly inner?: readonly InlinePiece[];
};

/** Where the text stands: what begins a line means more than what begins a cell or a title, and only a paragraph has several. */
export type InlinePlace = 'paragraph' | 'line' | 'cell';

/** More in one another's reach is not as simple. */
const mostPieces = 300;

/**
 * The Markdown of text with marks, links and images that begin and end at a letter, which most text is; undefined where that is
 * not as simple as it looks. The very Markdown that the library makes of it, in a small part of the time.
 */
export const simpleInline = (nodes: readonly ElementContent[], place: InlinePlace): string | undefined => {
  const pieces: InlinePiece[] = [];
  if (!nodes.every((node) => read(node, 'text', pieces)) || pieces.length > mostPieces) return undefined;
  while (pieces.at(-1)?.kind === 'break') pieces.pop();
  const lines = linesOf(pieces);
  if (place === 'cell' && lines.length === 1 && lines[0]?.length === 0) return '';
  if (lines.length > 1 && place === 'line') return undefined;
  return each(lines, (line, at) => markdownOf(line, place, at))?.join(place === 'cell' ? '<br>' : '\n');
};

/** Takes a node in; false where it is none of the few that are simple. */
const read = (node: ElementContent, kind: PieceKind, pieces: InlinePiece[]): boolean => {
  if (node.type === 'text') return put(pieces, kind, node.value.replaceAll(/[ \t\n\r\f]+/g, ' '));
  if (node.type !== 'element') return false;
  const { tagName, children } = node;
  if (tagName === 'br') return kind === 'text' && pieces.push({ kind: 'break', text: '', address: '' }) > 0;
  if (tagName === 'a') return kind === 'text' && readLink(node, pieces);
  if (tagName === 'img') return kind === 'text' && readImage(node, pieces);
  const own = kindOf(node);
  if (own === 'text' || (own === kind && own in signs)) return children.every((child) => read(child, kind, pieces));
  const inside: InlinePiece[] = [];
  if (own === undefined || !mayStandIn(own, kind) || !children.every((child) => read(child, own, inside))) return false;
  const [only, ...others] = inside;
  if (kind !== 'text') return only?.kind === own && others.length === 0 && pieces.push(only) > 0;
  if (inside.every((piece) => piece.kind === own)) for (const piece of inside) putMarked(pieces, piece);
  else pieces.push({ kind: own, text: inside.map(({ text }) => text).join(''), address: '', inner: inside });
  return true;
};

const mayStandIn = (own: PieceKind, kind: PieceKind): boolean =>
  kind === 'text' || (own === 'em' && kind === 'strong') || (own === 'strong' && kind === 'em');

/** A blank at either end of what is marked stands beside it. */
const putMarked = (pieces: InlinePiece[], piece: InlinePiece): void => {
  const text = piece.kind in signs ? piece.text.trim() : piece.text;
  const at = piece.text.indexOf(text);
  put(pieces, 'text', piece.text.slice(0, at));
  if (text !== '') pieces.push({ ...piece, text });
  put(pieces, 'text', piece.text.slice(at + text.length));
};

/** Undefined for what is no mark that Markdown has a word for, or is several by its style. */
const kindOf = (element: Element): PieceKind | undefined => {
  const [mark, ...others] = marksByStyle(element);
  const kind = mark === 'none' ? 'text' : kinds.get(element.tagName);
  if (mark === undefined || mark === 'none' || kind !== 'text') return kind;
  return others.length === 0 ? mark : undefined;
};

const kinds: ReadonlyMap<string, PieceKind> = new Map([
  ['span', 'text'],
  ['font', 'text'],
  ['o:p', 'text'],
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'em'],
  ['em', 'em'],
  ['mark', 'em'],
  ['code', 'code'],
  ['s', 'del'],
  ['strike', 'del'],
  ['del', 'del'],
  ['u', 'u'],
  ['ins', 'u'],
  ['sub', 'sub'],
  ['sup', 'sup'],
]);

const put = (pieces: InlinePiece[], kind: PieceKind, text: string): boolean => {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (text !== '') pieces.push({ kind, text, address: '' });
  return true;
};

const plainAddress = /^https?:\/\/[a-z\d./?=%#:+&_-]+$/i;

/** Read as one character, it needs a backslash. */
const reference = /&#?\w+;/;

const isPlain = (address: unknown): address is string =>
  typeof address === 'string' && plainAddress.test(address) && !reference.test(address);

const readLink = ({ properties: { href, title }, children }: Element, pieces: InlinePiece[]): boolean => {
  const inside: InlinePiece[] = [];
  if (!isPlain(href) || title !== undefined || !children.every((child) => read(child, 'text', inside))) return false;
  const [only, ...others] = inside;
  if (only?.kind !== 'text' || others.length > 0) return false;
  pieces.push({ kind: 'link', text: only.text, address: href });
  return true;
};

const readImage = ({ properties: { src, title, alt } }: Element, pieces: InlinePiece[]): boolean => {
  if (!isPlain(src) || title !== undefined) return false;
  pieces.push({ kind: 'image', text: typeof alt === 'string' ? alt : '', address: src });
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
  return line.filter(({ kind, text }) => kind === 'image' || text !== '');
};

/** Anything beyond ASCII but white space, and signs of ASCII that mean nothing within a line, or have a backslash. */
const letters =
  /^(?:[\p{L}\p{N} ,;:.?!"'()%/=$^@{}+>&<*`#[\]-]|[^\p{ASCII}\s]|\u{a0}|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))+$/u;

/** Signs that mean something beside a mark. */
const signed = /[&<*`#[\]!]/;

/** Blanks that would be fewer, what looks like a character reference, and signs that mean something together. */
const unsure = /^ | {2}| $|&#?\w+;|!\[|\]\(/;

const beginsLine = /^(?:[\p{L}("']|[^\p{ASCII}\s\p{N}]|\p{N}(?!\p{N}*[.)]))/u;

const beginsCell = /^(?:[\p{L}\p{N}]|[^\p{ASCII}\s])/u;

const endsLine = /(?:[\p{L}\p{N},;.?!"')%:]|[^\p{ASCII}\s])$/u;

const isMarkable = /^[\p{L}\p{N}](?:.*[\p{L}\p{N}])?$/u;

/** Stars are read as a mark beside signs, too. */
const isStarred = /^[\p{L}\p{N}](?:.*[\p{L}\p{N},;:.?)"'%\p{Po}])?$/u;

const markdownOf = (line: readonly InlinePiece[], place: InlinePlace, at: number): string | undefined => {
  const flat = line.map(({ kind, text }) => (kind === 'image' ? 'x' : text)).join('');
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || unsure.test(flat)) return undefined;
  if (first.kind === 'text' && !(place === 'cell' ? beginsCell : beginsLine).test(first.text)) return undefined;
  if (last?.kind === 'text' && !endsLine.test(last.text)) return undefined;
  if (at > 0 && first.kind in tags) return undefined;
  return each(line, (piece, index) => {
    const isIt = piece.inner === undefined ? isSimple(piece, line[index + 1]) : isNestedSimply(line, index);
    return isIt ? written(piece) : undefined;
  })?.join('');
};

/** A mark at its beginning or end has no letter on either side. */
const isNestedSimply = (line: readonly InlinePiece[], index: number): boolean => {
  const { inner = [], text = '', kind } = line[index] ?? {};
  const [before, after] = [line[index - 1], line[index + 1]];
  const isApart = inner.every((piece, at) => {
    if (piece.kind === kind || (at > 0 && at < inner.length - 1)) return true;
    const [left, right] = [inner[at - 1] ?? before, inner[at + 1] ?? after];
    return (left === undefined || /[ (]$/.test(left.text)) && (right === undefined || /^[ ,;:.?)]/.test(right.text));
  });
  const isBesideText =
    (before === undefined || before.kind === 'text') && (after === undefined || after.kind === 'text');
  return isMarkable.test(text) && isApart && isBesideText && inner.every((piece) => isSimpleWithin(piece, kind));
};

const isSimpleWithin = ({ kind, text }: InlinePiece, outer: PieceKind | undefined): boolean =>
  letters.test(text) && !signed.test(text) && (kind === outer || isMarkable.test(text));

/** Two signs of a kind that meet are taken for one; three are read as what is bold and, around that, in italics. */
const nested = ({ kind, inner = [] }: InlinePiece): string => {
  const meets = (at: number): boolean =>
    (at === 0 || at === inner.length - 1) && (kind === 'strong' || inner.length > 1);
  return inner
    .map((piece, at) => {
      if (piece.kind === kind) return piece.text;
      return meets(at) ? written(piece).replaceAll('*', '_') : written(piece);
    })
    .join('');
};

const isSimple = ({ kind, text, address }: InlinePiece, next: InlinePiece | undefined): boolean => {
  if (kind === 'image' && text === '') return true;
  if (!letters.test(text)) return false;
  if (kind === 'text') return next === undefined || !signed.test(text.at(-1) ?? '');
  if (signed.test(text)) return false;
  if (kind === 'image') return isMarkable.test(text);
  const isWhole = kind === 'strong' || kind === 'em' ? isStarred : isMarkable;
  return isWhole.test(text) && text !== address && (next === undefined || next.kind === 'text');
};

const tags: Readonly<Record<string, true>> = { u: true, sub: true, sup: true };

const signs: Readonly<Record<string, string>> = { strong: '**', em: '*', del: '~~' };

const written = (piece: InlinePiece): string => {
  const { kind, text, address, inner } = piece;
  if (kind === 'text') return text.replaceAll(/[*`[]|<(?=[a-z/!?])/gi, String.raw`\$&`);
  if (kind === 'link') return `[${text}](${address})`;
  if (kind === 'image') return `![${text}](${address.replaceAll(/&(?=[#a-z])/gi, String.raw`\&`)})`;
  if (kind === 'code') return `\`${text}\``;
  const sign = signs[kind] ?? '';
  if (inner !== undefined) return sign + nested(piece) + sign;
  return kind in tags ? `<${kind}>${text}</${kind}>` : sign + text + sign;
};

import type { Element, Nodes, Root, RootContent } from 'hast';

/** A stretch of a text, as offsets into it. */
export type Span = { readonly from: number; readonly to: number };

export const startOf = (node: RootContent | undefined): number => node?.position?.start.offset ?? 0;

/** The end of the last of them; undefined where it is not known. */
export const endOf = (nodes: readonly RootContent[]): number | undefined => {
  const ends = nodes.map((node) => node.position?.end.offset);
  return ends.reduce((last, end) => (last === undefined || end === undefined ? undefined : Math.max(last, end)));
};

const spanOf = (place: Nodes['position']): Span | undefined => {
  const from = place?.start.offset;
  const to = place?.end.offset;
  return from === undefined || to === undefined ? undefined : { from, to };
};

const openingOf = (element: Element): Span | undefined => spanOf(element.data?.position?.opening);

/** Where both tags of an element stand; undefined where one was not written. */
export const tagsOf = (element: Element): { readonly opening: Span; readonly closing: Span } | undefined => {
  const opening = openingOf(element);
  const closing = spanOf(element.data?.position?.closing);
  return opening === undefined || closing === undefined ? undefined : { opening, closing };
};

const empty = /^(?:area|br|col|hr|img|wbr)$/;

/** Nobody writes it, and it is there in every table. */
const implied = /^tbody$/;

const tag = /<[a-z/!?]/i;

/**
 * Where the nodes end that begin at an offset and of which each character of the text is a tag, a text or a comment: what is
 * written so reads the same wherever it stands. Undefined where a tag is missing, stray or moved.
 */
const soundEnd = (nodes: readonly RootContent[], text: string, from: number): number | undefined => {
  let at: number | undefined = from;
  for (const node of nodes) at = at === undefined ? undefined : soundEndOf(node, text, at);
  return at;
};

const soundEndOf = (node: RootContent, text: string, from: number): number | undefined => {
  if (node.type === 'element') return soundEndOfElement(node, text, from);
  const span = spanOf(node.position);
  if (span?.from !== from || (node.type === 'text' && tag.test(text.slice(span.from, span.to)))) return undefined;
  return span.to;
};

const soundEndOfElement = (element: Element, text: string, from: number): number | undefined => {
  const opening = openingOf(element);
  if (opening === undefined && implied.test(element.tagName)) return soundEnd(element.children, text, from);
  if (opening?.from !== from) return undefined;
  if (empty.test(element.tagName)) return opening.to;
  const closing = tagsOf(element)?.closing;
  return soundEnd(element.children, text, opening.to) === closing?.from ? closing?.to : undefined;
};

/** Whether the nodes are all of that stretch of the text, tag by tag. */
export const isSound = (nodes: readonly RootContent[], text: string, { from, to }: Span): boolean =>
  soundEnd(nodes, text, from) === to;

/** Whether a tag stands in the text that its tree does not show, such as that of a row where there is no table. */
export const hasUnseenTag = (tree: Root, text: string): boolean => {
  const seen = seenIn(tree).toSorted((one, other) => one.from - other.from);
  let at = 0;
  for (const { from, to } of seen) {
    if (from > at && isUnseen(text.slice(at, from))) return true;
    at = Math.max(at, to);
  }
  return isUnseen(text.slice(at));
};

/** A page that was pasted as a whole has tags around it that say nothing. */
const ofPage = /<\/?(?:html|head|body)(?: (?:xmlns(?::\w+)?|lang|dir)="[^"<>]*")* ?>/gi;

const isUnseen = (text: string): boolean => /<[a-z]/i.test(text.replaceAll(ofPage, ''));

const seenIn = (node: Nodes): Span[] => {
  const span = node.type === 'element' ? openingOf(node) : node.type === 'comment' ? spanOf(node.position) : undefined;
  const inside = 'children' in node ? node.children.flatMap((child) => seenIn(child)) : [];
  return span === undefined ? inside : [span, ...inside];
};

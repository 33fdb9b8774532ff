import type { Element, Root, RootContent } from 'hast';
import { hasDanger, isDangerous } from './danger.ts';
import { readHtml, writeHtml } from './html.ts';
import { isInline, isSpace } from './pieces.ts';
import { endOf, hasUnseenTag, isSound, startOf, tagsOf, type Span } from './places.ts';
import { declarationsOf } from './styles.ts';

export type PartKind = 'text' | 'open' | 'close';

/** A piece of a description's HTML with its tree: a part of the text, or a tag of a box around parts. */
export type Part = {
  readonly kind: PartKind;
  /** Byte for byte as it stands; all parts together are the whole. */
  readonly html: string;
  readonly tree: Root;
  /** Whether each tag in it has its other one, so that it reads the same wherever it stands. */
  readonly isSound: boolean;
};

/** How deep boxes in boxes are looked into. */
const deepest = 16;

/** Neighbours that make one paragraph are one part; white space belongs to what stands before it. */
export const partsOf = (tree: Root, html: string): readonly Part[] => {
  const parts = partsWithin(tree.children, html, { from: 0, to: html.length }, 0);
  return parts.map((part) => part.html).join('') === html ? parts : [{ kind: 'text', html, tree, isSound: false }];
};

const partsWithin = (nodes: readonly RootContent[], html: string, span: Span, depth: number): readonly Part[] => {
  const groups = groupsOf(nodes);
  const starts: number[] = [];
  for (const [place, [first]] of groups.entries()) {
    // What a stray end tag made has no place: it begins where the one before ends.
    const before = groups[place - 1];
    const behind = (before === undefined ? undefined : endOf(before)) ?? starts.at(-1) ?? span.from;
    starts.push(first?.position === undefined ? behind : startOf(first));
  }
  const parts = groups.flatMap((group, index) => {
    const from = starts[index] ?? span.from;
    const next = starts[index + 1] ?? span.to;
    const to = Math.min(next, endOf(group) ?? next);
    return [...partsOfGroup(group, html, { from, to }, depth), ...strayPart(html, { from: to, to: next })];
  });
  return [...strayPart(html, { from: span.from, to: starts[0] ?? span.to }), ...parts];
};

/** What stands between two nodes and is in neither: the end of what was never begun, or a tag of the page around. */
const strayPart = (html: string, { from, to }: Span): readonly Part[] =>
  from >= to
    ? []
    : [{ kind: 'text', html: html.slice(from, to), tree: { type: 'root', children: [] }, isSound: false }];

const groupsOf = (nodes: readonly RootContent[]): readonly (readonly RootContent[])[] => {
  const groups: RootContent[][] = [];
  let isOpen = false;
  for (const node of nodes) {
    const last = groups.at(-1);
    const isApart = node.type === 'comment' && !isOpen;
    const isBoth = node.position === undefined && last?.[0]?.position === undefined;
    if (last !== undefined && !isApart && (isBoth || isSpace(node) || (isInline(node) && isOpen))) last.push(node);
    else groups.push([node]);
    if (!isSpace(node)) isOpen = isInline(node);
  }
  return groups;
};

const partsOfGroup = (nodes: readonly RootContent[], html: string, span: Span, depth: number): readonly Part[] =>
  (depth < deepest ? boxParts(nodes, html, span, depth) : undefined) ?? [
    {
      kind: 'text',
      html: html.slice(span.from, span.to),
      tree: { type: 'root', children: [...nodes] },
      isSound: isSound(nodes, html, span),
    },
  ];

/** The parts of a box and its tags around them; undefined where it is no box, or its tags could not stay. */
const boxParts = (
  nodes: readonly RootContent[],
  html: string,
  span: Span,
  depth: number,
): readonly Part[] | undefined => {
  const [box, ...behind] = nodes;
  const tags = box?.type === 'element' && isBox(box) ? tagsOf(box) : undefined;
  if (box?.type !== 'element' || tags?.opening.from !== span.from) return undefined;
  if (
    behind.some((node) => !isSpace(node) || hasDanger(node)) ||
    !isSound(behind, html, { from: tags.closing.to, to: span.to })
  )
    return undefined;
  const inside = { from: tags.opening.to, to: tags.closing.from };
  return [
    { ...tagPart, kind: 'open', html: html.slice(span.from, inside.from) },
    ...partsWithin(box.children, html, inside, depth + 1),
    { ...tagPart, kind: 'close', html: html.slice(inside.to, span.to) },
  ];
};

const tagPart = { tree: { type: 'root', children: [] }, isSound: true } as const satisfies Partial<Part>;

/** Whether an element is but a box: in Markdown it is what stands in it, block by block. */
const isBox = (element: Element): boolean => {
  const { tagName, properties, children } = element;
  if (isDangerous(element) || !children.some((child) => child.type === 'element' && !isInline(child))) return false;
  if (/^(?:article|center|div|main|section)$/.test(tagName)) return true;
  if (!/^(?:b|font|span)$/.test(tagName)) return false;
  const styles = declarationsOf(properties['style']);
  const isPlain = styles.some(
    ({ property, value }) => property === 'font-weight' && /^(?:normal|[1-5]00)$/.test(value),
  );
  const hasMark = styles.some(({ property }) => /^(?:font-weight|font-style|text-decoration)/.test(property));
  return (tagName === 'b' ? isPlain : !hasMark) && children.every((child) => isSpace(child) || !isInline(child));
};

/**
 * Whether the part may be sent as it is: nothing in it is a danger, no tag in it goes unseen, and by itself, whatever stands
 * beside it, it is what it is as a part of the whole.
 */
export const mayStay = ({ html, tree, isSound: isWhole }: Part): boolean =>
  !hasDanger(tree) && (isWhole || standsAlone(html, tree));

/** At the very beginning a stray end tag is not seen, but behind a line it is. */
const standsAlone = (html: string, tree: Root): boolean =>
  isSameBetween('', html, tree) || isSameBetween('<hr>', html, tree);

const isSameBetween = (before: '' | '<hr>', html: string, tree: Root): boolean => {
  // What is still open would take in the one or the other.
  const { children } = readHtml(`${before}${html}<hr><wbr>`);
  const [line, end] = children.slice(-2);
  if (line?.type !== 'element' || line.tagName !== 'hr') return false;
  if (end?.type !== 'element' || end.tagName !== 'wbr') return false;
  const all: Root = { type: 'root', children: children.slice(0, -2) };
  const alone: Root = { type: 'root', children: before === '' ? all.children : all.children.slice(1) };
  return writeHtml(alone) === writeHtml(tree) && !hasUnseenTag(all, before + html);
};

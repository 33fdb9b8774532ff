import type { Element, Root, RootContent } from 'hast';
import { elementsOf } from './elements.ts';
import { readHtml, writeHtml } from './html.ts';
import { lossesOf } from './losses.ts';
import type { Memory } from './memory.ts';
import { isInline, isSpace, pieceOf, type Piece } from './pieces.ts';
import { htmlTreeOf, readMarkdown } from './readMarkdown.ts';
import { sanitise, sanitiseButInert } from './sanitise.ts';
import { listAt, writeMarkdown, type ListSigns } from './writeMarkdown.ts';

/** A part of a description that is kept as it is, byte for byte, or written anew. */
export type Segment = Piece & {
  /** The sources of its blocks in the Markdown of the whole; none for what Markdown does not show, such as an empty line. */
  readonly blocks: readonly string[];
  /** Whether its HTML may be sent as it is. */
  readonly isHarmless: boolean;
  /** What is lost when it is written anew. */
  readonly losses: readonly string[];
};

export type Segmented = { readonly markdown: string; readonly segments: readonly Segment[] };

/** Whose HTML it is: what the tenant has may keep inert attributes, which nothing else may have. */
export type Owner = 'tenant' | 'draft';

/** The description as Markdown, and which part of it comes from which part of the HTML. Together the parts are the HTML. */
export const segmentsOf = (html: string, memory: Memory, owner: Owner = 'tenant'): Segmented => {
  const tree = readHtml(html);
  memory.learn(sanitise(tree));
  const parts = partsOf(tree, html);
  let last: { readonly list: string | undefined; readonly signs: ListSigns } = { list: undefined, signs: 'usual' };
  const texts = parts.map((part) => {
    const clean = sanitise(part.tree);
    const followsList = last.list !== undefined && last.list === listAt(clean, 0);
    const signs: ListSigns = followsList && last.signs === 'usual' ? 'other' : 'usual';
    const text = writeMarkdown(clean, memory, signs);
    if (text !== '') last = { list: listAt(clean, -1), signs };
    return text;
  });
  const markdown = texts.filter((text) => text !== '').join('\n\n');
  const blocks = texts.map((text) => readMarkdown(text));
  const sources = blocks.map((each) => each.map(({ source }) => source));
  const isTrue = sameTexts(
    sources.flat(),
    readMarkdown(markdown).map(({ source }) => source),
  );
  if (!isTrue && parts.length > 1) return asOne({ html, tree }, memory, owner);
  return {
    markdown,
    segments: parts.map((part, index) => ({
      ...pieceOf(part.html, part.tree),
      blocks: sources[index] ?? [],
      isHarmless: isHarmless(part, owner),
      losses: lossesOf(part.tree, htmlTreeOf(blocks[index] ?? [], memory)),
    })),
  };
};

const asOne = (whole: Part, memory: Memory, owner: Owner): Segmented => {
  const { html, tree } = whole;
  const markdown = writeMarkdown(sanitise(tree), memory);
  const blocks = readMarkdown(markdown);
  const sources = blocks.map(({ source }) => source);
  const losses = lossesOf(tree, htmlTreeOf(blocks, memory));
  const segment = { ...pieceOf(html, tree), blocks: sources, isHarmless: isHarmless(whole, owner), losses };
  return { markdown, segments: [segment] };
};

type Part = { readonly html: string; readonly tree: Root };

/** Neighbours that make one paragraph are one part; white space belongs to what stands before it. */
const partsOf = (tree: Root, html: string): readonly Part[] => {
  const groups: RootContent[][] = [];
  let isOpen = false;
  for (const node of tree.children) {
    const last = groups.at(-1);
    if (last !== undefined && (isSpace(node) || (isInline(node) && isOpen))) last.push(node);
    else groups.push([node]);
    if (!isSpace(node)) isOpen = isInline(node);
  }
  const starts = groups.map(([first], index) => (index === 0 ? 0 : (first?.position?.start.offset ?? 0)));
  return groups.map((children, index) => ({
    html: html.slice(starts[index], starts[index + 1] ?? html.length),
    tree: { type: 'root', children },
  }));
};

/** By itself the part is what it is as a part of the whole, nothing in it is unsafe, and no tag in it goes unseen. */
const isHarmless = ({ html, tree }: Part, owner: Owner): boolean => {
  if (/<[^>]*$/.test(html)) return false;
  const alone = readHtml(html);
  const written = writeHtml(alone);
  const tags = [...html.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, name = '']) => name.toLowerCase());
  const elements = elementsOf(alone).filter((element) => !isImplied(element));
  const names = elements.map(({ tagName }) => tagName);
  const clean = owner === 'tenant' ? sanitiseButInert(alone) : sanitise(alone);
  return written === writeHtml(tree) && written === writeHtml(clean) && sameTexts(tags, names);
};

/** A table has a body and rows also where nobody wrote their tags. */
const isImplied = ({ tagName, position }: Element): boolean =>
  position === undefined && /^(?:colgroup|tbody|tr)$/.test(tagName);

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index]);

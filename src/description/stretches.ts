import type { Root } from 'hast';
import { readHtml } from './html.ts';
import { isSound } from './places.ts';
import type { Steps } from './steps.ts';

/** A stretch of a description's HTML with its tree, whose places are offsets into the stretch. */
export type Stretch = { readonly html: string; readonly tree: Root };

const block = /^(?:address|article|blockquote|center|div|dl|figure|h[1-6]|ol|p|pre|section|table|ul)$/i;

type Tag = { readonly isBlock: boolean; readonly isEnd: boolean; readonly to: number };

/** Where a block begins right behind another one that no block is around: a reader of HTML may begin there. */
const cutsOf = (html: string): readonly number[] => {
  const cuts: number[] = [];
  let depth = 0;
  let behindBlock: number | undefined;
  for (let at = html.indexOf('<'); at >= 0;) {
    const tag = tagAt(html, at);
    if (tag === undefined) return cuts;
    const isFree = behindBlock !== undefined && html.slice(behindBlock, at).trim() === '';
    if (depth === 0 && isFree && tag.isBlock && !tag.isEnd) cuts.push(at);
    if (tag.isBlock) depth += tag.isEnd ? -1 : 1;
    if (depth < 0) return cuts;
    behindBlock = depth === 0 && tag.isBlock ? tag.to : undefined;
    at = html.indexOf('<', tag.to);
  }
  return cuts;
};

/** Undefined where it has no end, or what follows is no tag. */
const tagAt = (html: string, from: number): Tag | undefined => {
  const [begin = '', slash, name = ''] = nameAt.exec(html.slice(from, from + 24)) ?? [];
  let at = from + begin.length;
  if (begin === '') return undefined;
  for (; html[at] !== '>'; at += 1) {
    const sign = html[at];
    if (sign === undefined || sign === '<') return undefined;
    if (sign !== '"' && sign !== "'") continue;
    at = html.indexOf(sign, at + 1);
    if (at < 0) return undefined;
  }
  return { isBlock: block.test(name), isEnd: slash === '/', to: at + 1 };
};

const nameAt = /^<(\/?)([a-z][a-z\d:-]*)/i;

/**
 * The HTML as it would be read as a whole, in stretches: each is read by itself, and those that are alike once.
 *
 * @param before stretches that were read before, by their HTML
 */
export function* stretchesOf(
  html: string,
  before: ReadonlyMap<string, Stretch> = new Map(),
): Steps<readonly Stretch[]> {
  const whole = before.get(html);
  if (whole !== undefined) return [whole];
  const cuts = [0, ...cutsOf(html), html.length];
  const known = new Map(before);
  const stretches: Stretch[] = [];
  for (const [index, from] of cuts.slice(0, -1).entries()) {
    const piece = html.slice(from, cuts[index + 1]);
    let stretch = known.get(piece);
    if (stretch === undefined) {
      stretch = { html: piece, tree: readHtml(piece) };
      // What is not closed in it reaches into what follows.
      if (cuts.length > 2 && !isWhole(stretch)) return [{ html, tree: readHtml(html) }];
      known.set(piece, stretch);
      yield;
    }
    stretches.push(stretch);
  }
  return stretches;
}

/** Whether more elements, or characters, than that must be read at a time. */
export const hasLongStretch = (html: string, mostElements: number, mostCharacters: number): boolean => {
  const cuts = [0, ...cutsOf(html), html.length];
  return cuts.some((from, index) => {
    const stretch = html.slice(from, cuts[index + 1]);
    return stretch.length > mostCharacters || (stretch.match(/<[a-z]/gi)?.length ?? 0) > mostElements;
  });
};

const isWhole = ({ html, tree }: Stretch): boolean => isSound(tree.children, html, { from: 0, to: html.length });

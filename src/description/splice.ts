import { untouchedOf } from './untouched.ts';
import type { Block } from './markdown/blocks.ts';
import type { Segment } from './segments.ts';

/** A block that is written anew. */
export type Rewritten = {
  readonly kind: 'block';
  readonly block: Block;
  /** The part whose place it takes. */
  readonly place: Segment | undefined;
  /** All parts that the person took out at this place. Blocks that stand at one place share one array: it is told by identity. */
  readonly gone: readonly Segment[];
  /** White space that stood behind the part. */
  readonly tail: string;
};

/** What stands in the new text: a segment that stays, or a block that is written anew. */
export type Spliced = { readonly kind: 'segment'; readonly segment: Segment } | Rewritten;

/** The segments between two that stay, and the blocks that stand there now. */
type Gap = {
  readonly segments: readonly Segment[];
  readonly blocks: readonly Block[];
  readonly isFirst: boolean;
  readonly isLast: boolean;
};

/**
 * The new text in its order. What Markdown does not show, such as an empty line, a comment or a box, was touched by nobody and
 * stays, but for what stood between two parts that were taken out.
 */
export const splice = (segments: readonly Segment[], blocks: readonly Block[]): readonly Spliced[] => {
  if (blocks.length === 0) return [];
  const untouched = [...untouchedOf(segments, blocks)];
  const out: Spliced[] = [];
  let nextSegment = 0;
  let nextBlock = 0;
  const fillUpTo = (index: number, place: number): void => {
    const gap = { segments: segments.slice(nextSegment, index), blocks: blocks.slice(nextBlock, place) };
    const parts = filled({ ...gap, isFirst: nextSegment === 0, isLast: index === segments.length });
    for (const part of parts) out.push(part);
  };
  for (const [index, place] of untouched) {
    const segment = segments[index];
    if (segment === undefined) continue;
    fillUpTo(index, place);
    out.push({ kind: 'segment', segment });
    nextSegment = index + 1;
    nextBlock = place + segment.blocks.length;
  }
  fillUpTo(segments.length, blocks.length);
  return withoutEmptyBoxes(out);
};

const filled = (gap: Gap): readonly Spliced[] => {
  const gone = gap.segments.filter(({ blocks }) => blocks.length > 0);
  if (gone.length === 0) return inserted(gap);
  return gap.blocks.length === 0 ? withoutGone(gap, gone) : instead(gap, gone);
};

const none: readonly Segment[] = [];

const asSpliced = (segment: Segment): Spliced => ({ kind: 'segment', segment });

/** Nothing was taken out: what is new stands outside the boxes that end or begin there. */
const inserted = ({ segments, blocks, isFirst, isLast }: Gap): readonly Spliced[] => {
  const depths = [0];
  for (const { kind } of segments)
    depths.push((depths.at(-1) ?? 0) + (kind === 'open' ? 1 : kind === 'close' ? -1 : 0));
  const lowest = depths.reduce((least, depth) => Math.min(least, depth), 0);
  const at = isFirst && !isLast ? depths.indexOf(lowest) : depths.lastIndexOf(lowest);
  const written = blocks.map((block): Spliced => ({
    kind: 'block',
    block,
    place: undefined,
    gone: none,
    tail: '',
  }));
  return [...segments.slice(0, at).map(asSpliced), ...written, ...segments.slice(at).map(asSpliced)];
};

const withoutGone = ({ segments }: Gap, gone: readonly Segment[]): readonly Spliced[] => {
  const [first] = gone;
  const last = gone.at(-1);
  const from = segments.findIndex((segment) => segment === first);
  const to = segments.findLastIndex((segment) => segment === last);
  return segments
    .filter((segment, index) => segment.blocks.length === 0 && (segment.kind !== 'text' || index < from || index > to))
    .map(asSpliced);
};

/** Each block stands where the one stood that it takes the place of, and what is left over where the last one stood. */
const instead = ({ segments, blocks }: Gap, gone: readonly Segment[]): readonly Spliced[] => {
  const last = gone.at(-1);
  let next = 0;
  return segments.flatMap((segment) => {
    if (segment.blocks.length === 0) return [asSpliced(segment)];
    const from = next;
    next = segment === last ? blocks.length : Math.min(blocks.length, from + segment.blocks.length);
    return blocks.slice(from, next).map((block, at): Spliced => {
      const tail = from + at === next - 1 ? segment.tail : '';
      return { kind: 'block', block, place: segment, gone, tail };
    });
  });
};

const kindOf = (each: Spliced | undefined): Segment['kind'] | undefined =>
  each?.kind === 'segment' ? each.segment.kind : undefined;

const withoutEmptyBoxes = (all: readonly Spliced[]): readonly Spliced[] => {
  const out: Spliced[] = [];
  for (const each of all)
    if (kindOf(each) === 'close' && kindOf(out.at(-1)) === 'open') out.pop();
    else out.push(each);
  return out;
};

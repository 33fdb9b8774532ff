import { matches } from './matches.ts';
import type { Block } from './readMarkdown.ts';
import type { Segment } from './segments.ts';

/** Where a segment stands among the blocks; one that Markdown does not show stays beside a neighbour that does. */
export type Place = number | 'afterKept' | 'beforeKept';

/** The segments that a person did not touch and whose HTML may be sent as it is, by their index. */
export const keptOf = (segments: readonly Segment[], blocks: readonly Block[]): ReadonlyMap<number, Place> => {
  const pairs = matches(
    segments.flatMap((segment) => segment.blocks),
    blocks.map(({ source }) => source),
  );
  const kept = new Map<number, Place>();
  let first = 0;
  segments.forEach((segment, index) => {
    const place = segment.isHarmless ? placeOf(first, segment.blocks.length, pairs) : undefined;
    if (place !== undefined) kept.set(index, place);
    first += segment.blocks.length;
  });
  return new Map([...kept, ...unseenOf(segments, kept)]);
};

/** All blocks must be there, one after the other. */
const placeOf = (first: number, count: number, pairs: ReadonlyMap<number, number>): number | undefined => {
  const place = pairs.get(first);
  if (count === 0 || place === undefined) return undefined;
  const isWhole = Array.from({ length: count }).every((_, step) => pairs.get(first + step) === place + step);
  return isWhole ? place : undefined;
};

const isSeen = (segment: Segment): boolean => segment.blocks.length > 0;

const unseenOf = (
  segments: readonly Segment[],
  kept: ReadonlyMap<number, Place>,
): readonly (readonly [number, Place])[] => {
  return segments.flatMap((segment, index): readonly (readonly [number, Place])[] => {
    if (isSeen(segment) || !segment.isHarmless) return [];
    const before = segments.findLastIndex((each, at) => at < index && isSeen(each));
    if (kept.has(before)) return [[index, 'afterKept']];
    const after = segments.findIndex((each, at) => at > index && isSeen(each));
    return kept.has(after) ? [[index, 'beforeKept']] : [];
  });
};

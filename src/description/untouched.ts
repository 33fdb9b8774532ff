import { matches } from './matches.ts';
import type { Block } from './markdown/blocks.ts';
import type { Segment } from './segments.ts';

/** The segments that a person did not touch, by their index, with the place of their first block. */
export const untouchedOf = (segments: readonly Segment[], blocks: readonly Block[]): ReadonlyMap<number, number> => {
  const pairs = matches(
    segments.flatMap((segment) => segment.blocks),
    blocks.map(({ source }) => source),
  );
  const untouched = new Map<number, number>();
  let first = 0;
  segments.forEach((segment, index) => {
    const place = placeOf(first, segment.blocks.length, pairs);
    if (place !== undefined) untouched.set(index, place);
    first += segment.blocks.length;
  });
  return untouched;
};

/** All blocks must be there, one after the other. */
const placeOf = (first: number, count: number, pairs: ReadonlyMap<number, number>): number | undefined => {
  const place = pairs.get(first);
  if (count === 0 || place === undefined) return undefined;
  const isWhole = Array.from({ length: count }).every((_, step) => pairs.get(first + step) === place + step);
  return isWhole ? place : undefined;
};

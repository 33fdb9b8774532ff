import { elementsOf } from './elements.ts';
import { featuresOf, type Feature } from './features.ts';
import { readHtml } from './html.ts';
import type { Loss } from './loss.ts';
import type { Segment } from './segments.ts';
import type { Spliced } from './splice.ts';

/** What a box says of all that stands in it, such as that it is centred, and what was moved out of it has no more. */
export const lostBoxes = (segments: readonly Segment[], spliced: readonly Spliced[]): readonly Loss[] => {
  if (!segments.some(({ kind }) => kind === 'open')) return [];
  const stays = new Set(spliced.map((each) => (each.kind === 'segment' ? each.segment : undefined)));
  const before = placesIn(
    segments,
    (segment) => (stays.has(segment) ? [] : segment.blocks),
    (segment) => segment,
  );
  const after = placesIn(
    spliced,
    (each) => (each.kind === 'block' ? [each.block.source] : []),
    (each) => (each.kind === 'segment' ? each.segment : undefined),
  );
  return [...before].flatMap(([source, boxes]) => lacks(boxes[0] ?? [], after.get(source) ?? []));
};

/** By a block's source, the tags of the boxes around it, wherever it stands. */
const placesIn = <T>(
  all: readonly T[],
  sourcesIn: (each: T) => readonly string[],
  segmentIn: (each: T) => Segment | undefined,
): ReadonlyMap<string, readonly (readonly string[])[]> => {
  const places = new Map<string, (readonly string[])[]>();
  let around: readonly string[] = [];
  for (const each of all) {
    const segment = segmentIn(each);
    if (segment?.kind === 'open') around = [...around, segment.html];
    if (segment?.kind === 'close') around = around.slice(0, -1);
    for (const source of sourcesIn(each)) places.set(source, [...(places.get(source) ?? []), around]);
  }
  return places;
};

/** What stands nowhere any more was taken out, and has lost nothing. */
const lacks = (boxes: readonly string[], places: readonly (readonly string[])[]): readonly Loss[] => {
  if (boxes.length === 0 || places.length === 0) return [];
  const had = boxes.flatMap((tag) => featuresOfTag(tag));
  const left = places.map((place) => new Set(place.flatMap((tag) => featuresOfTag(tag)).map(keyOf)));
  return had.filter((feature) => left.every((keys) => !keys.has(keyOf(feature)))).map(({ name }) => name);
};

const featuresOfTag = (tag: string): readonly Feature[] => elementsOf(readHtml(tag)).flatMap(featuresOf);

const keyOf = ({ name, detail }: Feature): string => JSON.stringify([name, detail]);

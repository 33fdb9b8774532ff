import { elementsOf } from './elements.ts';
import { featuresOf, type Feature } from './features.ts';
import { readHtml } from './html.ts';
import type { Loss } from './loss.ts';

/** A tag of a box, or what may stand in one: the sources of its blocks. */
export type Placed = {
  readonly kind: 'text' | 'open' | 'close';
  readonly html: string;
  readonly sources: readonly string[];
};

/**
 * What a box says of all that stands in it, such as that it is centred, and what was moved out of it has no more.
 * @param before the sources of what does not stay in its place
 * @param after those of what is put somewhere
 */
export const lostBoxes = (before: readonly Placed[], after: readonly Placed[]): readonly Loss[] => {
  if (!before.some(({ kind }) => kind === 'open')) return [];
  const now = boxesIn(after);
  return [...boxesIn(before)].flatMap(([source, [boxes = []]]) => lacks(boxes, now.get(source) ?? []));
};

/** By a block's source, the tags of the boxes around it, wherever it stands. */
const boxesIn = (all: readonly Placed[]): ReadonlyMap<string, readonly (readonly string[])[]> => {
  const places = new Map<string, (readonly string[])[]>();
  let around: readonly string[] = [];
  for (const { kind, html, sources } of all) {
    if (kind === 'open') around = [...around, html];
    if (kind === 'close') around = around.slice(0, -1);
    for (const source of sources) {
      const known = places.get(source);
      if (known === undefined) places.set(source, [around]);
      else known.push(around);
    }
  }
  return places;
};

/** What stands nowhere any more was taken out, and has lost nothing. */
const lacks = (boxes: readonly string[], places: readonly (readonly string[])[]): readonly Loss[] => {
  if (boxes.length === 0 || places.length === 0) return [];
  const had = boxes.flatMap((tag) => featuresOfTag(tag));
  const left = places.map((place) => new Set(place.flatMap((tag) => featuresOfTag(tag)).map((each) => keyOf(each))));
  return had.filter((feature) => left.every((keys) => !keys.has(keyOf(feature)))).map(({ name }) => name);
};

const featuresOfTag = (tag: string): readonly Feature[] =>
  elementsOf(readHtml(tag)).flatMap((element) => featuresOf(element));

const keyOf = ({ name, detail }: Feature): string => JSON.stringify([name, detail]);

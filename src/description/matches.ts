import { diffArrays } from 'diff';

/** Beyond so many changes the likest way is not looked for any longer. */
const mostChanges = 400;

/**
 * Which of `before` is which of `after`, as places in both; what was added or taken out is in none. What is the same at either end
 * is the same there: among equals, it is the one that was changed that is another.
 */
export const matches = (before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> => {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const found = new Map<number, number>();
  for (let at = 0; at < start; at += 1) found.set(at, at);
  const inner = matchesWithin(before.slice(start, before.length - end), after.slice(start, after.length - end));
  for (const [one, other] of inner) found.set(start + one, start + other);
  for (let at = end; at > 0; at -= 1) found.set(before.length - at, after.length - at);
  return found;
};

const matchesWithin = (before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] => {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostChanges });
  if (changes === undefined) return matchesInOrder(before, after);
  const found: [number, number][] = [];
  let one = 0;
  let other = 0;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) for (let step = 0; step < count; step += 1) found.push([one + step, other + step]);
    if (!added) one += count;
    if (!removed) other += count;
  }
  return found;
};

/** Each takes the next that is the same, as long as that leaves none far behind. */
const matchesInOrder = (
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] => {
  const places = Map.groupBy(
    after.map((_, at) => at),
    (at) => after[at] ?? '',
  );
  const found: [number, number][] = [];
  let next = 0;
  for (const [at, text] of before.entries()) {
    const place = places.get(text)?.find((each) => each >= next);
    if (place === undefined || place - next > mostChanges) continue;
    found.push([at, place]);
    next = place + 1;
  }
  return found;
};

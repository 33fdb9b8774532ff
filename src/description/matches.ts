import { diffArrays } from 'diff';

/** Which of `before` is which of `after`, as places in both; what was added or taken out is in none. */
export const matches = (before: readonly string[], after: readonly string[]): ReadonlyMap<number, number> => {
  const found = new Map<number, number>();
  let one = 0;
  let other = 0;
  for (const { added, removed, count } of diffArrays([...before], [...after])) {
    if (!added && !removed) for (let step = 0; step < count; step += 1) found.set(one + step, other + step);
    if (!added) one += count;
    if (!removed) other += count;
  }
  return found;
};

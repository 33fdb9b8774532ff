import { fold } from '../names/fold.ts';

/** Nobody means a name by a text that is so much longer. */
const longest = 40;

/** The candidate that takes the fewest letters to become from the text, where that is at most a third of them: `statsu` is `status`. */
export const nearest = (text: string, candidates: Iterable<string>): string | undefined => {
  const wanted = fold(text.slice(0, longest + 1));
  if (wanted.length > longest) return undefined;
  let found: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const letters = distance(wanted, fold(candidate), least);
    if (letters < least) [found, least] = [candidate, letters];
  }
  return found;
};

/** How many letters are inserted, left out, changed, or changed for their neighbour; `limit` where it is as many or more. */
const distance = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [before, last]: readonly number[][] = [[], Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const costs = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwap = column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      costs[column] = Math.min(
        (last?.[column] ?? limit) + 1,
        (costs[column - 1] ?? limit) + 1,
        (last?.[column - 1] ?? limit) + (isSame ? 0 : 1),
        isSwap ? (before?.[column - 2] ?? limit) + 1 : limit,
      );
    }
    [before, last] = [last, costs];
  }
  return Math.min(limit, last?.[b.length] ?? limit);
};

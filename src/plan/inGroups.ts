import { allEnded } from './allEnded.ts';

/** So many at once, until it is aborted. @throws what the first of a group threw, once all of the group have ended */
export const inGroups = async <T>(
  all: readonly T[],
  atOnce: number,
  act: (each: T) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> => {
  for (let at = 0; at < all.length; at += atOnce) {
    if (signal?.aborted === true) return;
    await allEnded(all.slice(at, at + atOnce).map(act));
  }
};

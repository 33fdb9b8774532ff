import { deepEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

/** A guard against what never comes, in milliseconds. */
const patience = 30_000;

/** Waits until `look` sees this; fails with what it saw last. */
export const eventually = async <T>(look: () => T | Promise<T>, wanted: T): Promise<void> => {
  const deadline = Date.now() + patience;
  let seen = await look();
  while (!isDeepStrictEqual(seen, wanted) && Date.now() < deadline) {
    await sleep(20);
    seen = await look();
  }
  deepEqual(seen, wanted);
};

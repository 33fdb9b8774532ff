import type { Client } from '../api/client.ts';
import { ApiError, networkCode } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { sleep, type Sleep } from '../api/sleep.ts';
import { isOlder } from './goalVersion.ts';

/** A stamp that is further ahead of the tenant's clock is odd: nothing would ever be later than it. */
const oddFromMs = 3_600_000;

/** How long a goal is waited for whose reads are behind, before each further read. */
const pausesMs = [300, 700, 2000];

const isBehind = (read: Goal, seen: Goal | undefined, now: string): seen is Goal =>
  isOlder(read, seen) && !(Date.parse(seen?.ModifiedDate ?? '') > Date.parse(now) + oddFromMs);

/**
 * A service may read from a copy that is behind: an update that stood on that would take back what was seen here already. Then it
 * stands on what was seen.
 * @param seen the goal as it is known here, maybe without its description
 * @param now the tenant's time, ISO 8601
 * @returns undefined where the read is behind, and a list brought what was seen, so that nobody knows the description
 */
export const newestRead = (read: Goal, seen: Goal | undefined, now: string): Goal | undefined => {
  if (!isBehind(read, seen, now)) return read;
  if (seen.Description === undefined) return undefined;
  const unreadable = [...new Set([...(seen.unreadable ?? []), ...(read.unreadable ?? [])])];
  return {
    ...seen,
    ...(seen.TargetDate === read.TargetDate && read.asCame !== undefined ? { asCame: read.asCame } : {}),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
};

/** Whether {@link newestClient} gave up on a goal, whose reads stay behind what was seen. */
export const isReadBehind = (error: unknown): boolean => error instanceof ApiError && networkCode(error) === 'behind';

/**
 * The client, with reads that are never behind what was seen. Where that cannot be mended from what was seen, `getGoal` reads again, and
 * rejects in the end; a search leaves such a goal out.
 * @param seen what is known here of a goal
 */
export const newestClient = (
  client: Client,
  seen: (goalId: string) => Goal | undefined,
  wait: Sleep = sleep,
): Client => {
  const newest = (read: Goal): Goal | undefined => newestRead(read, seen(read.Gsid), client.tenantTime());
  return {
    ...client,
    getGoal: async (goalId, signal) => {
      for (const ms of [...pausesMs, 0]) {
        const goal = newest(await client.getGoal(goalId, signal));
        if (goal !== undefined) return goal;
        await wait(ms, signal);
      }
      throw new ApiError('malformed', 'getGoal', { cause: behind() });
    },
    searchGoals: async (...about) => {
      const page = await client.searchGoals(...about);
      return { ...page, records: page.records.flatMap((goal) => newest(goal) ?? []) };
    },
  };
};

const behind = (): Error => Object.assign(new Error('the goal was read as it was before'), { code: 'behind' });

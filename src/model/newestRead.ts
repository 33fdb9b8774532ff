import type { Client } from '../api/client.ts';
import { ApiError, networkCode } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { sleep, type Sleep } from '../api/sleep.ts';
import { isOlder } from './goalVersion.ts';
import { saysTheSame } from './storeChange.ts';

/** A stamp that is further ahead of the tenant's clock is odd: nothing would ever be later than it. */
const oddFromMs = 3_600_000;

/** How long a goal is waited for whose reads are behind, before each further read. */
const pausesMs = [300, 700, 2000];

const isBehind = (read: Goal, seen: Goal, now: string): boolean =>
  isOlder(read, seen) && !(Date.parse(seen.ModifiedDate ?? '') > Date.parse(now) + oddFromMs);

/** A goal as it is known here, maybe without its description, and the stamps that it had before. */
export type Seen = { readonly goal: Goal; readonly earlier: readonly string[] };

/** A copy that a service reads from is rarely behind by more changes of one goal. */
const mostEarlier = 20;

/** The stamps that goals had here before they changed. */
export class EarlierStamps {
  readonly #stamps = new Map<string, readonly string[]>();

  of(goalId: string): readonly string[] {
    return this.#stamps.get(goalId) ?? [];
  }

  note(before: Goal | undefined, after: Goal): void {
    const stamp = before?.ModifiedDate;
    if (stamp === undefined || stamp === after.ModifiedDate) return;
    this.#stamps.set(after.Gsid, [...this.of(after.Gsid), stamp].slice(-mostEarlier));
  }
}

/** A read and a search may write one moment in two ways, and a write is stamped a moment before its answer. */
const sameMomentMs = 2000;

/** Whether they are of one moment, and say the same, as far as the read says it: it may leave the names out that go with ids. */
const isSameVersion = (read: Goal, seen: Goal): boolean => {
  const { ModifiedDate = '', CompanyName = '', OwnerName = '', Description } = seen;
  const apart = Math.abs(Date.parse(read.ModifiedDate ?? '') - Date.parse(ModifiedDate));
  const named = { ...seen, CompanyName, OwnerName };
  return (
    apart <= sameMomentMs &&
    saysTheSame({ ...named, ...read, ModifiedDate }, named) &&
    (Description === undefined || Description === (read.Description ?? ''))
  );
};

/**
 * A service may read from a copy that is behind: an update that stood on that would take back what was seen here already. Then it
 * stands on what was seen.
 * @param now the tenant's time, ISO 8601
 * @returns undefined where the read has an older stamp and nobody knows what holds: since a list brought what was seen, which has no
 *   description, or since that version was never seen here, and may be a newer one whose clock is behind
 */
export const newestRead = (read: Goal, seen: Seen | undefined, now: string): Goal | undefined => {
  if (seen === undefined || !isBehind(read, seen.goal, now)) return read;
  const { goal, earlier } = seen;
  const isEarlier = earlier.includes(read.ModifiedDate ?? '');
  if (!isEarlier && isSameVersion(read, goal)) return read;
  if (!isEarlier || goal.Description === undefined) return undefined;
  const unreadable = [...new Set([...(goal.unreadable ?? []), ...(read.unreadable ?? [])])];
  return {
    ...goal,
    ...(goal.TargetDate === read.TargetDate && read.asCame !== undefined ? { asCame: read.asCame } : {}),
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
  seen: (goalId: string) => Seen | undefined,
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

import type { Client } from '../api/client.ts';
import type { Goal } from '../api/schema.ts';
import { fieldsOf, type GoalFields } from './goalFields.ts';
import { isOlder } from './goalVersion.ts';

/** A stamp that is further ahead of the tenant's clock is odd: nothing would ever be later than it. */
const oddFromMs = 3_600_000;

/**
 * A service may read from a copy that is behind: an update that stood on that would take back what was seen here already. Then it
 * stands on what was seen.
 * @param seen the goal as it is known here, maybe without its description
 * @param base what the update was begun on
 * @param now the tenant's time, ISO 8601
 */
export const newestRead = (
  read: Goal,
  seen: Goal | undefined,
  base: Pick<GoalFields, 'Description'>,
  now: string,
): Goal => {
  if (seen === undefined || !isOlder(read, seen) || Date.parse(seen.ModifiedDate ?? '') > Date.parse(now) + oddFromMs)
    return read;
  const Description = seen.Description ?? base.Description;
  const unreadable = [...new Set([...(seen.unreadable ?? []), ...(read.unreadable ?? [])])];
  return {
    ...seen,
    ...(Description === '' ? {} : { Description }),
    ...(seen.TargetDate === read.TargetDate && read.asCame !== undefined ? { asCame: read.asCame } : {}),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  };
};

/**
 * The client, with reads that are never behind what was seen.
 * @param seen what is known here of a goal
 * @param base what an update was begun on; undefined where each goal's own read says that
 */
export const newestClient = (client: Client, seen: (goalId: string) => Goal | undefined, base?: GoalFields): Client => {
  const newest = (read: Goal): Goal => newestRead(read, seen(read.Gsid), base ?? fieldsOf(read), client.tenantTime());
  return {
    ...client,
    getGoal: async (...about) => newest(await client.getGoal(...about)),
    searchGoals: async (...about) => {
      const page = await client.searchGoals(...about);
      return { ...page, records: page.records.map((goal) => newest(goal)) };
    },
  };
};

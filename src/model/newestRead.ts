import type { Goal } from '../api/schema.ts';
import type { GoalFields } from './goalFields.ts';
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

import { isRecord } from '../../json.ts';
import type { GoalRows } from '../query/goalRows.ts';

/** Until when a person has seen what happened in a tenant. */
export type Seen = {
  /** The latest moment of change that was seen, in milliseconds since 1970, by the tenant's clock. */
  readonly at: number;
  /** The day on which that was, where the person is: `yyyy-mm-dd`. */
  readonly day: string;
  /** What this person saved since: by a goal's id its moment of change then, in milliseconds. */
  readonly own: Readonly<Record<string, number>>;
};

/** More of them are taken for a colleague's. */
const mostOwn = 500;

/** Undefined where nothing was seen yet, or where it cannot be told. */
export const readSeen = (value: unknown): Seen | undefined => {
  if (!isRecord(value)) return undefined;
  const { at, day, own } = value;
  if (typeof at !== 'number' || !Number.isFinite(at) || typeof day !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(day))
    return undefined;
  const kept = isRecord(own)
    ? Object.entries(own).filter((each): each is [string, number] => Number.isFinite(each[1]))
    : [];
  return { at, day, own: Object.fromEntries(kept) };
};

/** All that there is now was seen. */
export const allSeen = (rows: GoalRows, today: string): Seen => {
  let at = 0;
  for (let row = 0; row < rows.end; row += 1) {
    const changed = rows.numbers.changed[row] ?? Number.NaN;
    if (rows.isThere(row) && changed > at) at = changed;
  }
  return { at, day: today, own: {} };
};

/** @param changedAt the moment of change that the tenant gave what this person saved, in milliseconds */
export const withOwn = (seen: Seen, goalId: string, changedAt: number): Seen => {
  const { [goalId]: _, ...others } = seen.own;
  return {
    ...seen,
    own: Object.fromEntries([...Object.entries(others), [goalId, changedAt] as const].slice(-mostOwn)),
  };
};

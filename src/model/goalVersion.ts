import type { Goal } from '../api/schema.ts';

/** Whether a goal is an earlier version than what is held of it: a late answer, or one of a service that reads from copies. */
export const isOlder = (answered: Goal, held: Goal | undefined): boolean =>
  answered.ModifiedDate !== undefined && held?.ModifiedDate !== undefined && answered.ModifiedDate < held.ModifiedDate;

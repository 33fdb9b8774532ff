import type { Goal } from '../api/schema.ts';
import { listedFields } from './goalSlice.ts';

/**
 * A goal before and after: without `before` it is new here, without `after` it is gone. Both have every field but the description,
 * which only a goal has that was read or written by itself.
 */
export type GoalChange = { readonly before?: Goal; readonly after?: Goal };

/** What one change made different. What it does not name is as it was. */
export type StoreChange = {
  /** Ids of the companies that look different; 'all' where the list of companies itself may have changed. */
  readonly companies: ReadonlySet<string> | 'all';
  /** By id, in the order in which they changed; 'all' where they are not listed: a first load, a snapshot, another tenant, or too many. */
  readonly goals: ReadonlyMap<string, GoalChange> | 'all';
  /** Ids of goals whose metrics were known and have to be asked for anew. */
  readonly metrics: ReadonlySet<string>;
  /** Whether this window wrote it. */
  readonly isOwn?: boolean;
};

/** The most goals that one change lists: both versions of each are held for as long as it is told. */
export const mostListed = 5000;

/** Only the state is another. */
export const noChange: StoreChange = { companies: new Set(), goals: new Map(), metrics: new Set() };

export const everyChange: StoreChange = { companies: 'all', goals: 'all', metrics: new Set() };

/** Whether anything is different that a person or the disk holds. */
export const isChange = ({ companies, goals, metrics }: StoreChange): boolean =>
  companies === 'all' || goals === 'all' || companies.size > 0 || goals.size > 0 || metrics.size > 0;

/** Whether the goal, or what is known of its metrics, may be another now. */
export const concerns = ({ goals, metrics }: StoreChange, goalId: string): boolean =>
  metrics.has(goalId) || (goals !== 'all' && goals.has(goalId));

export const goalChange = (before: Goal | undefined, after: Goal | undefined): GoalChange => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** Whether two versions of a goal say the same in all that a search answers. */
export const saysTheSame = (a: Goal, b: Goal): boolean =>
  listedFields.every((field) => a[field] === b[field]) && a.unreadable?.join() === b.unreadable?.join();

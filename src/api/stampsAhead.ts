import type { Goal } from './schema.ts';

/** Further ahead than any time zone: nothing would ever be later than such a stamp, and so nothing new. */
const mostAheadMs = 26 * 3_600_000;

/**
 * A goal as it came, but for a stamp of change that lies far ahead: that is left out, and named as unreadable.
 * @param latestMs the latest that the tenant's clock may show, in milliseconds since 1970; absent: not known, and all goals are as they came
 */
export const withoutStampAhead = (latestMs: number | undefined): ((goal: Goal) => Goal) => {
  if (latestMs === undefined) return (goal) => goal;
  const lastMs = latestMs + mostAheadMs;
  // Texts are compared first: there are many goals.
  const last = new Date(lastMs).toISOString();
  const isAhead = ({ ModifiedDate = '' }: Goal): boolean => ModifiedDate > last && Date.parse(ModifiedDate) > lastMs;
  return (goal) => {
    if (!isAhead(goal)) return goal;
    const { ModifiedDate: _, ...others } = goal;
    return { ...others, unreadable: [...(goal.unreadable ?? []), 'ModifiedDate'] };
  };
};

import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { GoalSession } from './goalSession.ts';

export type Neighbour = { readonly goal: Goal } | { readonly why: string };

/**
 * The goal that stands so many rows below this one among its company's in the side bar, or above it where `steps` is negative; the
 * last one in that direction where there are not so many. A new goal stands before the first and behind the last.
 */
export const neighbourOf = (
  { goalId, edits, isLive }: Pick<GoalSession, 'goalId' | 'edits' | 'isLive'>,
  store: Pick<GoalStore, 'goal' | 'goalsOf'>,
  steps: number,
): Neighbour => {
  if (!isLive) return { why: 'The other goals are not known: the tenant of this one is not connected.' };
  const here = goalId === undefined ? undefined : store.goal(goalId);
  const goals = store.goalsOf(here?.CompanyId ?? edits.mine.CompanyId);
  const from = goals.findIndex(({ Gsid }) => Gsid === goalId);
  const outside = steps > 0 ? -1 : goals.length;
  const to = Math.min(goals.length - 1, Math.max(0, (from === -1 ? outside : from) + steps));
  const goal = goals[to];
  if (goal !== undefined && goal.Gsid !== goalId) return { goal };
  if (goals.length < 2) return { why: 'The company has no other goal.' };
  return { why: steps > 0 ? 'This is the company’s last goal.' : 'This is the company’s first goal.' };
};

import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { GoalSession } from './goalSession.ts';

export type GoalBeside = { readonly goal: Goal } | { readonly why: string };

/**
 * The goal that is `steps` rows below this one among its company's goals, in the store's order; above it where `steps` is negative. Where
 * there are fewer, the last one in that direction. A new goal stands before the first and behind the last. `why` is a sentence for the
 * person where there is no such goal.
 */
export const goalBeside = (
  { goalId, edits, isLive }: Pick<GoalSession, 'goalId' | 'edits' | 'isLive'>,
  store: Pick<GoalStore, 'goal' | 'goalsOf'>,
  steps: number,
): GoalBeside => {
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

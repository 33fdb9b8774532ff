import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { GoalSession } from './goalSession.ts';

/** `offline`: the goal's tenant is not connected. `only`, `first`, `last`: there is no other goal, or none on that side. */
export type NoGoalBeside = 'offline' | 'only' | 'first' | 'last';

export type GoalBeside = { readonly goal: Goal } | { readonly why: NoGoalBeside };

/**
 * The goal that is `steps` rows below this one among its company's goals, in the store's order; above it where `steps` is negative. Where
 * there are fewer, the last one in that direction. A new goal stands before the first and behind the last.
 */
export const goalBeside = (
  { goalId, edits, isLive }: Pick<GoalSession, 'goalId' | 'edits' | 'isLive'>,
  store: Pick<GoalStore, 'goal' | 'goalsOf'>,
  steps: number,
): GoalBeside => {
  if (!isLive) return { why: 'offline' };
  const here = goalId === undefined ? undefined : store.goal(goalId);
  const goals = store.goalsOf(here?.CompanyId ?? edits.mine.CompanyId);
  const from = goals.findIndex(({ Gsid }) => Gsid === goalId);
  const outside = steps > 0 ? -1 : goals.length;
  const to = Math.min(goals.length - 1, Math.max(0, (from === -1 ? outside : from) + steps));
  const goal = goals[to];
  if (goal !== undefined && goal.Gsid !== goalId) return { goal };
  if (goals.length < 2) return { why: 'only' };
  return { why: steps > 0 ? 'last' : 'first' };
};

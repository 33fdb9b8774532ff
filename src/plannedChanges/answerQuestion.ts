import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { answerWithGoal, fieldsMeantFor } from '../plan/makePlan.ts';
import { answer, createAnyway, type Plan, type Question } from '../plan/plan.ts';
import type { PlanSession } from './planSession.ts';

/**
 * Answers a question of this plan. A goal that is chosen is kept as it is known now: who writes there from here on is in conflict with it.
 * @throws NotConnected where another tenant is connected by now, ApiError where the goal's description cannot be read, and as a change does
 */
export const answerQuestion = async (
  { field, key }: Question,
  id: string,
  plan: Plan,
  { session, store }: { readonly session: PlanSession; readonly store: Pick<GoalStore, 'goal' | 'fetchGoal'> },
): Promise<void> => {
  const isOfGoal = field === undefined && id !== createAnyway;
  if (session.tenant !== plan.tenant) throw new NotConnected();
  // No list has it.
  if (isOfGoal && fieldsMeantFor(plan, key)?.Description !== undefined) await store.fetchGoal(id);
  if (session.tenant !== plan.tenant) throw new NotConnected();
  const goal = isOfGoal ? store.goal(id) : undefined;
  await session.change((now) => (goal === undefined ? answer(now, key, id) : answerWithGoal(now, key, goal)), plan.id);
};

import type { Goal } from '../api/schema.ts';
import type { Draft } from '../editing/draft.ts';
import { fieldsOf, goalFieldNames, type GoalFields } from '../model/goalFields.ts';
import type { Step } from '../plan/plan.ts';
import type { StepState } from '../plan/stepState.ts';

/** What a colleague wrote and was written over, on top of the goal as it is now; undefined where the tenant holds it again. */
export const lostDraft = (
  goal: Goal,
  { lost }: Extract<StepState, { readonly kind: 'notPutBack' }>,
  at: Date,
): Draft | undefined => {
  const base = fieldsOf(goal);
  const mine: GoalFields = { ...base, ...lost };
  const isThere = goalFieldNames.every((field) => mine[field] === base[field]);
  return isThere ? undefined : { goalId: goal.Gsid, base, mine, at: at.toISOString() };
};

/** What the form of a goal shows as a conflict: what was planned for these fields, on top of what they held then. */
export const conflictDraft = (
  goal: Goal,
  step: Extract<Step, { readonly kind: 'update' }>,
  { fields }: Extract<StepState, { readonly kind: 'conflict' }>,
  at: Date,
): Draft => {
  const disputed = step.changes.filter(({ field }) => fields.includes(field));
  const held = fieldsOf(goal);
  const base: GoalFields = {
    ...held,
    ...Object.fromEntries(disputed.map(({ field, before = '' }) => [field, before])),
  };
  const mine: GoalFields = { ...base, ...Object.fromEntries(disputed.map(({ field, after }) => [field, after])) };
  return { goalId: goal.Gsid, base, mine, at: at.toISOString() };
};

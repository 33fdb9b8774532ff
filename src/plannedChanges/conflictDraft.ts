import type { Goal } from '../api/schema.ts';
import type { Draft } from '../editing/draft.ts';
import { fieldsOf, type GoalFields } from '../model/goalFields.ts';
import type { Step } from '../plan/plan.ts';
import type { StepState } from '../plan/stepState.ts';

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

import type { Goal } from '../api/schema.ts';
import { isOlder } from '../model/goalVersion.ts';
import type { Intent, Refusal, RefusalCode } from './intent.ts';
import type { Step } from './plan.ts';
import type { Done, StepState } from './stepState.ts';

/**
 * The plan that puts back what was changed. What cannot be put back is in it as refused: goals and metrics that were made, and goals that
 * somebody has changed since, as far as is known here; whatever nobody knew of yet is a conflict when it is applied.
 */
export const undoOf = (
  steps: readonly Step[],
  states: ReadonlyMap<string, StepState>,
  goal: (goalId: string) => Goal | undefined,
): readonly Intent[] => {
  const withMetrics = goalsWithMetrics(steps, states);
  return steps.flatMap((step) => {
    const done = doneIn(states.get(step.key));
    if (done === undefined) return [];
    if (step.kind !== 'update')
      return [refused(done, step.kind === 'create' ? 'goalCannotBeRemoved' : 'metricCannotBeRemoved')];
    const held = goal(done.goalId);
    const isStamped = !withMetrics.has(done.goalId);
    return [isChangedSince(done, held, isStamped) ? refused(done, 'changedSince') : inverse(done)];
  });
};

/** A metric that the plan added moves its goal's ModifiedDate, too. */
const goalsWithMetrics = (
  steps: readonly Step[],
  states: ReadonlyMap<string, StepState>,
): ReadonlySet<string | undefined> =>
  new Set(steps.filter(({ kind }) => kind === 'addMetric').map(({ key }) => doneIn(states.get(key))?.goalId));

/** What a step has done, whatever came after. */
export const doneIn = (state: StepState | undefined): Done | undefined => {
  if (state?.kind === 'done') return state;
  return state?.kind === 'conflict' || state?.kind === 'notPutBack' ? state.stored : undefined;
};

/** @param isStamped whether nothing but the update and others moved its ModifiedDate */
const isChangedSince = ({ modified, changes }: Done, held: Goal | undefined, isStamped: boolean): boolean => {
  // What is known may be of before the change.
  if (held === undefined || (modified !== undefined && isOlder(held, { ...held, ModifiedDate: modified })))
    return false;
  const isAsStamped = modified !== undefined && held.ModifiedDate === modified;
  if (isAsStamped || (isStamped && modified !== undefined && held.ModifiedDate !== undefined)) return !isAsStamped;
  return changes.some(({ field, after }) => field !== 'Description' && (held[field] ?? '') !== after);
};

const inverse = ({ goalId, changes }: Done): Intent => ({
  kind: 'update',
  goalId,
  fields: Object.fromEntries(changes.map(({ field, before = '' }) => [field, before])),
  base: Object.fromEntries(changes.map(({ field, after }) => [field, after])),
});

const refused = ({ goalId }: Done, code: RefusalCode): Intent => {
  const refusal: Refusal = { code };
  return { kind: 'refused', goalId, refusal };
};

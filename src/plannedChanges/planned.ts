import type { TenantId } from '../model/tenant.ts';
import type { Intent } from '../plan/intent.ts';
import type { Plan, Step } from '../plan/plan.ts';
import type { StoredPlan } from '../plan/planText.ts';
import { replacedSource } from '../plan/replacedSource.ts';
import { doneIn } from '../plan/undo.ts';
import { isSettled, type StepState } from '../plan/stepState.ts';

/** What is planned for the connected tenant, and what became of it. */
export type Planned = {
  readonly plan: Plan;
  /** What is being sent; absent as long as nothing was. */
  readonly steps?: readonly Step[];
  readonly states: ReadonlyMap<string, StepState>;
};

/** What a colleague wrote, was written over, and is kept in the plan alone as long as nobody was shown it. */
export const heldTexts = ({ steps = [], states }: Planned): number =>
  steps.filter(({ key }) => {
    const state = states.get(key);
    return state?.kind === 'notPutBack' && state.isOffered !== true;
  }).length;

/**
 * More in the same plan as long as nothing of it was sent; else a new one.
 * @param file whose changes of before these take the place of
 */
export const planWith = (
  before: Planned | undefined,
  intents: readonly Intent[],
  { tenant, file }: { readonly tenant: TenantId; readonly file: string | undefined },
): Plan => {
  if (before === undefined || before.steps !== undefined)
    return { id: newId(), tenant, intents, answers: {}, leftOut: [] };
  if (file !== undefined) return replacedSource(before.plan, file, intents);
  return { ...before.plan, intents: [...before.plan.intents, ...intents] };
};

export const unsettledSteps = ({ steps = [], states }: Planned): number =>
  steps.filter(({ key }) => !isSettled(states.get(key))).length;

/** The later ones come last. */
const newId = (): string => `${Date.now().toString(36).padStart(9, '0')}-${crypto.randomUUID().slice(0, 8)}`;

export const newest = (plans: readonly StoredPlan[]): StoredPlan | undefined =>
  plans.toSorted((a, b) => (a.plan.id < b.plan.id ? 1 : -1))[0];

export const plannedOf = ({ plan, begun, entries }: StoredPlan): Planned => ({
  plan,
  ...(begun && { steps: begun.steps }),
  states: new Map(entries.map(({ step, state }) => [step, state])),
});

/** Whether something was done that can be taken back, or is said to stay. */
export const isUndoable = ({ states }: Planned): boolean =>
  [...states.values()].some((state) => doneIn(state) !== undefined);

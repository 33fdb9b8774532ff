import type { GoalStore } from '../model/goalStore.ts';
import { isFinished } from '../model/loadState.ts';
import type { Step } from '../plan/plan.ts';
import type { StepState } from '../plan/stepState.ts';
import type { Agreed } from './sendPlan.ts';

export type CreateStep = Extract<Step, { readonly kind: 'create' }>;

/** New goals that are to be sent. One in doubt is looked for before it is, by itself. */
export const unsentCreates = (
  { steps }: Pick<Agreed, 'steps'>,
  states: ReadonlyMap<string, StepState>,
): readonly CreateStep[] =>
  steps
    .filter((step) => step.kind === 'create')
    .filter(({ key }) => ['waiting', 'failed'].includes(states.get(key)?.kind ?? 'waiting'));

/** Reads what changed in the tenant, so that a goal which a colleague has made is asked about. @returns whether that came to its end */
export const refreshList = async (store: Pick<GoalStore, 'refresh' | 'state'>): Promise<boolean> => {
  await store.refresh({ isAsked: false });
  return isFinished(store.state);
};

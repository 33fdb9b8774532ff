import type { GoalStore } from '../model/goalStore.ts';
import { searchText } from '../model/query/searchedNames.ts';
import type { Entry } from '../plan/ledger.ts';
import { unsentCreates, type CreateStep } from './freshList.ts';
import type { Agreed } from './sendPlan.ts';
import type { Planned } from './planned.ts';

/** New goals of a begun plan that were not sent yet, and that somebody else may have made since. */
export const madeMeanwhile = (
  agreed: Agreed,
  { states }: Pick<Planned, 'states'>,
  store: Pick<GoalStore, 'goalsOf'>,
): readonly CreateStep[] => {
  const own = new Set([...states.values()].flatMap((state) => (state.kind === 'done' ? [state.goalId] : [])));
  return unsentCreates(agreed, states).filter(({ fields }) => {
    const name = searchText(fields.Name);
    return store.goalsOf(fields.CompanyId).some(({ Gsid, Name }) => !own.has(Gsid) && searchText(Name) === name);
  });
};

/** What the journal says of those that a person takes for the ones that are there: nothing is sent for them. */
export const thereEntries = ({ steps }: Agreed, there: readonly CreateStep[]): readonly Entry[] => {
  const keys = new Set(there.map(({ key }) => key));
  const isOfOne = (step: Agreed['steps'][number]): boolean =>
    keys.has(step.key) || (step.kind === 'addMetric' && 'createdBy' in step.goal && keys.has(step.goal.createdBy));
  return steps.filter(isOfOne).map(({ key }) => ({ step: key, state: { kind: 'unchanged' } }));
};

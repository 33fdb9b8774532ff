import type { GoalStore } from '../model/goalStore.ts';
import { isFinished } from '../model/loadState.ts';
import type { Agreed } from './sendPlan.ts';

/** Whether a goal of the plan may be in the tenant by now without being known here: nothing of it was sent, and it makes goals. */
export const needsFreshList = ({ steps, isBegun }: Agreed): boolean =>
  !isBegun && steps.some(({ kind }) => kind === 'create');

/** Reads what changed in the tenant, so that a goal which a colleague has made is asked about. @returns whether that came to its end */
export const refreshList = async (store: Pick<GoalStore, 'refresh' | 'state'>): Promise<boolean> => {
  await store.refresh({ isAsked: false });
  return isFinished(store.state);
};

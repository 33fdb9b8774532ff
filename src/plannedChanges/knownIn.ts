import type { GoalTemplate } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { LoadState } from '../model/loadState.ts';
import type { KnownTenant } from '../plan/knownTenant.ts';

export const knownIn = (store: GoalStore, templates: () => readonly GoalTemplate[]): KnownTenant => ({
  goal: (id) => store.goal(id),
  goalsOf: (companyId) => store.goalsOf(companyId),
  companies: () => store.companies(),
  owners: () => store.owners(),
  templates,
});

/** Whether the goals of the tenant are known, of now or of before. */
export const isKnown = (state: LoadState): boolean => {
  if (state.kind === 'disconnected') return false;
  return state.kind === 'loaded' || state.kind === 'incomplete' || state.asOf !== undefined;
};

import type { Goal } from '../../../src/api/schema.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';

/** Every goal that the store knows, by company and name. */
export const allGoals = (store: Pick<GoalStore, 'companies' | 'goalsOf'>): readonly Goal[] =>
  store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid));

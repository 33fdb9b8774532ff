import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { sameTenant } from '../editing/sameTenant.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Intent } from '../plan/intent.ts';
import { exportGoals } from './exportGoals.ts';
import { importGoals, type ImportDeps } from './importGoals.ts';

export type GoalFilesDeps = {
  readonly store: Pick<
    GoalStore,
    'goal' | 'goalsOf' | 'fetchGoal' | 'metrics' | 'companies' | 'company' | 'owners' | 'templates'
  >;
  readonly view: {
    goalIdsOf(row: unknown, selected: unknown): Promise<readonly string[]>;
    companyIdOf(row: unknown): string | undefined;
  };
  readonly tenant: () => TenantId | undefined;
  readonly plan: (intents: readonly Intent[]) => Promise<void>;
  /** Whether all goals are known, or a person goes on without the others. */
  readonly isForAll: () => Promise<boolean>;
  readonly allGoals: () => Promise<readonly Goal[]>;
  /** Loaded on first use. */
  readonly typedDate: ImportDeps['typedDate'];
  readonly memory: ImportDeps['memory'];
};

/** Goals in files: written to one, and read from one by a plan. */
export const createGoalFiles = ({ store, view, tenant, plan, isForAll, allGoals, ...of }: GoalFilesDeps) => ({
  exportGoals: async (row?: unknown, selected?: unknown): Promise<void> => {
    const check = sameTenant(tenant);
    const companyId = view.companyIdOf(row);
    if (companyId !== undefined) {
      if (await isForAll()) await exportGoals(store.goalsOf(companyId), { store, tenant }, check);
      return;
    }
    const ids = await view.goalIdsOf(row, selected);
    // One that happens to be selected is not what a person means who names no row.
    const isMeant = row !== undefined || ids.length > 1;
    const some = ids.map((id) => store.goal(id)).filter((goal) => goal !== undefined);
    if (isMeant) return exportGoals(some, { store, tenant }, check);
    if (!(await isForAll())) return;
    const all = await allGoals();
    check();
    await exportGoals(all, { store, tenant }, check);
  },
  importGoals: async (): Promise<void> => {
    const check = sameTenant(tenant);
    await importGoals({ store, ...of }, check, plan);
  },
});

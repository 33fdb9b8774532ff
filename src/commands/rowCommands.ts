import * as vscode from 'vscode';
import type { Goal, GoalMetric } from '../api/schema.ts';
import type { Drafts } from '../editing/drafts.ts';
import type { GoalAddress } from '../editing/goalAddress.ts';
import { sameTenant } from '../editing/sameTenant.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import type { Intent } from '../plan/intent.ts';
import type { TenantId } from '../model/tenant.ts';
import { copyOfGoal, copyNote } from './copyOfGoal.ts';
import { createGoalFiles, type GoalFilesDeps } from '../goalFiles/goalFiles.ts';
import { goalMarkdown, metricLine } from '../goalFiles/goalMarkdown.ts';
import { writeHandOver } from '../goalFiles/writeHandOver.ts';
import { movesOf, type DroppedGoals } from '../quickActions/dropped.ts';
import { enterDate, pickCompanies, pickOwner } from '../quickActions/goalPickers.ts';
import { handOver } from '../quickActions/handOver.ts';
import { createQuickActions, type QuickActionsDeps } from '../quickActions/quickActions.ts';
import { allGoals, isForAll } from './allGoals.ts';

export type RowCommandsDeps = {
  readonly store: QuickActionsDeps['store'] & GoalFilesDeps['store'] & Pick<GoalStore, 'state'>;
  readonly tenant: () => TenantId | undefined;
  readonly memory: GoalFilesDeps['memory'];
  readonly drafts: Pick<Drafts, 'write'>;
  readonly saver: { change: QuickActionsDeps['change'] };
  readonly plans: { plan(intents: readonly Intent[]): Promise<boolean> };
  /** Of the row that a command was run from; undefined where that is no such row. */
  readonly view: QuickActionsDeps['view'] & {
    companyIdOf(row: unknown): string | undefined;
    goalIdOf(row: unknown): string | undefined;
    metricOf(row: unknown): GoalMetric | undefined;
  };
  readonly views: {
    toggleWatch(kind: 'goals' | 'companies', id: string): Promise<void>;
  };
  readonly forms: {
    openGoal(goal: Goal, options?: { readonly viewColumn?: vscode.ViewColumn }): Promise<void>;
    openAt(address: GoalAddress): Promise<void>;
  };
};

/** What the menu of a row in the tree offers beside opening it. */
export const createRowCommands = (deps: RowCommandsDeps) => {
  const { store, tenant, memory, drafts, saver, plans, view, forms, views } = deps;
  const goalOf = (row: unknown): Goal | undefined => {
    const goalId = view.goalIdOf(row);
    return goalId === undefined ? undefined : store.goal(goalId);
  };
  const actions = createQuickActions({
    store,
    view,
    plan: (intents) => plans.plan(intents),
    tenant,
    goal: (id) => store.goal(id),
    change: (...args) => saver.change(...args),
    openGoal: (goal) => forms.openGoal(goal),
  });
  const plan = async (intents: readonly Intent[]): Promise<void> => void (await plans.plan(intents));
  const files = createGoalFiles({
    store,
    view,
    tenant,
    plan,
    memory,
    isForAll: () => isForAll(store),
    allGoals: () => allGoals(store),
    typedDate: async () => (await import('../quickActions/typedDate.ts')).typedDate,
  });
  return {
    /** Plans what a person dropped elsewhere. */
    drop: async (dropped: DroppedGoals): Promise<void> => {
      const moves = movesOf(dropped, (id) => store.goal(id));
      if (moves.length > 0) await plan(moves);
    },
    /** How a person is asked for companies, an owner and a date. */
    ask: {
      companies: (title: string) => pickCompanies(store.companies(), title),
      owner: (title: string) => pickOwner(store.owners(), title),
      date: enterDate,
    },
    commands: {
      ...actions,
      ...files,
      handOver: () =>
        handOver({
          store,
          tenant,
          plan: (intents) => plans.plan(intents),
          writePages: (pages, check) => writeHandOver(pages, store, check),
          allGoals: async () => ((await isForAll(store)) ? allGoals(store) : undefined),
        }),
      openToSide: async (row?: unknown) => {
        const goal = goalOf(row);
        if (goal !== undefined) await forms.openGoal(goal, { viewColumn: vscode.ViewColumn.Beside });
      },
      duplicateGoal: async (row?: unknown) => {
        const goal = goalOf(row);
        if (goal === undefined) return;
        const of = tenant();
        if (of === undefined) throw new NotConnected();
        const check = sameTenant(tenant);
        // The list has no descriptions.
        const whole = await store.fetchGoal(goal.Gsid);
        check();
        const id = crypto.randomUUID();
        drafts.write({ tenant: of, id }, copyOfGoal(whole, new Date()));
        await forms.openAt({ tenant: of, id, isNew: true, name: '', preset: { companyId: whole.CompanyId } });
        const note = copyNote(whole);
        if (note !== '') void vscode.window.showWarningMessage(note);
      },
      toggleWatch: async (row?: unknown) => {
        const goalId = view.goalIdOf(row);
        const companyId = view.companyIdOf(row);
        if (goalId !== undefined) await views.toggleWatch('goals', goalId);
        else if (companyId !== undefined) await views.toggleWatch('companies', companyId);
      },
      copyId: (row?: unknown) => copy(view.goalIdOf(row) ?? view.companyIdOf(row)),
      copyMarkdown: (row?: unknown) => {
        const goal = goalOf(row);
        return copy(goal && goalMarkdown(goal));
      },
      copyMetric: (row?: unknown) => {
        const metric = view.metricOf(row);
        return copy(metric && metricLine(metric));
      },
    },
  };
};

const copy = async (text: string | undefined): Promise<void> => {
  if (text !== undefined) await vscode.env.clipboard.writeText(text);
};

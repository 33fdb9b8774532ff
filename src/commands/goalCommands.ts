import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { sameTenant } from '../editing/sameTenant.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { TenantId } from '../model/tenant.ts';
import type { FindGoalDeps } from './findGoal.ts';
import type { FindPurpose } from './findNotes.ts';

type GoalCommandsDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  readonly view: Pick<FindGoalDeps['view'], 'reveal'> & {
    appearances(): Promise<FindGoalDeps['view']['appearanceOf']>;
    /** Of the row that a command was run from; undefined where it was run from none. */
    companyIdOf(row: unknown): string | undefined;
    goalIdOf(row: unknown): string | undefined;
    readonly commands: { retry(row?: unknown): Promise<void> };
  };
  readonly views: Pick<FindGoalDeps['actions'], 'toggleWatch'> & {
    readonly tree: { readonly notes: Pick<FindGoalDeps['actions'], 'isWatched'> };
    readonly find: FindGoalDeps['find'] & {
      /** Notes that the goal is opened. */
      noteOpened(goalId: string): void;
    };
  };
  readonly rows: {
    /** Asks what is to be done to these goals, and does it. @param check throws where another tenant is connected by now */
    change(goals: readonly Goal[], check: () => void): Promise<void>;
  };
  readonly links: { copyGoalLink(goal: Goal): Promise<void> };
  readonly forms: {
    openGoal(
      goal: Goal,
      options?: { readonly focus?: 'addMetric'; readonly viewColumn?: vscode.ViewColumn },
    ): Promise<void>;
    newGoal(preset: { readonly companyId?: string; readonly templateId?: string }): Promise<void>;
  };
};

/** Commands on a goal that a person names: by its row, or by finding it, which is loaded with the first search. */
export const createGoalCommands = ({ store, tenant, view, forms, views, links, rows }: GoalCommandsDeps) => {
  const { find } = views;
  const actions: FindGoalDeps['actions'] = {
    edit: (goal) => open(goal),
    isWatched: (goalId) => views.tree.notes.isWatched(goalId),
    copyLink: (goal) => links.copyGoalLink(goal),
    toggleWatch: (kind, goalId) => views.toggleWatch(kind, goalId),
  };
  const companyOf = (row: unknown): { readonly companyId?: string } => {
    const companyId = view.companyIdOf(row);
    return companyId === undefined ? {} : { companyId };
  };
  const finding = async (): Promise<FindGoalDeps> => ({
    store,
    view: { appearanceOf: await view.appearances(), reveal: (goalId) => view.reveal(goalId) },
    find,
    actions,
  });
  const found = async (purpose: FindPurpose): Promise<Goal | undefined> =>
    (await import('./findGoal.ts')).findGoal(await finding(), purpose);
  const goalOf = async (row: unknown, purpose: FindPurpose): Promise<Goal | undefined> => {
    const goalId = view.goalIdOf(row);
    return (goalId === undefined ? undefined : store.goal(goalId)) ?? (await found(purpose));
  };
  const open = async (goal: Goal): Promise<void> => {
    find.noteOpened(goal.Gsid);
    await forms.openGoal(goal);
  };
  const openGoal = async (row?: unknown): Promise<void> => {
    const goal = await goalOf(row, 'open');
    if (goal !== undefined) await open(goal);
  };
  const addMetric = async (row?: unknown): Promise<void> => {
    const goal = await goalOf(row, 'addMetric');
    if (goal !== undefined) await forms.openGoal(goal, { focus: 'addMetric' });
  };
  const several: NonNullable<FindGoalDeps['several']> = {
    some: async (text) => {
      const check = sameTenant(tenant);
      const { selectGoals } = await import('./selectGoals.ts');
      const selected = await selectGoals(await finding(), text);
      if (selected === undefined) return;
      await ('goals' in selected ? rows.change(selected.goals, check) : findOne(selected.backTo));
    },
    all: async (text, described) => {
      const check = sameTenant(tenant);
      const { allFound } = await import('./allFound.ts');
      const goals = await allFound(store, find, text, described);
      if (goals !== undefined) await rows.change(goals, check);
    },
  };
  const findOne = async (text: string): Promise<void> => {
    const { findGoal } = await import('./findGoal.ts');
    const goal = await findGoal({ ...(await finding()), several }, 'find', text);
    if (goal !== undefined) await open(goal);
  };
  return {
    commands: {
      newGoal: (row?: unknown) => forms.newGoal(companyOf(row)),
      newGoalFromTemplate: async (row?: unknown) => {
        const { pickTemplate } = await import('./pickTemplate.ts');
        const template = await pickTemplate(store);
        if (template !== undefined) await forms.newGoal({ ...companyOf(row), templateId: template.id });
      },
      findGoal: () => findOne(''),
      openGoal,
      addMetric,
    },
  };
};

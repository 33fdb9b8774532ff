import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { goalStatuses, type Goal, type GoalStatus } from '../api/schema.ts';
import { asPlainText } from '../explain.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { sameTenant } from '../editing/sameTenant.ts';
import { heldIn, type Intent } from '../plan/intent.ts';
import { dayText } from '../words/dates.ts';
import { statusText } from '../words/statusText.ts';
import { changeField, type ChangeFieldDeps, type FieldEdit } from './changeField.ts';
import { clonesOf } from './clonesOf.ts';
import {
  enterDate,
  enterName,
  pickCompanies,
  pickCompany,
  pickOwner,
  pickTemplateOf,
  titleFor,
} from './goalPickers.ts';

export type QuickActionsDeps = ChangeFieldDeps & {
  readonly store: Pick<GoalStore, 'goal' | 'fetchGoal' | 'metrics' | 'owners' | 'companies' | 'templates'>;
  readonly view: { goalIdsOf(row: unknown, selected: unknown): Promise<readonly string[]> };
  /** Where more than one change goes: nothing is sent before a person has seen it. */
  readonly plan: (intents: readonly Intent[]) => Promise<unknown>;
};

type Command = (row?: unknown, selected?: unknown) => Promise<void>;

/** What can be done to one goal at once, or to many by a plan. */
export const createQuickActions = (deps: QuickActionsDeps) => {
  const { store, view } = deps;
  const goalsOf = async (row: unknown, selected: unknown): Promise<readonly Goal[]> => {
    const ids = await view.goalIdsOf(row, selected);
    const goals = ids.map((id) => store.goal(id)).filter((goal) => goal !== undefined);
    if (goals.length === 0)
      void vscode.window.showInformationMessage(l10n.t('First, select one or more goals in the Goals view.'));
    return goals;
  };
  const edited =
    (ask: (goals: readonly [Goal, ...Goal[]]) => Promise<FieldEdit | undefined>): Command =>
    async (row, selected) => {
      const check = sameTenant(deps.tenant);
      const [first, ...others] = await goalsOf(row, selected);
      const edit = first && (await ask([first, ...others]));
      if (edit === undefined || first === undefined) return;
      check();
      if (others.length === 0) return changeField(deps, first, edit);
      await deps.plan([first, ...others].map((goal) => updateOf(goal, edit)));
    };
  const setStatus = (status: GoalStatus): Command => edited(async () => statusEdit(status));
  const [notStarted, inProgress, achieved, missed] = goalStatuses;
  return {
    setStatusNotStarted: setStatus(notStarted),
    setStatusInProgress: setStatus(inProgress),
    setStatusAchieved: setStatus(achieved),
    setStatusMissed: setStatus(missed),
    setTargetDate: edited(async (goals) => {
      const [{ TargetDate = '' }, ...others] = goals;
      const date = await enterDate(others.length === 0 ? TargetDate : '', titleFor(l10n.t('Set Target Date'), goals));
      return date === undefined ? undefined : dateEdit(date);
    }),
    setOwner: edited(async (goals) => {
      const owner = await pickOwner(store.owners(), titleFor(l10n.t('Set Owner'), goals));
      if (owner === undefined) return undefined;
      return { field: 'OwnerId', value: owner.id, done: owner.id === '' ? ownerRemoved : ownerSet(owner.name) };
    }),
    setTemplate: edited(async (goals) => {
      const template = await pickTemplateOf(await store.templates(), titleFor(l10n.t('Set Template'), goals));
      if (template === undefined) return undefined;
      const done = template.id === '' ? templateRemoved : templateSet(template.name);
      return { field: 'TemplateId', value: template.id, done };
    }),
    renameGoal: async (row?: unknown) => {
      const check = sameTenant(deps.tenant);
      const [goal, ...others] = await goalsOf(row, undefined);
      if (goal === undefined || others.length > 0) return;
      const name = await enterName(goal, titleFor(l10n.t('Rename Goal'), [goal]));
      if (name === undefined) return;
      check();
      const done = (before: string): string => l10n.t('“{0}” was renamed to “{1}”.', before, asPlainText(name));
      await changeField(deps, goal, { field: 'Name', value: name, done });
    },
    moveGoal: edited(async (goals) => {
      const company = await pickCompany(store.companies(), titleFor(l10n.t('Move to Company'), goals));
      return company === undefined ? undefined : { field: 'CompanyId', value: company.id, done: moved(company.name) };
    }),
    cloneGoals: async (row?: unknown, selected?: unknown) => {
      const check = sameTenant(deps.tenant);
      const goals = await goalsOf(row, selected);
      if (goals.length === 0) return;
      const companies = await pickCompanies(store.companies(), titleFor(l10n.t('Clone to Companies'), goals));
      if (companies === undefined || companies.length === 0) return;
      const companyIds = companies.map(({ id }) => id);
      const clones = await clonesOf(goals, companyIds, { store, check });
      check();
      await deps.plan(clones);
    },
  } satisfies Record<string, Command>;
};

/** @param goal as it was when the person was asked */
const updateOf = (goal: Goal, { field, value }: FieldEdit): Intent => {
  const fields = { [field]: value };
  return { kind: 'update', goalId: goal.Gsid, fields, base: heldIn(goal, fields) };
};

const statusEdit = (status: GoalStatus): FieldEdit => ({
  field: 'Status',
  value: status,
  done: (name) => l10n.t('The status of “{0}” was set to {1}.', name, statusText(status)),
});

const dateEdit = (date: string): FieldEdit => ({
  field: 'TargetDate',
  value: date,
  done: (name) =>
    date === ''
      ? l10n.t('The target date of “{0}” was removed.', name)
      : l10n.t('The target date of “{0}” was set to {1}.', name, dayText(date)),
});

const ownerRemoved = (name: string): string => l10n.t('The owner of “{0}” was removed.', name);
const ownerSet =
  (owner: string) =>
  (name: string): string =>
    l10n.t('The owner of “{0}” was set to {1}.', name, asPlainText(owner));
const templateRemoved = (name: string): string => l10n.t('The template of “{0}” was removed.', name);
const templateSet =
  (template: string) =>
  (name: string): string =>
    l10n.t('The template of “{0}” was set to {1}.', name, asPlainText(template));
const moved =
  (company: string) =>
  (name: string): string =>
    l10n.t('“{0}” was moved to {1}.', name, asPlainText(company));

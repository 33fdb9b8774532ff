import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { GoalMismatch } from '../model/mismatches.ts';
import { namesOfIds } from '../editing/namesOfIds.ts';
import type { TenantId } from '../model/tenant.ts';
import type { DraftSaver } from '../editing/draftSaver.ts';
import { asPlainText, explainInOne, explainProblems, explainSavedOtherwise } from '../explain.ts';
import { sameTenant } from '../editing/sameTenant.ts';
import { canBeUndone } from './canBeUndone.ts';

export type ChangeFieldDeps = {
  readonly store: Pick<GoalStore, 'fetchGoal' | 'companies' | 'owners' | 'templates'>;
  readonly tenant: () => TenantId | undefined;
  readonly goal: (goalId: string) => Goal | undefined;
  readonly change: DraftSaver['change'];
  readonly openGoal: (goal: Goal) => Promise<void>;
};

/** One field of a goal as it is to be, and what to say of it. */
export type FieldEdit = {
  readonly field: Exclude<GoalField, 'Description'>;
  /** '' for none. */
  readonly value: string;
  /** What was done, in a sentence. @param name of the goal, as plain text */
  readonly done: (name: string) => string;
};

/**
 * Saves another value in one field of a goal, as its form would, and offers to undo that. Nothing where the field has changed since.
 * @param goal as it was when the person was asked
 */
export const changeField = async (deps: ChangeFieldDeps, goal: Goal, edit: FieldEdit): Promise<void> => {
  const before = goal[edit.field] ?? '';
  const tenant = deps.tenant();
  if (tenant === undefined) return;
  const mustBeSame = sameTenant(deps.tenant);
  const location = { viewId: 'customerGoals.goals' };
  const canUndo = await vscode.window.withProgress({ location }, () => canBeUndone(deps.store, goal, edit.field));
  mustBeSame();
  const now = deps.goal(goal.Gsid);
  // What came meanwhile was not seen by who chose.
  if (now === undefined || (now[edit.field] ?? '') !== before) return tellChanged(goal);
  if (before === edit.value) return;
  const address = { tenant, id: goal.Gsid, isNew: false, name: goal.Name, preset: {} };
  const work = (): ReturnType<DraftSaver['change']> => deps.change(address, edit.field, edit.value);
  const change = await vscode.window.withProgress({ location }, work);
  const name = asPlainText(goal.Name);
  if (change === 'typed' || change === 'draft') {
    await deps.openGoal(goal);
    void vscode.window.showInformationMessage(
      l10n.t('“{0}” has unsaved changes, so this change has not been saved yet. Save the goal to keep it.', name),
    );
    return;
  }
  if (change.kind === 'saved' || change.kind === 'metricLeft')
    return tellSaved(deps, goal, { edit, before, tenant, canUndo, mismatches: change.mismatches });
  if (change.kind === 'seeForm') return deps.openGoal(goal);
  const reason = change.kind === 'problems' ? explainProblems(change.fields) : explainInOne(change.error);
  await warn(deps, goal, l10n.t('“{0}” was not saved. {1}', name, reason));
};

const warn = async ({ openGoal }: ChangeFieldDeps, goal: Goal, text: string): Promise<void> => {
  const open = l10n.t('Open Goal');
  if ((await vscode.window.showWarningMessage(text, open)) === open) await openGoal(goal);
};

const tellChanged = ({ Name }: Goal): void =>
  void vscode.window.showWarningMessage(
    l10n.t(
      '“{0}” has changed in the meantime, so nothing was saved. Look at the goal and try again.',
      asPlainText(Name),
    ),
  );

type Done = {
  readonly edit: FieldEdit;
  readonly before: string;
  readonly tenant: TenantId;
  readonly canUndo: boolean;
  readonly mismatches: readonly GoalMismatch[];
};

/** Says that it was done only where the tenant holds it. */
const tellSaved = async (deps: ChangeFieldDeps, goal: Goal, done: Done): Promise<void> => {
  const { edit, mismatches } = done;
  const name = asPlainText(goal.Name);
  if (mismatches.length === 0) return offerUndo(deps, goal, done, edit.done(name));
  const fields = mismatches.map(({ field }) => field);
  const otherwise = explainSavedOtherwise(mismatches, await namesOfIds(deps.store, fields));
  if (fields.includes(edit.field)) return warn(deps, goal, l10n.t('“{0}”: {1}', name, otherwise));
  return offerUndo(deps, goal, done, l10n.t('{0} {1}', edit.done(name), otherwise));
};

const offerUndo = async (deps: ChangeFieldDeps, { Gsid }: Goal, done: Done, text: string): Promise<void> => {
  const { edit, before, tenant, canUndo } = done;
  const undo = l10n.t('Undo');
  const chosen = await vscode.window.showInformationMessage(text, ...(canUndo ? [undo] : []));
  const now = deps.goal(Gsid);
  if (chosen !== undo || now === undefined || deps.tenant() !== tenant) return;
  const undone: FieldEdit = { ...edit, value: before, done: (name) => l10n.t('The change to “{0}” was undone.', name) };
  if ((now[edit.field] ?? '') === edit.value) return changeField(deps, now, undone);
  void vscode.window.showWarningMessage(
    l10n.t('“{0}” has changed again, so nothing was undone.', asPlainText(now.Name)),
  );
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { TenantId } from '../model/tenant.ts';
import type { DraftSaver } from '../editing/draftSaver.ts';
import { statusText } from '../words/statusText.ts';
import { asPlainText, explainInOne, explainProblems } from '../explain.ts';

export type SetStatusDeps = {
  readonly tenant: () => TenantId | undefined;
  readonly goal: (goalId: string) => Goal | undefined;
  readonly change: DraftSaver['change'];
  readonly openGoal: (goal: Goal) => Promise<void>;
};

/** Saves another status of a goal, as its form would, and offers to undo that. */
export const setStatus = async (deps: SetStatusDeps, goal: Goal, status: string): Promise<void> => {
  const before = goal.Status ?? '';
  const tenant = deps.tenant();
  if (tenant === undefined || before === status) return;
  const address = { tenant, id: goal.Gsid, isNew: false, name: goal.Name, preset: {} };
  const location = { viewId: 'customerGoals.goals' };
  const change = await vscode.window.withProgress({ location }, () => deps.change(address, 'Status', status));
  const name = asPlainText(goal.Name);
  if (change === 'typed' || change === 'draft') {
    await deps.openGoal(goal);
    void vscode.window.showInformationMessage(
      l10n.t('“{0}” has unsaved changes, so the new status has not been saved yet. Save the goal to keep it.', name),
    );
    return;
  }
  if (change.kind === 'saved' || change.kind === 'metricLeft') return offerUndo(deps, goal, { before, status, tenant });
  if (change.kind === 'seeForm') return deps.openGoal(goal);
  const reason = change.kind === 'problems' ? explainProblems(change.fields) : explainInOne(change.error);
  const open = l10n.t('Open Goal');
  const chosen = await vscode.window.showWarningMessage(
    l10n.t('The status of “{0}” was not saved. {1}', name, reason),
    open,
  );
  if (chosen === open) await deps.openGoal(goal);
};

type Done = { readonly before: string; readonly status: string; readonly tenant: TenantId };

/** A goal that had no status cannot be given none. */
const offerUndo = async (deps: SetStatusDeps, { Gsid, Name }: Goal, done: Done): Promise<void> => {
  const { before, status, tenant } = done;
  const undo = l10n.t('Undo');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('The status of “{0}” was set to {1}.', asPlainText(Name), statusText(status)),
    ...(before === '' ? [] : [undo]),
  );
  const now = deps.goal(Gsid);
  if (chosen !== undo || now === undefined || deps.tenant() !== tenant) return;
  if (now.Status === status) return setStatus(deps, now, before);
  void vscode.window.showWarningMessage(
    l10n.t('The status of “{0}” has changed again, so it was not undone.', asPlainText(now.Name)),
  );
};

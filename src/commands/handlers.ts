import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { CommandHandlers } from './commandTable.ts';
import type { Connections } from '../connection/connections.ts';
import type { DraftView } from '../drafts/draftView.ts';
import type { GoalForms } from '../form/goalForms.ts';
import { findGoal } from './findGoal.ts';
import { pickTemplate } from './pickTemplate.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { asGoalNode } from '../tree/goalNode.ts';
import type { GoalView } from '../tree/goalView.ts';

type Features = {
  readonly connections: Connections;
  readonly store: GoalStore;
  readonly view: GoalView;
  readonly forms: GoalForms;
  readonly draftView: DraftView;
  readonly log: vscode.LogOutputChannel;
};

/** What each command does, in terms of the features. A command that is run from a row of the tree gets that row. */
export const createHandlers = ({ connections, store, view, forms, draftView, log }: Features): CommandHandlers => ({
  connect: () => connections.connect(),
  trySampleData: () => connections.trySampleData(),
  disconnect: () => connections.disconnect(),
  testConnection: () => testConnection(connections),
  refresh: () => {
    draftView.refresh();
    return view.refresh();
  },
  cancelLoading: () => store.stop(),
  retry: (row) => view.retry(row),
  newGoal: (row) => forms.newGoal(companyOf(row)),
  newGoalFromTemplate: async (row) => {
    const template = await pickTemplate(store);
    if (template !== undefined) await forms.newGoal({ ...companyOf(row), templateId: template.id });
  },
  findGoal: async () => {
    const goal = await findGoal({ store, view }, 'Find Goal');
    if (goal !== undefined) await forms.openGoal(goal);
  },
  openGoal: async (row) => {
    const goal = goalOf(row, store) ?? (await findGoal({ store, view }, 'Open Goal'));
    if (goal !== undefined) await forms.openGoal(goal);
  },
  addMetric: async (row) => {
    const goal = goalOf(row, store) ?? (await findGoal({ store, view }, 'Add Metric'));
    if (goal !== undefined) await forms.openGoal(goal, { focus: 'addMetric' });
  },
  saveGoal: () => forms.saveActive(),
  saveAndCloseGoal: () => forms.saveAndCloseActive(),
  previousGoal: () => forms.openNeighbour(-1),
  nextGoal: () => forms.openNeighbour(1),
  previousProblem: () => forms.goToProblem('previous'),
  nextProblem: () => forms.goToProblem('next'),
  reopenGoal: () => forms.reopenCutOff(),
  openDraft: (row) => draftView.open(row),
  discardDraft: (row) => draftView.discard(row),
  discardAllDrafts: () => draftView.discardAll(),
  showLog: () => log.show(),
});

const companyOf = (row: unknown): { readonly companyId?: string } => {
  const node = asGoalNode(row);
  return node?.kind === 'company' ? { companyId: node.companyId } : {};
};

const goalOf = (row: unknown, store: GoalStore): Goal | undefined => {
  const node = asGoalNode(row);
  return node !== undefined && 'goalId' in node && node.goalId !== undefined ? store.goal(node.goalId) : undefined;
};

const testConnection = async ({ current }: Connections): Promise<void> => {
  if (!('client' in current)) return;
  const { diagnose, reportOf } = await import('../connection/diagnosis.ts');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Testing the connection…',
    cancellable: true,
  };
  const findings = await vscode.window.withProgress(options, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return diagnose(current, controller.signal);
  });
  const content = reportOf(current.origin, findings, new Date());
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
};

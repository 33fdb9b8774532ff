import * as vscode from 'vscode';
import type { Log } from '../log.ts';
import type { GoalStore, LoadState } from '../model/goalStore.ts';
import { countOf } from '../model/progress.ts';
import { asGoalNode } from './goalNode.ts';
import { GoalTree, type DraftMarks } from './goalTree.ts';

export type GoalView = {
  /** What the side bar's title says beside 'Customer Goals'. */
  setTitle(title: string): void;
  /** Loads again what failed; anything but a row of this tree is nothing to do. */
  retry(row: unknown): Promise<void>;
  dispose(): void;
};

const viewId = 'customerGoals.goals';

export const createGoalView = (store: GoalStore, marks: DraftMarks, log: Log): GoalView => {
  const tree = new GoalTree(store, marks, () => new Date(), log);
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true });
  const showState = (): void => {
    const message = messageFor(store.state);
    if (view.message !== message) view.message = message;
    void vscode.commands.executeCommand('setContext', 'customerGoals.isEmpty', isEmpty(store));
  };
  const subscription = store.onDidChange(showState);
  showState();
  return {
    setTitle: (title) => void (view.title = title),
    retry: async (row) => {
      const node = asGoalNode(row);
      if (node !== undefined) await tree.retry(node);
    },
    dispose: () => vscode.Disposable.from(subscription, view, tree).dispose(),
  };
};

const isEmpty = (store: GoalStore): boolean => store.state.kind === 'loaded' && store.companies().length === 0;

const messageFor = (state: LoadState): string => {
  if (state.kind !== 'loading') return '';
  if (state.loaded === 0) return 'Loading goals…';
  return state.total === undefined
    ? `Loading… ${countOf(state.loaded, 'goal')} so far`
    : `Loading… ${state.loaded} of ${countOf(state.total, 'goal')}`;
};

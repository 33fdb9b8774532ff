import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { Log } from '../log.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { isExpectingGoals } from '../model/loadState.ts';
import { asGoalNode } from './goalNode.ts';
import { isQuietFailure, messageFor } from './goalMessage.ts';
import { GoalTree, type DraftMarks, type GoalLook } from './goalTree.ts';

export type GoalView = {
  readonly commands: {
    refresh(): Promise<void>;
    cancelLoading(): void;
    retry(row?: unknown): Promise<void>;
  };
  /** What the side bar's title says beside 'Customer Goals'. */
  setTitle(title: string): void;
  readonly isVisible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  /** How the tree shows a goal. */
  look(goal: Goal): GoalLook;
  /** Of a row of this tree that a command was run from; undefined for anything else. */
  companyIdOf(row: unknown): string | undefined;
  goalIdOf(row: unknown): string | undefined;
  /** Selects the goal in the tree, opening what is closed above it. Nothing where it is not known any more. */
  reveal(goalId: string): Promise<void>;
  dispose(): void;
};

const viewId = 'customerGoals.goals';
const mostReveals = 10;
/** After that long the selection is known here. */
const revealMs = 300;

const withProgress = async (work: () => Promise<void>): Promise<void> =>
  vscode.window.withProgress({ location: { viewId } }, work);

export const createGoalView = (store: GoalStore, marks: DraftMarks, log: Log): GoalView => {
  const tree = new GoalTree(store, marks, () => new Date(), log);
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: tree, showCollapseAll: true });
  const bar = new LoadingBar();
  const showState = (): void => {
    const { state } = store;
    const message = messageFor(state, new Date());
    if (view.message !== message) view.message = message;
    bar.show(isExpectingGoals(state));
    setContext('customerGoals.isLoading', isExpectingGoals(state));
    setContext('customerGoals.isBehind', isQuietFailure(state));
    setContext('customerGoals.isEmpty', state.kind === 'loaded' && store.companies().length === 0);
  };
  const refresh = (): Promise<void> => withProgress(() => store.refresh({ isAsked: true }));
  const subscription = store.onDidChange(showState);
  showState();
  return {
    commands: {
      // As a person asked, and shows that it is at it.
      refresh,
      cancelLoading: () => store.stop(),
      // What failed in this row; from the view's title, whatever is behind.
      retry: async (row) => {
        const node = asGoalNode(row);
        if (node?.kind === 'failure' && node.goalId !== undefined) tree.drawAgain(node.goalId);
        else await refresh();
      },
    },
    setTitle: (title) => void (view.title = title),
    get isVisible() {
      return view.visible;
    },
    onDidChangeVisibility: view.onDidChangeVisibility,
    companyIdOf: (row) => {
      const node = asGoalNode(row);
      return node?.kind === 'company' ? node.companyId : undefined;
    },
    goalIdOf: (row) => {
      const node = asGoalNode(row);
      return node !== undefined && 'goalId' in node ? node.goalId : undefined;
    },
    look: (goal) => tree.look(goal),
    reveal: async (goalId) => {
      // Without a word, VS Code does nothing where it is just drawing all rows anew, as while goals are being loaded.
      for (let tries = 0; tries < mostReveals; tries += 1) {
        const node = tree.nodeOf(goalId);
        if (node === undefined) return;
        await view.reveal(node, { select: true, focus: true });
        await new Promise((resolve) => setTimeout(resolve, revealMs));
        if (view.selection.includes(node)) return;
      }
    },
    dispose: () => vscode.Disposable.from(subscription, bar, view, tree).dispose(),
  };
};

const setContext = (key: string, value: boolean): void => void vscode.commands.executeCommand('setContext', key, value);

/** The bar that moves above the rows as long as goals are being loaded. */
class LoadingBar implements vscode.Disposable {
  #end: (() => void) | undefined;

  show(isLoading: boolean): void {
    if (!isLoading) {
      this.#end?.();
      this.#end = undefined;
    } else if (this.#end === undefined) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#end = resolve;
      void withProgress(() => promise);
    }
  }

  dispose(): void {
    this.show(false);
  }
}

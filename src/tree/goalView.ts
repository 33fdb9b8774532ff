import * as vscode from 'vscode';
import type { Goal, GoalMetric } from '../api/schema.ts';
import { focusedRow, rowsForKey } from '../listFocus.ts';
import type { Log } from '../log.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { parse } from '../model/query/parse.ts';
import { withQuery } from '../model/views/shown.ts';
import type { Memory } from '../model/views/keptValue.ts';
import type { ShownGoals } from '../model/views/shownGoals.ts';
import { isExpectingGoals } from '../model/loadState.ts';
import type { TenantId } from '../model/tenant.ts';
import { ExpandedCompanies } from './expandedCompanies.ts';
import { GoalDrop, type Dropped } from './goalDrop.ts';
import { openKey, type GoalNode } from './goalNode.ts';
import { isQuietFailure } from './loadFailure.ts';
import { registerMarks } from './markDecorations.ts';
import type { Decorations } from './dueMark.ts';
import type { GoalAppearance } from './goalItems.ts';
import { GoalTree, type DraftMarks, type GoalTreeDeps, type RowNotes } from './goalTree.ts';
import { activeGoalId, TreeSelection } from './treeSelection.ts';

export type GoalView = {
  readonly commands: {
    refresh(): Promise<void>;
    cancelLoading(): void;
    retry(row?: unknown): Promise<void>;
    showMoreGoals(row?: unknown): void;
    loosenFilter(row?: unknown): void;
  };
  /** What the side bar's title says beside 'Customer Goals'. */
  setTitle(title: string): void;
  readonly sight: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>;
  readonly isVisible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidDrop: vscode.Event<Dropped>;
  /** Resolves to what tells at once how the tree shows a goal. */
  appearances(): Promise<(goal: Goal) => GoalAppearance>;
  /** Of a row of this tree that a command was run from; undefined for anything else. */
  companyIdOf(row: unknown): string | undefined;
  goalIdOf(row: unknown): string | undefined;
  metricOf(row: unknown): GoalMetric | undefined;
  /**
   * Ids of the goals that a command is for: of its row and all that are selected with it; for {@link focusedRow}, of what a key is for;
   * without a row, as from the palette, of what is selected: which row has the focus cannot be seen from there.
   */
  goalIdsOf(row: unknown, selected: unknown): Promise<readonly string[]>;
  /** As {@link goalIdsOf}, of companies. */
  companyIdsOf(row: unknown, selected: unknown): Promise<readonly string[]>;
  /** Selects the goal in the tree, opening what is closed above it. Nothing where it is not known any more. */
  reveal(goalId: string): Promise<void>;
  dispose(): void;
};

const viewId = 'customerGoals.goals';

const withProgress = async (work: () => Promise<void>): Promise<void> =>
  vscode.window.withProgress({ location: { viewId } }, work);

type GoalViewDeps = {
  readonly store: GoalStore;
  readonly shown: ShownGoals;
  readonly marks: DraftMarks;
  readonly notes: RowNotes;
  readonly decorations: () => Decorations;
  /** What stands beside the title: which goals are shown, and how. */
  readonly describe: () => string;
  readonly past: NonNullable<GoalTreeDeps['past']>;
  readonly risk: GoalTreeDeps['risk'];
  /** Keeps what is open over a restart of the window. */
  readonly memory: Memory;
  /** The connected tenant. */
  readonly tenant: () => TenantId | undefined;
  readonly log: Log;
};

export const createGoalView = ({
  store,
  shown,
  marks,
  notes,
  decorations,
  describe,
  past,
  risk,
  memory,
  tenant,
  log,
}: GoalViewDeps): GoalView => {
  const expanded = new ExpandedCompanies(memory, tenant);
  const tree = new GoalTree({
    store,
    shown,
    marks,
    notes,
    decorations,
    past,
    risk,
    expanded,
    now: () => new Date(),
    log,
  });
  const drop = new GoalDrop((node) => tree.getParent(node));
  const view = vscode.window.createTreeView(viewId, {
    treeDataProvider: tree,
    showCollapseAll: true,
    canSelectMany: true,
    dragAndDropController: drop,
  });
  const selection = new TreeSelection(tree, view);
  const marksDrawn = registerMarks();
  const bar = new LoadingBar();
  /** Loaded with the first tenant. */
  const showMessage = async (): Promise<void> => {
    if (store.state.kind === 'disconnected') return void (view.message = '');
    const { messageFor } = await import('./goalMessage.ts');
    const message = messageFor(store.state, new Date());
    if (view.message !== message) view.message = message;
  };
  const showState = (): void => {
    const { state } = store;
    void showMessage();
    bar.show(isExpectingGoals(state));
    setContext('customerGoals.isLoading', isExpectingGoals(state));
    setContext('customerGoals.isBehind', isQuietFailure(state));
    setContext('customerGoals.isEmpty', state.kind === 'loaded' && store.companies().length === 0);
  };
  const refresh = (): Promise<void> => withProgress(() => store.refresh({ isAsked: true }));
  const noteExpanded = (node: GoalNode, isExpanded: boolean): void => {
    if (node.kind === 'company' || node.kind === 'group') expanded.note(openKey(node), isExpanded);
  };
  const showWhat = (): void => {
    view.description = describe();
    setContext('customerGoals.isFiltered', shown.shown.query.length > 0);
  };
  const follow = (): void => selection.follow(activeGoalId(tenant()));
  const subscription = vscode.Disposable.from(
    store.onDidChange(showState),
    view.onDidExpandElement(({ element }) => noteExpanded(element, true)),
    view.onDidCollapseElement(({ element }) => noteExpanded(element, false)),
    shown.onDidShow(() => {
      tree.forgetDrawn();
      showWhat();
      void selection.keep(shown.ready());
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('customerGoals')) tree.redraw();
    }),
    store.onDidChange(follow),
    view.onDidChangeVisibility(follow),
    vscode.window.tabGroups.onDidChangeTabs(follow),
    vscode.window.tabGroups.onDidChangeTabGroups(follow),
  );
  showState();
  showWhat();
  return {
    commands: {
      // As a person asked, and shows that it is at it.
      refresh,
      cancelLoading: () => store.stop(),
      // What failed in this row; from the view's title, whatever is behind.
      retry: async (row) => {
        const node = tree.asNode(row);
        if (node?.kind === 'failure' && node.goalId !== undefined) tree.drawAgain(node.goalId);
        else await refresh();
      },
      showMoreGoals: (row) => {
        const node = tree.asNode(row);
        if (node?.kind === 'more') tree.drawMore(node);
      },
      // Without the part of the query that this row names.
      loosenFilter: (row) => {
        const node = tree.asNode(row);
        const parsed = node?.kind === 'looser' ? parse(node.query) : undefined;
        if (parsed?.kind === 'query') shown.show(withQuery(shown.shown, parsed.query));
      },
    },
    setTitle: (title) => void (view.title = title),
    sight: view,
    get isVisible() {
      return view.visible;
    },
    onDidChangeVisibility: view.onDidChangeVisibility,
    onDidDrop: drop.onDidDrop,
    companyIdOf: (row) => {
      const node = tree.asNode(row);
      return node?.kind === 'company' ? node.companyId : undefined;
    },
    goalIdOf: (row) => {
      const node = tree.asNode(row);
      return node !== undefined && 'goalId' in node ? node.goalId : undefined;
    },
    metricOf: (row) => {
      const node = tree.asNode(row);
      return node?.kind === 'metric' ? node.metric : undefined;
    },
    goalIdsOf: async (row, selected) => {
      const nodes = (await rowsMeant(view, row, selected)).map((each) => tree.asNode(each));
      return nodes.flatMap((node) => (node?.kind === 'goal' ? [node.goalId] : []));
    },
    appearances: () => tree.appearances(),
    companyIdsOf: async (row, selected) => {
      const nodes = (await rowsMeant(view, row, selected)).map((each) => tree.asNode(each));
      return nodes.flatMap((node) => (node?.kind === 'company' ? [node.companyId] : []));
    },
    // A filter that hides what a person asks for would look like a fault.
    reveal: async (goalId) => {
      if (shown.shown.query.length > 0 && tree.nodeOf(goalId) === undefined) shown.show(withQuery(shown.shown, []));
      await shown.ready();
      tree.drawTo(goalId);
      await selection.reveal(goalId);
    },
    dispose: () => vscode.Disposable.from(subscription, marksDrawn, bar, view, drop, tree).dispose(),
  };
};

const rowsMeant = async (
  view: Pick<vscode.TreeView<GoalNode>, 'selection'>,
  row: unknown,
  selected: unknown,
): Promise<readonly unknown[]> => {
  if (row === undefined) return view.selection;
  if (row === focusedRow) return rowsForKey(view);
  return Array.isArray(selected) ? selected : [row];
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

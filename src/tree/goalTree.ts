import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { lazily, type Lazy } from '../lazily.ts';
import { causeOf, type Log } from '../log.ts';
import { after } from '../model/after.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { ListChange } from '../model/views/shownGoals.ts';
import { Drawings } from './drawings.ts';
import type { ExpandedCompanies } from './expandedCompanies.ts';
import type { GoalItems, GoalAppearance, ItemDeps } from './goalItems.ts';
import { GoalNodes, nodeId, openKey, type GoalNode } from './goalNode.ts';
import { failureRow } from './loadFailure.ts';
import type { TooltipDeps } from './rowTooltip.ts';
import { ShownNodes } from './shownNodes.ts';

/** Which goals of the connected tenant have a draft. */
export type DraftMarks = {
  isMarked(goalId: string): boolean;
  /** The ids of the goals that are marked now and were not, or the other way round. */
  readonly onDidChange: Event<ReadonlySet<string>>;
};

/** What is told beside what the tenant says. */
export type RowNotes = ItemDeps['notes'] & {
  /** Tells that any of it may be otherwise now. */
  readonly onDidChange: Event<unknown>;
};

export type GoalTreeDeps = Omit<ItemDeps, 'rows'> &
  Pick<TooltipDeps, 'past'> & {
    readonly marks: DraftMarks;
    readonly notes: RowNotes;
    readonly expanded: Pick<ExpandedCompanies, 'asked'>;
    readonly log: Log;
  };

/** Companies or other groups, their goals, a goal's metrics; a load that failed is a row that says so. */
export class GoalTree implements vscode.TreeDataProvider<GoalNode>, vscode.Disposable {
  readonly #deps: GoalTreeDeps;
  readonly #store: GoalStore;
  readonly #nodes = new GoalNodes();
  readonly #rows: ShownNodes;
  readonly #changes = new vscode.EventEmitter<GoalNode | GoalNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #drawings: Drawings;
  readonly #items: Lazy<GoalItems>;
  readonly #subscription: { dispose(): void };

  constructor(deps: GoalTreeDeps) {
    const { store, shown, marks, notes, now } = deps;
    this.#deps = deps;
    this.#store = store;
    this.#rows = new ShownNodes(store, shown, this.#nodes);
    this.#items = lazily(
      () => import('./goalItems.ts'),
      (module) => new module.GoalItems({ ...deps, rows: this.#rows }),
    );
    this.#subscription = notes.onDidChange(() => this.redraw());
    this.#drawings = new Drawings({
      store,
      onDidMark: marks.onDidChange,
      rowAbove: (goalId) => this.#rowAbove(goalId),
      listing: {
        isShown: () => !shown.isEverything,
        onDidChange: (tell) => shown.onDidChange((change) => tell(this.#rowsIn(change))),
      },
      now,
      after,
      draw: (rows) => this.#draw(rows),
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#drawings.dispose();
    this.#changes.dispose();
  }

  #draw(rows: readonly string[] | 'all'): void {
    if (this.#store.state.kind === 'disconnected') this.#nodes.clear();
    if (rows === 'all') return this.#changes.fire(undefined);
    const nodes = rows.map((id) => this.#nodes.known(id)).filter((node) => node !== undefined);
    if (nodes.length > 0) this.#changes.fire(nodes);
  }

  redraw(): void {
    this.#changes.fire(undefined);
  }

  /** The rows that say something else; how many goals are found stands in that of the filter. */
  #rowsIn(change: ListChange): readonly string[] | 'all' {
    if (change === 'all') return 'all';
    const goals = change.goals.map((id) => `goal/${id}`);
    return ['filter', ...change.groups.map((key) => this.#rows.idOfGroup(key)), ...goals];
  }

  #rowAbove(goalId: string): string {
    const above = this.#rows.parentOf(goalId);
    return above === undefined ? '' : nodeId(above);
  }

  /** To be called where other goals are shown: of each group as many are drawn as at first. */
  forgetDrawn(): void {
    this.#rows.forget();
  }

  /** Draws more of the goals that this row stands for. */
  drawMore(node: GoalNode & { readonly kind: 'more' }): void {
    this.#rows.drawMore(node.parentId);
    this.#changes.fire(this.#nodes.known(node.parentId));
  }

  /** Draws the goal where it was left out of its group for the number of others. */
  drawTo(goalId: string): void {
    // The upper one draws what is below it as well.
    const [upper] = this.#rows.drawTo(goalId);
    if (upper !== undefined) this.#changes.fire(this.#nodes.known(upper));
  }

  /** Asks again for the goal's metrics. */
  drawAgain(goalId: string): void {
    this.#changes.fire(this.#nodes.known(`goal/${goalId}`));
  }

  getParent(node: GoalNode): GoalNode | undefined {
    switch (node.kind) {
      case 'company':
      case 'group':
      case 'filter':
      case 'noMatch':
      case 'unknown':
        return undefined;
      case 'goal':
        return this.#rows.parentOf(node.goalId);
      case 'more':
        return this.#nodes.known(node.parentId);
      case 'looser':
        return this.#nodes.of({ kind: 'noMatch' });
      case 'metric':
      case 'noMetric':
      case 'failure':
        return node.goalId === undefined ? undefined : this.nodeOf(node.goalId);
    }
  }

  nodeOf(goalId: string): GoalNode | undefined {
    return this.#rows.nodeOf(goalId);
  }

  async getChildren(node?: GoalNode): Promise<GoalNode[]> {
    const children = await this.#childrenOf(node);
    if (children.length > 0) await this.drawable();
    return children;
  }

  async #childrenOf(node: GoalNode | undefined): Promise<GoalNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'company' || node.kind === 'group') {
      this.#drawings.asked(nodeId(node));
      const goals = [...this.#rows.goalsBelow(node)];
      // One of a tenant that was left has none.
      if (goals.length > 0) this.#deps.expanded.asked(openKey(node));
      return goals;
    }
    if (node.kind === 'noMatch') return [...this.#rows.looser()];
    return node.kind === 'goal' ? this.#metrics(node.goalId) : [];
  }

  async #roots(): Promise<GoalNode[]> {
    this.#drawings.asked('');
    const rows = await this.#rows.roots();
    const failed = failureRow(this.#store.state);
    const failure =
      failed === undefined ? [] : [this.#nodes.of({ kind: 'failure', goalId: undefined, error: failed.error })];
    return [...failure, ...rows];
  }

  async #metrics(goalId: string): Promise<GoalNode[]> {
    try {
      const metrics = await this.#store.metrics(goalId);
      if (metrics.length === 0) return [this.#nodes.of({ kind: 'noMetric', goalId })];
      return metrics.map((metric) => this.#nodes.of({ kind: 'metric', goalId, metric }));
    } catch (error) {
      this.#deps.log.warn(`The metrics of a goal could not be loaded: ${causeOf(error)}`);
      return [this.#nodes.of({ kind: 'failure', goalId, error })];
    }
  }

  /** After {@link getChildren} or {@link drawable}. */
  getTreeItem(node: GoalNode): vscode.TreeItem {
    return this.#items.made?.item(node) ?? new vscode.TreeItem('');
  }

  /** Resolves once rows can be drawn. */
  /** Undefined for what is no row of this tree. */
  asNode(value: unknown): GoalNode | undefined {
    return this.#nodes.has(value) ? value : undefined;
  }

  async drawable(): Promise<void> {
    await this.#items.get();
  }

  async appearances(): Promise<(goal: Goal) => GoalAppearance> {
    const items = await this.#items.get();
    return (goal) => items.appearanceOf(goal);
  }

  async resolveTreeItem(item: vscode.TreeItem, node: GoalNode): Promise<vscode.TreeItem> {
    const { rowTooltip } = await import('./rowTooltip.ts');
    const tooltip = await rowTooltip(node, this.#deps);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }
}

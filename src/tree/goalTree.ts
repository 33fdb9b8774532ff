import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { causeOf, type Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { ListChange } from '../model/views/shownGoals.ts';
import { Drawings } from './drawings.ts';
import { companyMark, goalMark, type Decorations } from './dueMark.ts';
import type { ExpandedCompanies } from './expandedCompanies.ts';
import { failureRow, isPartial } from './goalMessage.ts';
import { GoalNodes, nodeId, type GoalNode } from './goalNode.ts';
import { filterRow, groupRow } from './groupRow.ts';
import { companyRow, goalRow, metricRow, type Row } from './goalRow.ts';
import { rowTooltip, type TooltipDeps } from './rowTooltip.ts';
import { spokenRisk } from './riskLine.ts';
import { pressCommand, whoAmICommand } from './pressCommand.ts';
import { failureItem, noMetricItem, rowIcons, rowItem, type Remedy } from './rowItem.ts';
import { filterItem, looserItem, moreItem, noMatchItem, unknownItem } from './shownItem.ts';
import { ShownNodes, type GroupNode, type ShownPart } from './shownNodes.ts';

/** Which goals of the connected tenant have a draft. */
export type DraftMarks = {
  isMarked(goalId: string): boolean;
  /** The ids of the goals that are marked now and were not, or the other way round. */
  readonly onDidChange: Event<ReadonlySet<string>>;
};

/** What is told of goals and companies beside what the tenant says of them. */
export type RowNotes = {
  isWatched(goalId: string): boolean;
  isWatchedCompany(companyId: string): boolean;
  isChanged(goal: Goal): boolean;
  /** Tells that any of it may be otherwise now. */
  readonly onDidChange: Event<unknown>;
};

export type GoalLook = { readonly icon: vscode.ThemeIcon; readonly description: string };

export type GoalTreeDeps = Pick<TooltipDeps, 'past' | 'risk'> & {
  readonly store: GoalStore;
  /** Which of the goals are shown, and how. */
  readonly shown: ShownPart;
  readonly marks: DraftMarks;
  readonly notes: RowNotes;
  /** Which of them are on now. */
  readonly decorations: () => Decorations;
  readonly expanded: Pick<ExpandedCompanies, 'has'>;
  readonly now: () => Date;
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
  readonly #subscription: { dispose(): void };

  constructor(deps: GoalTreeDeps) {
    const { store, shown, marks, notes, now } = deps;
    this.#deps = deps;
    this.#store = store;
    this.#rows = new ShownNodes(store, shown, this.#nodes);
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
    if (node === undefined) return this.#roots();
    if (node.kind === 'company' || node.kind === 'group') {
      this.#drawings.asked(nodeId(node));
      return [...this.#rows.goalsBelow(node)];
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

  getTreeItem(node: GoalNode): vscode.TreeItem {
    const item = this.#item(node);
    item.id = nodeId(node);
    const isForMe = node.kind === 'unknown' && this.#deps.shown.needs.includes('me');
    const command = isForMe ? whoAmICommand() : pressCommand(node.kind);
    // VS Code keeps the arguments for one drawing of a row. A press while it is drawn anew may be lost, and never opens another row.
    if (command !== undefined) item.command = { ...command, arguments: [node] };
    return item;
  }

  #item(node: GoalNode): vscode.TreeItem {
    const { shown } = this.#deps;
    switch (node.kind) {
      case 'company':
      case 'group':
        return this.#groupItem(node);
      case 'goal':
        return this.#goalItem(node);
      case 'metric':
        return rowItem(metricRow(node.metric), 'metric');
      case 'noMetric':
        return noMetricItem();
      case 'failure':
        return failureItem(node.error, this.#remedy(node.goalId));
      case 'filter':
        return filterItem(filterRow(shown.shown, shown.listing?.goals ?? 0, shown.total));
      case 'more':
        return moreItem(this.#rows.leftBelow(node.parentId));
      case 'noMatch':
        return noMatchItem(this.#rows.looser().length > 0);
      case 'looser':
        return looserItem(node.term, node.goals);
      case 'unknown':
        return unknownItem(shown.listing?.unknown ?? 0, shown.needs.includes('me'));
    }
  }

  /** A company of which all goals are shown has more to say than how many there are. */
  #groupItem(node: GroupNode): vscode.TreeItem {
    const { shown } = this.#deps.shown;
    const group = this.#rows.groupOf(node);
    if (node.kind === 'company' && (group === undefined || shown.query.length === 0)) {
      const stats = this.#store.stats(node.companyId);
      const isWatched = this.#deps.notes.isWatchedCompany(node.companyId);
      return this.#openable(node, companyRow(this.#companyName(node.companyId), stats, isWatched), stats);
    }
    return group === undefined ? new vscode.TreeItem('') : this.#openable(node, groupRow(shown.group, group), group);
  }

  #openable(node: GroupNode, row: Row, counts: { readonly overdue: number }): vscode.TreeItem {
    const state = this.#collapsible(node.kind === 'company' ? node.companyId : nodeId(node));
    return rowItem(row, node.kind, { state, mark: companyMark(counts, this.#deps.decorations()) });
  }

  #companyName(companyId: string): string {
    return this.#store.company(companyId)?.name ?? '';
  }

  /** Counts where a group is drawn for the first time; from then on VS Code knows. */
  #collapsible(key: string): vscode.TreeItemCollapsibleState {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    return this.#deps.expanded.has(key) ? Expanded : Collapsed;
  }

  #remedy(goalId: string | undefined): Remedy {
    const failed = goalId === undefined ? failureRow(this.#store.state) : undefined;
    return failed !== undefined && isPartial(failed) ? 'loadRest' : 'tryAgain';
  }

  #goalItem(node: GoalNode & { kind: 'goal' }): vscode.TreeItem {
    const goal = this.#store.goal(node.goalId);
    if (goal === undefined) return new vscode.TreeItem('');
    const { decorations, notes, now } = this.#deps;
    const mark = goalMark(goal, now(), { isChanged: notes.isChanged(goal), decorations: decorations() });
    return rowItem(this.#goalRow(goal), 'goal', { state: vscode.TreeItemCollapsibleState.Collapsed, mark });
  }

  #goalRow(goal: Goal): Row {
    const decorations = this.#deps.decorations();
    const isBelowCompany = this.#deps.shown.shown.group === 'company';
    const hasDraft = decorations.drafts && this.#deps.marks.isMarked(goal.Gsid);
    return goalRow(goal, this.#deps.now(), hasDraft, {
      isWatched: this.#deps.notes.isWatched(goal.Gsid),
      isChanged: decorations.changed && this.#deps.notes.isChanged(goal),
      risk: spokenRisk(goal, this.#deps),
      ...(isBelowCompany ? {} : { company: this.#companyName(goal.CompanyId) }),
    });
  }

  look(goal: Goal): GoalLook {
    const { icon, description } = this.#goalRow(goal);
    return { icon: rowIcons[icon], description };
  }

  async resolveTreeItem(item: vscode.TreeItem, node: GoalNode): Promise<vscode.TreeItem> {
    const tooltip = await rowTooltip(node, this.#deps);
    if (tooltip !== undefined) item.tooltip = tooltip;
    return item;
  }
}

const after = (ms: number, act: () => void): { dispose(): void } => {
  const timer = setTimeout(act, ms);
  return { dispose: () => clearTimeout(timer) };
};

import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { explain } from '../explain.ts';
import { causeOf, type Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import { ApiError } from '../api/errors.ts';
import type { GoalStore, StoreChange } from '../model/goalStore.ts';
import { onNewDay } from '../model/newDay.ts';
import { goalTooltip, metricTooltip } from './goalTooltip.ts';
import { failureRow, isPartial } from './goalMessage.ts';
import { GoalNodes, nodeId, type GoalNode } from './goalNode.ts';
import { companyRow, goalRow, metricRow, type Row, type RowIcon } from './goalRow.ts';

const icons: Readonly<Record<RowIcon, vscode.ThemeIcon>> = {
  company: new vscode.ThemeIcon('organization'),
  notStarted: new vscode.ThemeIcon('circle-large-outline'),
  inProgress: new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('charts.blue')),
  achieved: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  missed: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('testing.iconFailed')),
  overdue: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  otherStatus: new vscode.ThemeIcon('question'),
  metric: new vscode.ThemeIcon('graph'),
};

/** Which goals of the connected tenant have a draft. */
export type DraftMarks = {
  isMarked(goalId: string): boolean;
  /** The ids of the goals that are marked now and were not, or the other way round. */
  readonly onDidChange: Event<ReadonlySet<string>>;
};

export type GoalLook = { readonly icon: vscode.ThemeIcon; readonly description: string };

/** How often the rows are drawn anew while a load goes on, in milliseconds. */
const growthMs = 1000;

/** Companies, their goals, a goal's metrics; a load that failed is a row that says so. */
export class GoalTree implements vscode.TreeDataProvider<GoalNode>, vscode.Disposable {
  readonly #store: GoalStore;
  readonly #now: () => Date;
  readonly #log: Log;
  readonly #nodes = new GoalNodes();
  readonly #changes = new vscode.EventEmitter<GoalNode | GoalNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #marks: DraftMarks;
  readonly #subscriptions: readonly { dispose(): void }[];
  /** The failure of a load that is a row. */
  #failure: unknown;
  /** Runs until what a load brings is drawn next. */
  #growth: ReturnType<typeof setTimeout> | undefined;

  constructor(store: GoalStore, marks: DraftMarks, now: () => Date, log: Log) {
    this.#store = store;
    this.#marks = marks;
    this.#now = now;
    this.#log = log;
    this.#subscriptions = [
      store.onDidChange((change) => this.#redraw(change)),
      marks.onDidChange((goals) => this.#drawRows(this.#companiesOf(goals), goals)),
      // What is due and overdue depends on the day.
      onNewDay(now, () => this.#drawAll(false)),
    ];
  }

  dispose(): void {
    clearTimeout(this.#growth);
    this.#subscriptions.forEach((each) => each.dispose());
    this.#changes.dispose();
  }

  #redraw({ companies, goals, metrics }: StoreChange): void {
    const { state } = this.#store;
    if (state.kind === 'disconnected') this.#nodes.clear();
    const failure = failureRow(state)?.error;
    const isSameFailure = failure === this.#failure;
    this.#failure = failure;
    if (companies === 'all' || !isSameFailure) return this.#drawAll(state.kind === 'loading' && state.loaded > 0);
    this.#drawRows(companies, new Set([...(goals === 'all' ? [] : goals.keys()), ...metrics]));
  }

  #drawRows(companies: ReadonlySet<string>, goals: ReadonlySet<string>): void {
    const ids = [...[...companies].map((id) => `company/${id}`), ...[...goals].map((id) => `goal/${id}`)];
    const rows = ids.map((id) => this.#nodes.known(id)).filter((node) => node !== undefined);
    if (rows.length > 0) this.#changes.fire(rows);
  }

  /** Pages of a load that follow soon on another are drawn together: all rows are made anew each time. */
  #drawAll(isGrowing: boolean): void {
    if (isGrowing && this.#growth !== undefined) return;
    clearTimeout(this.#growth);
    const drawGrowth = (): void => {
      this.#growth = undefined;
      this.#changes.fire(undefined);
    };
    this.#growth = isGrowing ? setTimeout(drawGrowth, growthMs) : undefined;
    this.#changes.fire(undefined);
  }

  /**
   * A mark changes just after its goal was saved, while VS Code may still be asking for the company's rows: a goal that is not among
   * its rows at that moment would keep the old mark, so the company is drawn anew.
   */
  #companiesOf(goals: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...goals].flatMap((goalId) => this.#store.goal(goalId)?.CompanyId ?? []));
  }

  /** Asks again for the goal's metrics. */
  drawAgain(goalId: string): void {
    this.#changes.fire(this.#nodes.known(`goal/${goalId}`));
  }

  getParent(node: GoalNode): GoalNode | undefined {
    switch (node.kind) {
      case 'company':
        return undefined;
      case 'goal':
        return this.#nodes.of({ kind: 'company', companyId: node.companyId });
      case 'metric':
      case 'noMetric':
      case 'failure':
        return node.goalId === undefined ? undefined : this.nodeOf(node.goalId);
    }
  }

  nodeOf(goalId: string): GoalNode | undefined {
    const goal = this.#store.goal(goalId);
    return goal && this.#nodes.of({ kind: 'goal', companyId: goal.CompanyId, goalId });
  }

  async getChildren(node?: GoalNode): Promise<GoalNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'company') return this.#goals(node.companyId);
    return node.kind === 'goal' ? this.#metrics(node.goalId) : [];
  }

  #roots(): GoalNode[] {
    const failed = failureRow(this.#store.state);
    const failure =
      failed === undefined ? [] : [this.#nodes.of({ kind: 'failure', goalId: undefined, error: failed.error })];
    const companies = this.#store.companies().map(({ Gsid }) => this.#nodes.of({ kind: 'company', companyId: Gsid }));
    return [...failure, ...companies];
  }

  #goals(companyId: string): GoalNode[] {
    return this.#store.goalsOf(companyId).map(({ Gsid }) => this.#nodes.of({ kind: 'goal', companyId, goalId: Gsid }));
  }

  async #metrics(goalId: string): Promise<GoalNode[]> {
    try {
      const metrics = await this.#store.metrics(goalId);
      if (metrics.length === 0) return [this.#nodes.of({ kind: 'noMetric', goalId })];
      return metrics.map((metric) => this.#nodes.of({ kind: 'metric', goalId, metric }));
    } catch (error) {
      this.#log.warn(`The metrics of a goal could not be loaded: ${causeOf(error)}`);
      return [this.#nodes.of({ kind: 'failure', goalId, error })];
    }
  }

  getTreeItem(node: GoalNode): vscode.TreeItem {
    const item = this.#item(node);
    item.id = nodeId(node);
    return item;
  }

  #item(node: GoalNode): vscode.TreeItem {
    switch (node.kind) {
      case 'company': {
        const row = companyRow(this.#store.company(node.companyId)?.name ?? '', this.#store.stats(node.companyId));
        return itemOf(row, 'company', vscode.TreeItemCollapsibleState.Collapsed);
      }
      case 'goal':
        return this.#goalItem(node);
      case 'metric':
        return itemOf(metricRow(node.metric), 'metric', vscode.TreeItemCollapsibleState.None);
      case 'noMetric':
        return noMetricItem(node);
      case 'failure':
        return failureItem(node, node.error, this.#remedy(node.goalId));
    }
  }

  #remedy(goalId: string | undefined): string {
    const failed = goalId === undefined ? failureRow(this.#store.state) : undefined;
    return failed !== undefined && isPartial(failed) ? 'Load the rest' : 'Try again';
  }

  #goalItem(node: GoalNode & { kind: 'goal' }): vscode.TreeItem {
    const goal = this.#store.goal(node.goalId);
    if (goal === undefined) return new vscode.TreeItem('');
    const item = itemOf(this.#goalRow(goal), 'goal', vscode.TreeItemCollapsibleState.Collapsed);
    item.command = { command: 'customerGoals.openGoal', title: 'Open Goal', arguments: [node] };
    return item;
  }

  #goalRow(goal: Goal): Row {
    return goalRow(goal, this.#now(), this.#marks.isMarked(goal.Gsid));
  }

  look(goal: Goal): GoalLook {
    const { icon, description } = this.#goalRow(goal);
    return { icon: icons[icon], description };
  }

  /** The tooltip is made when it is asked for: most rows are never hovered. */
  resolveTreeItem(item: vscode.TreeItem, node: GoalNode): vscode.TreeItem {
    const goal = node.kind === 'goal' ? this.#store.goal(node.goalId) : undefined;
    if (goal !== undefined) item.tooltip = goalTooltip(goal, this.#now());
    if (node.kind === 'metric') item.tooltip = metricTooltip(node.metric);
    return item;
  }
}

const itemOf = (
  { label, description, icon, spoken }: Row,
  context: string,
  state: vscode.TreeItemCollapsibleState,
): vscode.TreeItem => {
  const item = new vscode.TreeItem(label, state);
  item.description = description;
  item.iconPath = icons[icon];
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  return item;
};

const noMetricItem = (node: GoalNode): vscode.TreeItem => {
  const item = new vscode.TreeItem('No metric yet');
  item.description = 'Add one';
  item.command = { command: 'customerGoals.addMetric', title: 'Add Metric', arguments: [node] };
  return item;
};

const failureItem = (node: GoalNode, error: unknown, remedy: string): vscode.TreeItem => {
  const { sentence, advice } = explain(error);
  const item = new vscode.TreeItem(sentence);
  item.description = remedy;
  item.tooltip = `${sentence} ${advice}`.trim();
  item.iconPath = isCancelled(error)
    ? new vscode.ThemeIcon('info')
    : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  item.command = { command: 'customerGoals.retry', title: 'Try Again', arguments: [node] };
  item.accessibilityInformation = { label: `${sentence} ${advice} Press Enter: ${remedy}.` };
  return item;
};

const isCancelled = (error: unknown): boolean => error instanceof ApiError && error.kind === 'aborted';

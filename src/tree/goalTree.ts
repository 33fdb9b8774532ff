import * as vscode from 'vscode';
import { explain } from '../explain.ts';
import type { Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore, StoreChange } from '../model/goalStore.ts';
import { goalTooltip, metricTooltip } from './goalTooltip.ts';
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

  constructor(store: GoalStore, marks: DraftMarks, now: () => Date, log: Log) {
    this.#store = store;
    this.#marks = marks;
    this.#now = now;
    this.#log = log;
    this.#subscriptions = [
      store.onDidChange((change) => this.#redraw(change)),
      marks.onDidChange((goals) => this.#redraw({ companies: this.#companiesOf(goals), goals })),
    ];
  }

  dispose(): void {
    this.#subscriptions.forEach((each) => each.dispose());
    this.#changes.dispose();
  }

  #redraw({ companies, goals }: StoreChange): void {
    if (this.#store.state.kind === 'disconnected') this.#nodes.clear();
    if (companies === 'all') return this.#changes.fire(undefined);
    const ids = [...[...companies].map((id) => `company/${id}`), ...[...goals].map((id) => `goal/${id}`)];
    const rows = ids.map((id) => this.#nodes.known(id)).filter((node) => node !== undefined);
    if (rows.length > 0) this.#changes.fire(rows);
  }

  /**
   * A mark changes just after its goal was saved, while VS Code may still be asking for the company's rows: a goal that is not among
   * its rows at that moment would keep the old mark, so the company is drawn anew.
   */
  #companiesOf(goals: ReadonlySet<string>): ReadonlySet<string> {
    return new Set([...goals].flatMap((goalId) => this.#store.goal(goalId)?.CompanyId ?? []));
  }

  /** Loads again what failed in this row. */
  async retry(node: GoalNode): Promise<void> {
    if (node.kind !== 'failure') return;
    if (node.goalId === undefined) return this.#store.load();
    this.#changes.fire(this.#nodes.known(`goal/${node.goalId}`));
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
        return node.goalId === undefined ? undefined : this.#goalNode(node.goalId);
    }
  }

  #goalNode(goalId: string): GoalNode | undefined {
    const goal = this.#store.goal(goalId);
    return goal && this.#nodes.of({ kind: 'goal', companyId: goal.CompanyId, goalId });
  }

  async getChildren(node?: GoalNode): Promise<GoalNode[]> {
    if (node === undefined) return this.#roots();
    if (node.kind === 'company') return this.#goals(node.companyId);
    return node.kind === 'goal' ? this.#metrics(node.goalId) : [];
  }

  #roots(): GoalNode[] {
    const { state } = this.#store;
    const failure: GoalNode[] =
      state.kind === 'failed' ? [this.#nodes.of({ kind: 'failure', goalId: undefined, error: state.error })] : [];
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
      this.#log.warn(`The metrics of a goal could not be loaded: ${String(error)}`);
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
        return failureItem(node, node.error);
    }
  }

  #goalItem(node: GoalNode & { kind: 'goal' }): vscode.TreeItem {
    const goal = this.#store.goal(node.goalId);
    if (goal === undefined) return new vscode.TreeItem('');
    const item = itemOf(
      goalRow(goal, this.#now(), this.#marks.isMarked(goal.Gsid)),
      'goal',
      vscode.TreeItemCollapsibleState.Collapsed,
    );
    item.command = { command: 'customerGoals.openGoal', title: 'Open Goal', arguments: [node] };
    return item;
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

const failureItem = (node: GoalNode, error: unknown): vscode.TreeItem => {
  const { sentence, advice } = explain(error);
  const item = new vscode.TreeItem(sentence);
  item.description = 'Try again';
  item.tooltip = `${sentence} ${advice}`.trim();
  item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  item.command = { command: 'customerGoals.retry', title: 'Try Again', arguments: [node] };
  item.accessibilityInformation = { label: `${sentence} ${advice} Press Enter to try again.` };
  return item;
};

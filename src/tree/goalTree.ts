import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { causeOf, type Log } from '../log.ts';
import type { Event } from '../model/emitter.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { Drawings } from './drawings.ts';
import { companyMark, goalMark } from './dueMark.ts';
import type { ExpandedCompanies } from './expandedCompanies.ts';
import { companyTooltip, goalTooltip, metricTooltip } from './goalTooltip.ts';
import { failureRow, isPartial } from './goalMessage.ts';
import { GoalNodes, nodeId, type GoalNode } from './goalNode.ts';
import { companyRow, goalRow, metricRow, type Row } from './goalRow.ts';
import { failureItem, noMetricItem, rowIcons, rowItem, type Remedy } from './rowItem.ts';

/** Which goals of the connected tenant have a draft. */
export type DraftMarks = {
  isMarked(goalId: string): boolean;
  /** The ids of the goals that are marked now and were not, or the other way round. */
  readonly onDidChange: Event<ReadonlySet<string>>;
};

export type GoalLook = { readonly icon: vscode.ThemeIcon; readonly description: string };

export type GoalTreeDeps = {
  readonly store: GoalStore;
  readonly marks: DraftMarks;
  readonly expanded: Pick<ExpandedCompanies, 'has'>;
  readonly now: () => Date;
  readonly log: Log;
};

/** Companies, their goals, a goal's metrics; a load that failed is a row that says so. */
export class GoalTree implements vscode.TreeDataProvider<GoalNode>, vscode.Disposable {
  readonly #deps: GoalTreeDeps;
  readonly #store: GoalStore;
  readonly #nodes = new GoalNodes();
  readonly #changes = new vscode.EventEmitter<GoalNode | GoalNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #drawings: Drawings;

  constructor(deps: GoalTreeDeps) {
    const { store, marks, now } = deps;
    this.#deps = deps;
    this.#store = store;
    this.#drawings = new Drawings({
      store,
      onDidMark: marks.onDidChange,
      now,
      after,
      draw: (rows) => this.#draw(rows),
    });
  }

  dispose(): void {
    this.#drawings.dispose();
    this.#changes.dispose();
  }

  #draw(rows: readonly string[] | 'all'): void {
    if (this.#store.state.kind === 'disconnected') this.#nodes.clear();
    if (rows === 'all') return this.#changes.fire(undefined);
    const nodes = rows.map((id) => this.#nodes.known(id)).filter((node) => node !== undefined);
    if (nodes.length > 0) this.#changes.fire(nodes);
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
    this.#drawings.asked(companyId);
    return this.#store.goalsOf(companyId).map(({ Gsid }) => this.#nodes.of({ kind: 'goal', companyId, goalId: Gsid }));
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
    const command = pressCommand(node.kind);
    // VS Code keeps the arguments for one drawing of a row. A press while it is drawn anew may be lost, and never opens another row.
    if (command !== undefined) item.command = { ...command, arguments: [node] };
    return item;
  }

  #item(node: GoalNode): vscode.TreeItem {
    switch (node.kind) {
      case 'company': {
        const stats = this.#store.stats(node.companyId);
        const row = companyRow(this.#companyName(node.companyId), stats);
        return rowItem(row, 'company', { state: this.#collapsible(node.companyId), mark: companyMark(stats) });
      }
      case 'goal':
        return this.#goalItem(node);
      case 'metric':
        return rowItem(metricRow(node.metric), 'metric');
      case 'noMetric':
        return noMetricItem();
      case 'failure':
        return failureItem(node.error, this.#remedy(node.goalId));
    }
  }

  #companyName(companyId: string): string {
    return this.#store.company(companyId)?.name ?? '';
  }

  /** Counts where a company is drawn for the first time; from then on VS Code knows. */
  #collapsible(companyId: string): vscode.TreeItemCollapsibleState {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    return this.#deps.expanded.has(companyId) ? Expanded : Collapsed;
  }

  #remedy(goalId: string | undefined): Remedy {
    const failed = goalId === undefined ? failureRow(this.#store.state) : undefined;
    return failed !== undefined && isPartial(failed) ? 'loadRest' : 'tryAgain';
  }

  #goalItem(node: GoalNode & { kind: 'goal' }): vscode.TreeItem {
    const goal = this.#store.goal(node.goalId);
    if (goal === undefined) return new vscode.TreeItem('');
    const mark = goalMark(goal, this.#deps.now());
    return rowItem(this.#goalRow(goal), 'goal', { state: vscode.TreeItemCollapsibleState.Collapsed, mark });
  }

  #goalRow(goal: Goal): Row {
    return goalRow(goal, this.#deps.now(), this.#deps.marks.isMarked(goal.Gsid));
  }

  look(goal: Goal): GoalLook {
    const { icon, description } = this.#goalRow(goal);
    return { icon: rowIcons[icon], description };
  }

  /** The tooltip is made when it is asked for: most rows are never hovered. */
  resolveTreeItem(item: vscode.TreeItem, node: GoalNode): vscode.TreeItem {
    const goal = node.kind === 'goal' ? this.#store.goal(node.goalId) : undefined;
    if (goal !== undefined) item.tooltip = goalTooltip(goal, this.#deps.now());
    if (node.kind === 'metric') item.tooltip = metricTooltip(node.metric);
    if (node.kind === 'company')
      item.tooltip = companyTooltip(this.#companyName(node.companyId), this.#store.stats(node.companyId));
    return item;
  }
}

/** What a press on a row does; a company's opens and closes it. */
const pressCommand = (kind: GoalNode['kind']): vscode.Command | undefined => {
  switch (kind) {
    case 'company':
      return undefined;
    case 'goal':
    case 'metric':
      return { command: 'customerGoals.openGoal', title: l10n.t('Open Goal') };
    case 'noMetric':
      return { command: 'customerGoals.addMetric', title: l10n.t('Add Metric…') };
    case 'failure':
      return { command: 'customerGoals.retry', title: l10n.t('Try Again') };
  }
};

const after = (ms: number, act: () => void): { dispose(): void } => {
  const timer = setTimeout(act, ms);
  return { dispose: () => clearTimeout(timer) };
};

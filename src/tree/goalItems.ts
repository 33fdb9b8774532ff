import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { companyMark, goalMark, type Decorations } from './dueMark.ts';
import type { ExpandedCompanies } from './expandedCompanies.ts';
import { nodeId, openKey, type GoalNode } from './goalNode.ts';
import { companyRow, goalRow, metricRow, type Row } from './goalRow.ts';
import { filterRow, groupRow } from './groupRow.ts';
import { failureRow, isPartial } from './loadFailure.ts';
import { pressCommand, whoAmICommand } from './pressCommand.ts';
import { spokenRisk, type RiskDeps } from './riskLine.ts';
import { failureItem, noMetricItem, rowIcons, rowItem, type Remedy } from './rowItem.ts';
import { filterItem, looserItem, moreItem, noMatchItem, unknownItem } from './shownItem.ts';
import type { GroupNode, ShownNodes, ShownPart } from './shownNodes.ts';

export type GoalAppearance = { readonly icon: vscode.ThemeIcon; readonly description: string };

export type ItemDeps = {
  readonly store: GoalStore;
  /** Which of the goals are shown, and how. */
  readonly shown: ShownPart;
  /** Which of them have rows, and where. */
  readonly rows: ShownNodes;
  readonly marks: { isMarked(goalId: string): boolean };
  /** What is told of goals and companies beside what the tenant says of them. */
  readonly notes: {
    isWatched(goalId: string): boolean;
    isWatchedCompany(companyId: string): boolean;
    isChanged(goal: Goal): boolean;
  };
  /** Which of them are on now. */
  readonly decorations: () => Decorations;
  readonly expanded: Pick<ExpandedCompanies, 'has'>;
  readonly now: () => Date;
  readonly risk: RiskDeps['risk'];
};

/** Draws the rows of the tree; loaded with the first that there is. */
export class GoalItems {
  readonly #deps: ItemDeps;

  constructor(deps: ItemDeps) {
    this.#deps = deps;
  }

  item(node: GoalNode): vscode.TreeItem {
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
        return moreItem(this.#deps.rows.leftBelow(node.parentId));
      case 'noMatch':
        return noMatchItem(this.#deps.rows.looser().length > 0);
      case 'looser':
        return looserItem(node.term, node.goals);
      case 'unknown':
        return unknownItem(shown.listing?.unknown ?? 0, shown.needs.includes('me'));
    }
  }

  /** A company of which all goals are shown has more to say than how many there are. */
  #groupItem(node: GroupNode): vscode.TreeItem {
    const { shown } = this.#deps.shown;
    const group = this.#deps.rows.groupOf(node);
    if (node.kind === 'company' && (group === undefined || shown.query.length === 0)) {
      const stats = this.#deps.store.stats(node.companyId);
      const isWatched = this.#deps.notes.isWatchedCompany(node.companyId);
      return this.#openable(node, companyRow(this.#companyName(node.companyId), stats, isWatched), stats);
    }
    return group === undefined ? new vscode.TreeItem('') : this.#openable(node, groupRow(shown.group, group), group);
  }

  #openable(node: GroupNode, row: Row, counts: { readonly overdue: number }): vscode.TreeItem {
    const state = this.#collapsible(openKey(node));
    return rowItem(row, node.kind, { state, mark: companyMark(counts, this.#deps.decorations()) });
  }

  #companyName(companyId: string): string {
    return this.#deps.store.company(companyId)?.name ?? '';
  }

  /** Counts where a group is drawn for the first time; from then on VS Code knows. */
  #collapsible(key: string): vscode.TreeItemCollapsibleState {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    return this.#deps.expanded.has(key) ? Expanded : Collapsed;
  }

  #remedy(goalId: string | undefined): Remedy {
    const failed = goalId === undefined ? failureRow(this.#deps.store.state) : undefined;
    return failed !== undefined && isPartial(failed) ? 'loadRest' : 'tryAgain';
  }

  #goalItem(node: GoalNode & { kind: 'goal' }): vscode.TreeItem {
    const goal = this.#deps.store.goal(node.goalId);
    if (goal === undefined) return new vscode.TreeItem('');
    const { decorations, notes, now } = this.#deps;
    const mark = goalMark(goal, now(), { isChanged: notes.isChanged(goal), decorations: decorations() });
    return rowItem(this.#goalRow(goal, spokenRisk(goal, this.#deps)), 'goal', {
      state: vscode.TreeItemCollapsibleState.Collapsed,
      mark,
    });
  }

  /** @param risk why it is at risk, as it is read out */
  #goalRow(goal: Goal, risk = ''): Row {
    const decorations = this.#deps.decorations();
    const isBelowCompany = this.#deps.shown.shown.group === 'company';
    const hasDraft = decorations.drafts && this.#deps.marks.isMarked(goal.Gsid);
    return goalRow(goal, this.#deps.now(), hasDraft, {
      isWatched: this.#deps.notes.isWatched(goal.Gsid),
      isChanged: decorations.changed && this.#deps.notes.isChanged(goal),
      risk,
      ...(isBelowCompany ? {} : { company: this.#companyName(goal.CompanyId) }),
    });
  }

  appearanceOf(goal: Goal): GoalAppearance {
    const { icon, description } = this.#goalRow(goal);
    return { icon: rowIcons[icon], description };
  }
}

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import type { FieldChange, PlanRow } from '../plan/plan.ts';
import type { StepState } from '../plan/stepState.ts';
import { goalFieldLabel } from '../words/fieldLabels.ts';
import { canLeaveOut, isIn } from './checks.ts';
import { companyText, companyTooltip } from './planCounts.ts';
import { changeText, planRowWords, type RowIcon } from './planRow.ts';
import type { PlanSession } from './planSession.ts';
import type { PlanNode, PlanTree } from './planTree.ts';
import { namesIn, valueText, type KnownNames } from './valueText.ts';

type Session = Pick<PlanSession, 'planned' | 'rows' | 'templates'>;

/** With so many goals or fewer each is shown open. */
const mostGoals = 20;

/** Draws the rows of the list. */
export class PlanItems implements vscode.TreeDataProvider<PlanNode> {
  readonly #session: Session;
  readonly #store: Pick<GoalStore, 'company' | 'owners'>;
  readonly #tree: PlanTree;
  readonly onDidChangeTreeData: vscode.Event<undefined>;
  #names: KnownNames;
  #leftOut: ReadonlySet<string> = new Set();
  /** Rows that were drawn with nothing below them: VS Code leaves them closed when there is something. */
  readonly #closed = new Set<string>();

  constructor(
    session: Session,
    store: Pick<GoalStore, 'company' | 'owners'>,
    tree: PlanTree,
    onDidChangeTreeData: vscode.Event<undefined>,
  ) {
    this.#session = session;
    this.#store = store;
    this.#tree = tree;
    this.#names = namesIn(store, []);
    this.onDidChangeTreeData = onDidChangeTreeData;
  }

  getChildren(parent?: PlanNode): PlanNode[] {
    if (parent === undefined) this.#begin();
    return this.#tree.children(parent, (id) => this.#companyName(id));
  }

  #begin(): void {
    const { planned } = this.#session;
    if (planned?.plan.id !== this.#tree.planId) this.#closed.clear();
    this.#tree.show(this.#session.rows(), planned?.plan.id);
    this.#names = namesIn(this.#store, this.#session.templates);
    this.#leftOut = new Set(planned?.plan.leftOut);
  }

  getParent(node: PlanNode): PlanNode | undefined {
    return this.#tree.parent(node);
  }

  getTreeItem(node: PlanNode): vscode.TreeItem {
    const item = this.#item(node);
    item.id = this.#tree.idOf(node);
    return item;
  }

  /** What is counted for it is counted when it is asked for: most companies are never pointed at. */
  resolveTreeItem(item: vscode.TreeItem, node: PlanNode): vscode.TreeItem {
    const { planned } = this.#session;
    if (node.kind !== 'company' || planned === undefined) return item;
    item.tooltip = companyTooltip(this.#companyLabel(node.companyId), planned, this.#tree.rowsOf(node.companyId));
    return item;
  }

  #item(node: PlanNode): vscode.TreeItem {
    if (node.kind === 'company') return this.#companyItem(node);
    const row = this.#tree.row(node.key);
    if (row === undefined) return new vscode.TreeItem('');
    if (node.kind === 'row') return this.#rowItem(node, row);
    if (node.kind === 'field') return this.#fieldItem(node, row);
    const metric = row.state.kind === 'create' ? row.state.metrics[node.at] : undefined;
    const item = new vscode.TreeItem(plainLabel(metric?.Name ?? ''));
    item.description = l10n.t('new metric');
    return item;
  }

  #companyItem(node: PlanNode & { readonly kind: 'company' }): vscode.TreeItem {
    const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
    const rows = this.#tree.rowsOf(node.companyId);
    const label = this.#companyLabel(node.companyId);
    const item = new vscode.TreeItem(label, this.#tree.isOpen(node.companyId) ? Expanded : Collapsed);
    item.description = companyText(rows);
    item.contextValue = 'plannedCompany';
    this.#check(item, node, label, item.description);
    return item;
  }

  #rowItem(node: PlanNode & { readonly kind: 'row' }, row: PlanRow): vscode.TreeItem {
    const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
    const words = planRowWords(row, this.#stateOf(row), this.#leftOut, this.#names);
    const hasParts = this.#tree.hasParts(node.key);
    if (!hasParts) this.#closed.add(node.key);
    const isExpanded = this.#tree.size <= mostGoals && this.#isOpenPlan && !this.#closed.has(node.key);
    const item = new vscode.TreeItem(words.label, hasParts ? (isExpanded ? Expanded : Collapsed) : None);
    // What stands below it already is not said twice.
    item.description = row.state.kind === 'update' && isExpanded ? '' : words.description;
    item.tooltip = words.tooltip;
    item.iconPath = icons[words.icon];
    item.contextValue = row.state.kind === 'open' && this.#isOpenPlan ? 'plannedOpen' : 'planned';
    item.command = { command: 'customerGoals.openPlanned', title: l10n.t('Open Goal'), arguments: [node] };
    this.#check(item, node, words.label, words.description);
    return item;
  }

  #fieldItem(node: PlanNode & { readonly kind: 'field' }, row: PlanRow): vscode.TreeItem {
    const label = goalFieldLabel(node.field);
    const item = new vscode.TreeItem(label);
    const change = changeIn(row, node.field);
    const isNew = row.state.kind === 'create';
    item.description = isNew ? valueText(node.field, change.after, this.#names) : changeText(change, this.#names);
    item.tooltip = l10n.t('{0}: {1}', label, item.description);
    item.contextValue = 'plannedField';
    if (node.field === 'Description') {
      const title = l10n.t('Compare Descriptions');
      item.command = { command: 'customerGoals.openPlanned', title, arguments: [node] };
    }
    this.#check(item, node, label, item.description);
    return item;
  }

  /** The state of a box is not in what a screen reader hears of a row: it is said with the rest. */
  #check(item: vscode.TreeItem, node: PlanNode, label: string, description: string): void {
    const part = this.#tree.part(node);
    const canCheck =
      this.#isOpenPlan &&
      part !== undefined &&
      (part.kind === 'company' ? part.rows.some(canLeaveOut) : canLeaveOut(part.row));
    if (!canCheck || part === undefined) {
      item.accessibilityInformation = { label: [label, description].filter(Boolean).join(', ') };
      return;
    }
    const isChecked = isIn(part, this.#leftOut);
    const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
    const spoken = isChecked ? l10n.t('included') : l10n.t('not included');
    item.checkboxState = {
      state: isChecked ? Checked : Unchecked,
      tooltip: isChecked ? l10n.t('Included. Clear to leave it out.') : l10n.t('Not included. Select to include it.'),
      accessibilityInformation: { label: [label, spoken].join(', ') },
    };
    item.accessibilityInformation = { label: [label, spoken, description].filter(Boolean).join(', ') };
  }

  get #isOpenPlan(): boolean {
    return this.#session.planned?.steps === undefined;
  }

  #stateOf({ key, state }: PlanRow): StepState | undefined {
    const { steps, states } = this.#session.planned ?? {};
    if (steps === undefined || !['update', 'create', 'addMetric'].includes(state.kind)) return undefined;
    return states?.get(key) ?? { kind: 'waiting' };
  }

  #companyLabel(companyId: string): string {
    return plainLabel(this.#companyName(companyId)) || plainLabel(companyId);
  }

  #companyName(companyId: string): string {
    if (companyId === '') return l10n.t('Company not known');
    return this.#store.company(companyId)?.name ?? companyId;
  }
}

/** What a row changes in a field. */
export const changeIn = ({ state }: PlanRow, field: FieldChange['field']): FieldChange => {
  const change = state.kind === 'update' ? state.changes.find((each) => each.field === field) : undefined;
  return change ?? { field, before: '', after: state.kind === 'create' ? state.fields[field] : '' };
};

const warning = new vscode.ThemeColor('list.warningForeground');
const error = new vscode.ThemeColor('list.errorForeground');

const icons: Readonly<Record<RowIcon, vscode.ThemeIcon>> = {
  change: new vscode.ThemeIcon('edit'),
  new: new vscode.ThemeIcon('add'),
  same: new vscode.ThemeIcon('dash'),
  refused: new vscode.ThemeIcon('error', error),
  open: new vscode.ThemeIcon('question', warning),
  waiting: new vscode.ThemeIcon('circle-outline'),
  sending: new vscode.ThemeIcon('sync'),
  done: new vscode.ThemeIcon('pass'),
  failed: new vscode.ThemeIcon('error', error),
  conflict: new vscode.ThemeIcon('warning', warning),
};

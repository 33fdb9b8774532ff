import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import { explain, explainInOne } from '../explain.ts';
import type { DueMark } from './dueMark.ts';
import type { Row, RowIcon } from './goalRow.ts';
import { markUri } from './markDecorations.ts';

export const rowIcons: Readonly<Record<RowIcon, vscode.ThemeIcon>> = {
  company: new vscode.ThemeIcon('organization'),
  companyOverdue: new vscode.ThemeIcon('organization', new vscode.ThemeColor('list.warningForeground')),
  notStarted: new vscode.ThemeIcon('circle-large-outline'),
  inProgress: new vscode.ThemeIcon('color-mode', new vscode.ThemeColor('charts.blue')),
  achieved: new vscode.ThemeIcon('pass', new vscode.ThemeColor('testing.iconPassed')),
  missed: new vscode.ThemeIcon('circle-slash', new vscode.ThemeColor('testing.iconFailed')),
  overdue: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  otherStatus: new vscode.ThemeIcon('question'),
  metric: new vscode.ThemeIcon('graph'),
  owner: new vscode.ThemeIcon('account'),
  template: new vscode.ThemeIcon('notebook-template'),
  month: new vscode.ThemeIcon('calendar'),
};

const { None } = vscode.TreeItemCollapsibleState;

export const rowItem = (
  { label, description, icon, spoken }: Row,
  context: string,
  {
    state = None,
    mark,
  }: { readonly state?: vscode.TreeItemCollapsibleState; readonly mark?: DueMark | undefined } = {},
): vscode.TreeItem => {
  const item = new vscode.TreeItem(label, state);
  item.description = description;
  item.iconPath = rowIcons[icon];
  item.contextValue = context;
  item.accessibilityInformation = { label: spoken };
  if (mark !== undefined) item.resourceUri = markUri(mark);
  return item;
};

export const noMetricItem = (): vscode.TreeItem => {
  const item = new vscode.TreeItem(l10n.t('No metrics yet'));
  item.description = l10n.t('Add Metric…');
  item.accessibilityInformation = { label: l10n.t('No metrics yet. Press Enter to add one.') };
  return item;
};

/** What a press on the row of a failed load does. */
export type Remedy = 'loadRest' | 'tryAgain';

export const failureItem = (error: unknown, remedy: Remedy): vscode.TreeItem => {
  const all = explainInOne(error);
  const item = new vscode.TreeItem(explain(error).sentence);
  item.description = remedy === 'loadRest' ? l10n.t('Load the rest') : l10n.t('Try again');
  item.tooltip = all;
  item.iconPath = isCancelled(error)
    ? new vscode.ThemeIcon('info')
    : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  const label =
    remedy === 'loadRest'
      ? l10n.t('{0} Press Enter to load the rest.', all)
      : l10n.t('{0} Press Enter to try again.', all);
  item.accessibilityInformation = { label };
  return item;
};

const isCancelled = (error: unknown): boolean => error instanceof ApiError && error.kind === 'aborted';

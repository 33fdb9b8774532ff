import * as vscode from 'vscode';
import { ApiError } from '../api/errors.ts';
import { explain } from '../explain.ts';
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
  const item = new vscode.TreeItem('No metrics yet');
  item.description = 'Add Metric…';
  return item;
};

export const failureItem = (error: unknown, remedy: string): vscode.TreeItem => {
  const { sentence, advice } = explain(error);
  const item = new vscode.TreeItem(sentence);
  item.description = remedy;
  item.tooltip = `${sentence} ${advice}`.trim();
  item.iconPath = isCancelled(error)
    ? new vscode.ThemeIcon('info')
    : new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
  item.contextValue = 'failure';
  item.accessibilityInformation = { label: `${sentence} ${advice} Press Enter: ${remedy}.` };
  return item;
};

const isCancelled = (error: unknown): boolean => error instanceof ApiError && error.kind === 'aborted';

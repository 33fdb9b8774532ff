import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../model/plainLabel.ts';
import { phrase } from '../words/phrase.ts';
import type { Row } from './goalRow.ts';
import { drawnAtATime, type Left } from './shownNodes.ts';

/** The rows around the goals: what filters them, and what is not drawn or not found. */
const itemOf = (label: string, description: string, icon: string, spoken: string): vscode.TreeItem => {
  const item = new vscode.TreeItem(label);
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: spoken };
  return item;
};

export const filterItem = ({ label, description, spoken }: Pick<Row, 'label' | 'description' | 'spoken'>) => {
  const item = itemOf(label, description, 'filter-filled', spoken);
  item.contextValue = 'filter';
  item.tooltip = `${label}\n${description}`;
  return item;
};

export const moreItem = ({ of, rows }: Left): vscode.TreeItem => {
  const label = phrase(l10n.t('{0, plural, one {Show # More} other {Show # More}}'), Math.min(drawnAtATime, rows));
  const description = leftText(of, rows);
  return itemOf(label, description, 'ellipsis', `${label}, ${description}`);
};

const leftText = (of: Left['of'], rows: number): string => {
  switch (of) {
    case 'goals':
      return phrase(l10n.t('{0, plural, one {# goal not shown} other {# goals not shown}}'), rows);
    case 'companies':
      return phrase(l10n.t('{0, plural, one {# company not shown} other {# companies not shown}}'), rows);
    case 'groups':
      return phrase(l10n.t('{0, plural, one {# group not shown} other {# groups not shown}}'), rows);
  }
};

export const noMatchItem = (isLoosened: boolean): vscode.TreeItem => {
  const label = l10n.t('No goals match the filter');
  const item = itemOf(label, '', 'circle-slash', label);
  if (isLoosened) item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
  return item;
};

/** @param goals how many there are without the term */
export const looserItem = (term: string, goals: number): vscode.TreeItem => {
  // In a term that was completed stands a tenant's text.
  const label = phrase(l10n.t('Remove {0}'), plainLabel(term));
  const description = phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals);
  return itemOf(label, description, 'filter', `${label}, ${description}`);
};

/** @param isForMe whether it is the person of whom too little is known */
export const unknownItem = (goals: number, isForMe: boolean): vscode.TreeItem => {
  if (isForMe) {
    const label = l10n.t('Choose who you are to see your goals');
    return itemOf(label, '', 'account', label);
  }
  const label = phrase(l10n.t('{0, plural, one {# more goal may match} other {# more goals may match}}'), goals);
  const description = l10n.t('not known yet');
  const item = itemOf(label, description, 'question', `${label}, ${description}`);
  item.tooltip = l10n.t('The filter asks for something that has not been read for these goals, such as their metrics.');
  return item;
};

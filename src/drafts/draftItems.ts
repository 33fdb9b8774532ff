import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListedDraft } from '../editing/draft.ts';
import { phrase } from '../words/phrase.ts';
import { isOfNewGoal } from './draftAddress.ts';
import { draftRow, type DraftSurroundings } from './draftRow.ts';
import { drawnAtATime, type MoreDrafts } from './drawnDrafts.ts';

export const draftItem = (listed: ListedDraft, surroundings: DraftSurroundings): vscode.TreeItem => {
  const { label, description, tooltip, spoken } = draftRow(listed, surroundings);
  const item = new vscode.TreeItem(label);
  item.id = `${listed.tenant}/${listed.id}`;
  item.description = description;
  item.tooltip = tooltip;
  item.iconPath = iconOf(listed, surroundings.failure);
  item.contextValue = listed.tenant === surroundings.tenant ? 'draft' : 'draftOfOtherTenant';
  item.accessibilityInformation = { label: spoken };
  item.command = { command: 'customerGoals.openDraft', title: l10n.t('Open Draft'), arguments: [listed] };
  return item;
};

/** Of the row that stands for the drafts without one. */
export const moreItem = ({ left }: MoreDrafts): vscode.TreeItem => {
  const label = phrase(
    l10n.t('{0, plural, one {Show # More Draft} other {Show # More Drafts}}'),
    Math.min(drawnAtATime, left),
  );
  const item = new vscode.TreeItem(label);
  item.id = 'more';
  item.description = phrase(l10n.t('{0, plural, one {# draft not shown} other {# drafts not shown}}'), left);
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.accessibilityInformation = { label: `${label}, ${item.description}` };
  item.command = { command: 'customerGoals.showMoreDrafts', title: l10n.t('Show More Drafts') };
  return item;
};

const iconOf = (listed: ListedDraft, failure: string | undefined): vscode.ThemeIcon =>
  failure === undefined
    ? new vscode.ThemeIcon(isOfNewGoal(listed) ? 'new-file' : 'edit')
    : new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

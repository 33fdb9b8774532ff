import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { groupings, type Grouping } from '../model/query/groups.ts';
import { sortKeys, type Arrangement, type SortKey } from '../model/query/listing.ts';

/** Lets a person choose what goals are grouped by; undefined when they leave. */
export const pickGrouping = async (
  { group }: Arrangement,
  token: vscode.CancellationToken,
): Promise<Grouping | undefined> => {
  const items = groupings.map((each) => ({ ...marked(groupingName(each), each === group), grouping: each }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Group Goals By') }, token);
  return picked?.grouping;
};

/** Lets a person choose the order of goals; undefined when they leave. */
export const pickOrder = async (
  now: Arrangement,
  token: vscode.CancellationToken,
): Promise<Pick<Arrangement, 'sort' | 'isDown'> | undefined> => {
  const items = sortKeys.flatMap((sort) =>
    [false, true].map((isDown) => ({
      ...marked(orderName(sort, isDown), sort === now.sort && isDown === now.isDown),
      order: { sort, isDown },
    })),
  );
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Sort Goals By') }, token);
  return picked?.order;
};

const marked = (label: string, isCurrent: boolean): vscode.QuickPickItem =>
  isCurrent ? { label, description: l10n.t('current'), picked: true } : { label };

const groupingName = (grouping: Grouping): string => {
  switch (grouping) {
    case 'company':
      return l10n.t('Company');
    case 'status':
      return l10n.t('Status');
    case 'owner':
      return l10n.t('Owner');
    case 'template':
      return l10n.t('Template');
    case 'due':
      return l10n.t('Due month');
    case 'none':
      return l10n.t('No groups');
  }
};

const orderName = (sort: SortKey, isDown: boolean): string => {
  switch (sort) {
    case 'name':
      return isDown ? l10n.t('Name, Z to A') : l10n.t('Name, A to Z');
    case 'due':
      return isDown ? l10n.t('Target date, latest first') : l10n.t('Target date, earliest first');
    case 'progress':
      return isDown ? l10n.t('Progress, highest first') : l10n.t('Progress, lowest first');
    case 'changed':
      return isDown ? l10n.t('Last change, newest first') : l10n.t('Last change, oldest first');
    case 'status':
      return isDown ? l10n.t('Status, closed first') : l10n.t('Status, not started first');
  }
};

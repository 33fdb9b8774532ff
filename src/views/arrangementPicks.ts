import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { groupings, type Grouping, sortKeys, type Arrangement } from '../model/query/arrangement.ts';
import { groupingText, orderText } from './arrangementText.ts';

/** Lets a person choose what goals are grouped by; undefined when they leave. */
export const pickGrouping = async (
  { group }: Arrangement,
  token: vscode.CancellationToken,
): Promise<Grouping | undefined> => {
  const items = groupings.map((each) => ({ ...marked(groupingText(each).name, each === group), grouping: each }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Group Goals By') }, token);
  return picked?.grouping;
};

/** Lets a person choose the order of goals; undefined when they leave. */
export const pickOrder = async (
  now: Arrangement,
  token: vscode.CancellationToken,
): Promise<Pick<Arrangement, 'sort' | 'isDown'> | undefined> => {
  const orders = sortKeys.flatMap((sort) => [false, true].map((isDown) => ({ sort, isDown })));
  const items = orders.map((order) => ({
    ...marked(orderText(order).name, order.sort === now.sort && order.isDown === now.isDown),
    order,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: l10n.t('Sort Goals By') }, token);
  return picked?.order;
};

const marked = (label: string, isCurrent: boolean): vscode.QuickPickItem =>
  isCurrent ? { label, description: l10n.t('current'), picked: true } : { label };

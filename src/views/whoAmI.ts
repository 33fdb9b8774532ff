import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Owner } from '../model/goalIndex.ts';
import { plainLabel } from '../model/plainLabel.ts';

/**
 * Asks a person which of the owners they are: the access key belongs to nobody. Resolves to their ids, undefined when they leave.
 * @param goalsOf how many goals an owner has
 */
export const askWhoIAm = async (
  owners: readonly Owner[],
  me: readonly string[],
  goalsOf: (ownerId: string) => string,
): Promise<readonly string[] | undefined> => {
  if (owners.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('No goal of this tenant has an owner yet.'));
    return undefined;
  }
  const items = owners.map(({ id, name }) => ({
    label: plainLabel(name),
    description: goalsOf(id),
    picked: me.includes(id),
    id,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: l10n.t('Who Are You?'),
    placeHolder: l10n.t('Select yourself or your team for “@me”'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return picked?.map(({ id }) => id);
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Owner } from '../model/goalIndex.ts';
import { plainLabel } from '../model/plainLabel.ts';

type WhoAmI = {
  readonly owners: readonly Owner[];
  /** Whether not all goals are known yet. */
  readonly isLoading: boolean;
  /** Ids of the owners that they said they are. */
  readonly me: readonly string[];
  /** How many goals an owner has. */
  readonly goalsOf: (ownerId: string) => string;
};

/**
 * Asks a person which of the owners they are: the access key belongs to nobody. Resolves to their ids, undefined when they leave
 * or the token is cancelled.
 */
export const askWhoIAm = async (
  { owners, isLoading, me, goalsOf }: WhoAmI,
  token: vscode.CancellationToken,
): Promise<readonly string[] | undefined> => {
  if (owners.length === 0) {
    void vscode.window.showInformationMessage(
      isLoading
        ? l10n.t('The goals are not loaded yet. Try again when they are.')
        : l10n.t('No goal of this tenant has an owner yet.'),
    );
    return undefined;
  }
  const items = owners.map(({ id, name }) => ({
    label: plainLabel(name),
    description: goalsOf(id),
    picked: me.includes(id),
    id,
  }));
  const options = {
    title: l10n.t('Who Are You?'),
    placeHolder: l10n.t('Select yourself or your team for “@me”'),
    canPickMany: true,
    ignoreFocusOut: true,
  } as const;
  const picked = await vscode.window.showQuickPick(items, options, token);
  return picked?.map(({ id }) => id);
};

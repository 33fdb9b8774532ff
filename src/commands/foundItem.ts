import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { plainLabel } from '../model/plainLabel.ts';

/** Nobody reads on further than that; typing on is shorter. */
export const mostShown = 200;

/** A row of a list of goals that were found. */
export type FoundItem = vscode.QuickPickItem & { readonly goal?: Goal };

type FoundDetails = {
  readonly company: string;
  readonly appearance: { readonly icon: vscode.ThemeIcon; readonly description: string };
  readonly buttons: readonly vscode.QuickInputButton[];
  /** Whether its description has the words, and no name. */
  readonly isDescribed: boolean;
};

export const goalItem = (goal: Goal, { company, appearance, buttons, isDescribed }: FoundDetails): FoundItem => ({
  label: plainLabel(goal.Name),
  description: [
    plainLabel(company),
    appearance.description,
    plainLabel(goal.OwnerName ?? ''),
    isDescribed ? l10n.t('in its description') : '',
  ]
    .filter((part) => part !== '')
    .join(' · '),
  iconPath: appearance.icon,
  alwaysShow: true,
  buttons,
  goal,
});

export const describedBelow = (): FoundItem => ({
  kind: vscode.QuickPickItemKind.Separator,
  label: l10n.t('Found in the description'),
});

/** Says by which words, above what they found; it cannot be chosen. */
export const correctedItem = (words: string): FoundItem => ({
  kind: vscode.QuickPickItemKind.Separator,
  label: l10n.t('Results for “{0}”', plainLabel(words)),
});

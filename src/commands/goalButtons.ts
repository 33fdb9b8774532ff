import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';

/** What the buttons of a goal that was found do, beside showing it in the side bar. */
export type GoalActions = {
  edit(goal: Goal): Promise<void>;
  copyLink(goal: Goal): Promise<void>;
  toggleWatch(kind: 'goals', goalId: string): Promise<void>;
  isWatched(goalId: string): boolean;
};

export type GoalButton = vscode.QuickInputButton & { readonly does: 'edit' | 'toggleWatch' | 'copyLink' | 'reveal' };

export const goalButtons = (isWatched: boolean): readonly GoalButton[] => [
  { does: 'edit', iconPath: new vscode.ThemeIcon('edit'), tooltip: l10n.t('Edit Goal') },
  {
    does: 'toggleWatch',
    iconPath: new vscode.ThemeIcon(isWatched ? 'star-full' : 'star-empty'),
    tooltip: isWatched ? l10n.t('Stop Watching') : l10n.t('Watch'),
  },
  { does: 'copyLink', iconPath: new vscode.ThemeIcon('link'), tooltip: l10n.t('Copy Link') },
  { does: 'reveal', iconPath: new vscode.ThemeIcon('list-tree'), tooltip: l10n.t('Show in the Side Bar') },
];

export const isGoalButton = (button: vscode.QuickInputButton): button is GoalButton => 'does' in button;

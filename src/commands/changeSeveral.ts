import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal, GoalStatus } from '../api/schema.ts';
import { titleFor } from '../quickActions/goalPickers.ts';
import { PickedGoals } from '../quickActions/pickedGoals.ts';
import { statusText } from '../words/statusText.ts';

type Action =
  | 'setStatusNotStarted'
  | 'setStatusInProgress'
  | 'setStatusAchieved'
  | 'setStatusMissed'
  | 'setTargetDate'
  | 'setOwner'
  | 'setTemplate'
  | 'moveGoal'
  | 'cloneGoals'
  | 'exportGoals'
  | 'editAsText';

/** As a row's menu runs them. */
export type SeveralActions = Readonly<Record<Action, (row?: unknown) => Promise<unknown>>>;

type Item = vscode.QuickPickItem & { readonly does: Action };

/** Lets a person choose what is done to goals that they picked, of what the menu of a row has for several. */
export const changeSeveral = async (
  goals: readonly Goal[],
  actions: SeveralActions,
  check: () => void,
): Promise<void> => {
  if (goals.length === 0) {
    void vscode.window.showInformationMessage(l10n.t('The goals that were found are no longer available.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(items(), {
    title: titleFor(l10n.t('Change'), goals),
    placeHolder: l10n.t('Select an action'),
  });
  if (chosen === undefined) return;
  check();
  await actions[chosen.does](new PickedGoals(goals));
};

const items = (): readonly Item[] => [
  status('setStatusNotStarted', 'Not Started'),
  status('setStatusInProgress', 'In Progress'),
  status('setStatusAchieved', 'Achieved'),
  status('setStatusMissed', 'Missed'),
  item('setTargetDate', l10n.t('Set Target Date…'), 'calendar'),
  item('setOwner', l10n.t('Set Owner…'), 'person'),
  item('setTemplate', l10n.t('Set Template…'), 'note'),
  item('moveGoal', l10n.t('Move to Company…'), 'arrow-right'),
  item('cloneGoals', l10n.t('Clone to Companies…'), 'copy'),
  item('editAsText', l10n.t('Edit as Text'), 'edit'),
  item('exportGoals', l10n.t('Export Goals…'), 'export'),
];

const status = (does: Action, of: GoalStatus): Item =>
  item(does, l10n.t('Set Status to {0}', statusText(of)), 'circle-large-outline');

const item = (does: Action, label: string, icon: string): Item => ({
  does,
  label,
  iconPath: new vscode.ThemeIcon(icon),
});

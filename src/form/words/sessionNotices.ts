import * as l10n from '@vscode/l10n';
import type { GoalSession } from '../../editing/goalSession.ts';
import { explainInOne } from '../../explain.ts';
import type { Notice } from '../protocol.ts';

/** Of a draft that another window typed into, ended or saved. */
export const changedElsewhereNotice = ({ draft: { changedElsewhere, isOnDisk } }: GoalSession): Notice => {
  if (changedElsewhere === 'typed')
    return {
      kind: 'failure',
      isCalm: true,
      sentence: l10n.t('Another window also has a draft of this goal.'),
      advice: l10n.t('What you type here is kept as a separate draft. Both are listed in the Drafts view.'),
      action: 'keepBoth',
    };
  return {
    kind: 'failure',
    sentence: l10n.t('Another window discarded or saved this draft.'),
    advice: isOnDisk
      ? l10n.t('You have made changes since then, so this form is kept as a draft again.')
      : l10n.t('Your changes are still here. Keep them as a draft again, or discard them here too.'),
    action: 'keep',
  };
};

/** Of a goal, or its description, that could not be loaded; undefined where that did not fail. */
export const unloadedNotice = ({ goal, goalResource: { state } }: GoalSession): Notice | undefined =>
  state.kind === 'failed'
    ? {
        kind: 'failure',
        sentence:
          goal === undefined
            ? l10n.t('The goal could not be loaded.')
            : l10n.t('The goal and its description could not be reloaded.'),
        advice: explainInOne(state.error),
        action: 'loadGoal',
      }
    : undefined;

/** Of a new goal that was being sent when VS Code ended. */
export const interruptedNotice = (): Notice => ({
  kind: 'failure',
  sentence: l10n.t('VS Code closed while this goal was being created, so it may already exist.'),
  advice: l10n.t('Check the company’s goals before you create this goal again.'),
  action: 'openExisting',
});

export const offlineNotice = ({ isDirty }: GoalSession, where: string): Notice => ({
  kind: 'failure',
  isCalm: true,
  sentence: l10n.t('This goal belongs to {0}, which is not connected.', where),
  advice: isDirty ? l10n.t('Your draft is saved on this computer.') : '',
  action: 'connect',
});

import * as l10n from '@vscode/l10n';
import type { StepName } from '../../editing/goalEdits.ts';
import { isGoalField, type GoalField } from '../../model/goalFields.ts';
import { goalFieldLabel } from '../../words/fieldLabels.ts';

/** The name of an entry of VS Code's undo stack. */
export const stepText = (what: StepName): string =>
  isGoalField(what) ? l10n.t('Edit {0}', goalFieldLabel(what)) : ofGoal[what]();

const ofGoal: Readonly<Record<Exclude<StepName, GoalField>, () => string>> = {
  editGoal: () => l10n.t('Edit Goal'),
  restoreDraft: () => l10n.t('Restore Draft'),
  discardDraft: () => l10n.t('Discard Draft'),
  putBack: () => l10n.t('Restore a Colleague’s Change'),
  takeTheirs: () => l10n.t('Use the Version in Gainsight'),
};

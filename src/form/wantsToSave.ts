import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../model/plainLabel.ts';
import { goalTitle } from './words/goalTitle.ts';
import type { GoalSession } from '../editing/goalSession.ts';

/** Asks a person whose form is closed, and who may not have seen that something in it is not saved. Nothing is lost by no answer. */
export const wantsToSave = async (session: GoalSession): Promise<boolean> => {
  const save = answerFor(session);
  const name = plainLabel(goalTitle(session));
  const message = l10n.t(
    '“{0}” has changes that are not saved to Gainsight. They are kept as a draft on this computer.',
    name,
  );
  return (await vscode.window.showWarningMessage(message, save, l10n.t('Keep Draft'))) === save;
};

/** A new metric is added by the form's own button. */
const answerFor = ({ goalId, isSent }: GoalSession): string => {
  if (goalId === undefined) return l10n.t('Create Goal');
  return isSent ? l10n.t('Open Goal') : l10n.t('Save');
};

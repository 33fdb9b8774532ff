import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ListedDraft } from '../editing/draft.ts';
import { phrase } from '../words/phrase.ts';
import { draftName } from './draftRow.ts';

/** Whether the person agrees that the draft is discarded. */
export const isToGo = (listed: ListedDraft): Promise<boolean> =>
  isAgreed(l10n.t('Discard the draft of “{0}”?', draftName(listed)), l10n.t('Discard Draft'));

export const areToGo = (count: number): Promise<boolean> =>
  isAgreed(
    phrase(l10n.t('{0, plural, one {Discard # draft?} other {Discard # drafts?}}'), count),
    l10n.t('Discard All Drafts'),
  );

const isAgreed = async (question: string, yes: string): Promise<boolean> => {
  const detail = l10n.t('These changes have not been saved to Gainsight and will be removed from this computer.');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
};

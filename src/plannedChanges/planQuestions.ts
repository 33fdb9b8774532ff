import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainLabel } from '../model/plainLabel.ts';
import type { PlanRow, Step } from '../plan/plan.ts';
import { phrase } from '../words/phrase.ts';
import type { CreateStep } from './freshList.ts';
import { countsText } from './planCounts.ts';
import type { Planned } from './planned.ts';

/** Asks once before anything is sent. */
export const isAgreed = async (
  planned: Planned,
  rows: readonly PlanRow[],
  steps: readonly Step[],
): Promise<boolean> => {
  const question = phrase(
    l10n.t('{0, plural, one {Save # change to Gainsight?} other {Save # changes to Gainsight?}}'),
    steps.length,
  );
  const canUndo = steps.every(({ kind }) => kind === 'update');
  const undo = canUndo
    ? l10n.t('You can undo this.')
    : l10n.t('Updates can be undone. New goals and metrics cannot be removed here.');
  const yes = l10n.t('Apply');
  const isOpen = rows.some(({ state }) => state.kind === 'open');
  const left = isOpen ? [l10n.t('Changes that you still have to decide on are not applied.')] : [];
  const detail = [countsText(planned, rows), undo, ...left].join('\n');
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, yes)) === yes;
};

/**
 * Asks before a plan is thrown away.
 * @param isUnsent whether nothing of it was ever sent
 * @param unsettled how many of its steps have something left to do
 * @param held how many texts of colleagues are kept in it alone
 */
export const isAgreedToDiscard = async (isUnsent: boolean, unsettled: number, held: number): Promise<boolean> => {
  const unsaved = isUnsent
    ? l10n.t('None of them has been saved to Gainsight.')
    : phrase(
        l10n.t('{0, plural, one {# change has not been saved.} other {# changes have not been saved.}}'),
        unsettled,
      );
  const detail = [...(isUnsent || unsettled > 0 ? [unsaved] : []), ...heldWords(held)].join('\n');
  const yes = l10n.t('Discard');
  const question = l10n.t('Discard the planned changes?');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
};

/** What is lost with a plan that holds texts of colleagues. */
export const heldWords = (held: number): readonly string[] =>
  held === 0
    ? []
    : [
        phrase(
          l10n.t(
            '{0, plural, one {A colleague’s text that was overwritten is kept only in this list. To restore it, cancel and open its row.} other {# texts of colleagues that were overwritten are kept only in this list. To restore them, cancel and open their rows.}}',
          ),
          held,
        ),
      ];

const mostNamed = 10;

/** @returns undefined where the person leaves */
export const askWhetherThere = async (found: readonly CreateStep[]): Promise<'create' | 'skip' | undefined> => {
  const question = phrase(
    l10n.t('{0, plural, one {# planned goal may already exist.} other {# planned goals may already exist.}}'),
    found.length,
  );
  const names = found.slice(0, mostNamed).map(({ fields }) => plainLabel(fields.Name));
  const detail = [
    l10n.t('Since the changes were planned, goals with the same name were added to the same company.'),
    ...names,
    ...(found.length > mostNamed ? ['…'] : []),
  ].join('\n');
  const [skip, create] = [l10n.t('Skip'), l10n.t('Create Anyway')];
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, skip, create);
  if (chosen === undefined) return undefined;
  return chosen === skip ? 'skip' : 'create';
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Applied } from '../plan/applyPlan.ts';
import type { ApplyProgress } from '../plan/ledger.ts';
import { signalOf } from '../signalOf.ts';
import { Pace } from './planOutcome.ts';
import type { PlanSession } from './planSession.ts';
import type { Agreed } from './sendPlan.ts';

/** Sends what was agreed to, shows how far it is, and can be cancelled. @param ended aborted when another tenant is connected */
export const applyWithProgress = async (
  session: Pick<PlanSession, 'apply'>,
  agreed: Agreed,
  ended: AbortSignal,
): Promise<Applied | undefined> => {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Applying planned changes'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const pace = new Pace(() => performance.now());
    let shown = 0;
    const onProgress = (now: ApplyProgress): void => {
      const percent = (100 * now.settled) / Math.max(1, now.total);
      progress.report({ message: pace.text(now), increment: percent - shown });
      shown = percent;
    };
    return session.apply(agreed, onProgress, AbortSignal.any([signalOf(token), ended]));
  });
};

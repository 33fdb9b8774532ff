import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { refreshList, unsentCreates } from './freshList.ts';
import { madeMeanwhile, thereEntries } from './madeMeanwhile.ts';
import { askWhetherThere } from './planQuestions.ts';
import type { PlanSession } from './planSession.ts';
import type { Planned } from './planned.ts';
import type { Agreed } from './sendPlan.ts';

/** Before goals are made, it is looked whether somebody else has made them: those are a question then. @throws NotConnected */
export const whatToApply = async (
  { plan, states }: Planned,
  session: PlanSession,
  { store, viewId }: { readonly store: GoalStore; readonly viewId: string },
): Promise<Agreed | 'stopped' | undefined> => {
  const agreed = session.toApply();
  if (agreed === undefined || unsentCreates(agreed, states).length === 0) return agreed;
  // It may be discarded, or another planned, while this waits.
  const isGone = (): boolean => {
    if (session.tenant !== plan.tenant) throw new NotConnected();
    return session.planned?.plan.id !== plan.id;
  };
  const isFresh = await vscode.window.withProgress({ location: { viewId } }, () => refreshList(store));
  if (isGone()) return 'stopped';
  if (isFresh) {
    const fresh = session.toApply();
    const found = fresh?.isBegun === true ? madeMeanwhile(fresh, { states }, store) : [];
    if (fresh === undefined || found.length === 0) return fresh;
    const chosen = await askWhetherThere(found);
    if (chosen === undefined || isGone()) return 'stopped';
    return chosen === 'skip' ? { ...fresh, there: thereEntries(fresh, found) } : fresh;
  }
  const text = l10n.t('Nothing was saved. The goals could not be refreshed, so the new ones may already exist.');
  void vscode.window.showWarningMessage(text);
  return 'stopped';
};

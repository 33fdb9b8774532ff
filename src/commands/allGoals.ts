import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { pause } from '../model/pause.ts';

/** Lets others work in between. */
export const allGoals = async (store: Pick<GoalStore, 'companies' | 'goalsOf'>): Promise<readonly Goal[]> => {
  const goals: Goal[] = [];
  for (const [at, { Gsid }] of store.companies().entries()) {
    for (const goal of store.goalsOf(Gsid)) goals.push(goal);
    if (at % 50 === 49) await pause();
  }
  return goals;
};

/**
 * For what is about all goals there are: whether they are listed, or a person goes on with those that are.
 * @throws NotConnected
 */
export const isForAll = async ({ state }: Pick<GoalStore, 'state'>): Promise<boolean> => {
  if (state.kind === 'disconnected') throw new NotConnected();
  if (state.kind === 'loaded') return true;
  const yes = l10n.t('Continue Without Them');
  const detail = l10n.t('Not all goals are loaded and up to date. Wait or refresh, then try again.');
  const question = l10n.t('Some goals may be missing.');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
};

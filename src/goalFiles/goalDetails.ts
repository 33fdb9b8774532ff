import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { ExportedGoal } from '../csv/goalsCsv.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { signalOf } from '../signalOf.ts';
import { phrase } from '../words/phrase.ts';

/** What the list of goals does not have. */
export type Details = { readonly descriptions: boolean; readonly metrics: boolean };

type Item = vscode.QuickPickItem & { readonly part: keyof Details };

/** @returns undefined where the person leaves */
export const chooseDetails = async (title: string): Promise<Details | undefined> => {
  const items: readonly Item[] = [
    { label: l10n.t('Descriptions'), part: 'descriptions' },
    { label: l10n.t('Metrics'), part: 'metrics' },
  ];
  const placeHolder = l10n.t('Select what to include. Each option takes one request per goal.');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  if (picked === undefined) return undefined;
  const has = (part: keyof Details): boolean => picked.some((each) => each.part === part);
  return { descriptions: has('descriptions'), metrics: has('metrics') };
};

/** Goals that are read together. */
const atOnce = 4;

/** Reads what was asked for, goal by goal. @returns undefined where the person cancels @throws ApiError */
export const withDetails = async (
  goals: readonly Goal[],
  { descriptions, metrics }: Details,
  store: Pick<GoalStore, 'fetchGoal' | 'metrics'>,
): Promise<readonly ExportedGoal[] | undefined> => {
  if (!descriptions && !metrics) return goals;
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Reading goals'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const signal = signalOf(token);
    const read = async (goal: Goal): Promise<ExportedGoal> => {
      const whole = descriptions ? await store.fetchGoal(goal.Gsid, signal) : goal;
      return metrics ? { ...whole, metrics: await store.metrics(goal.Gsid, signal) } : whole;
    };
    const all: ExportedGoal[] = [];
    for (let at = 0; at < goals.length; at += atOnce) {
      if (signal.aborted) return undefined;
      for (const goal of await Promise.all(goals.slice(at, at + atOnce).map(read))) all.push(goal);
      const message = phrase(l10n.t('{0} of {1}'), all.length, goals.length);
      progress.report({ message, increment: (100 * atOnce) / goals.length });
    }
    return all;
  });
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Coverage, RecordedChange } from '../history/recordedChange.ts';
import { recentNotes, type RecentNotes } from '../history/recentNotes.ts';
import { WhatChanged } from '../history/whatChanged.ts';
import { NotConnected, type GoalStore } from '../model/goalStore.ts';
import { inOneTenant, type TenantNow } from '../model/inOneTenant.ts';
import { dayText } from '../words/dates.ts';
import { changesMarkdown } from './changesMarkdown.ts';
import { dayBefore, periodStart, sinceText, startOfDay, type PeriodName } from './periods.ts';

export type WhatChangedDeps = TenantNow & {
  readonly store: Pick<GoalStore, 'goal' | 'company' | 'owners' | 'companies' | 'goalsOf' | 'fetchGoal'>;
  readonly history: {
    read(since: number, take: (change: RecordedChange) => void): Promise<Coverage | undefined>;
  };
  /** When a person looked last. */
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  /** Shows Markdown in an editor. */
  readonly show: (markdown: string) => Promise<void>;
};

type Since = { readonly ms: number; readonly by: 'at' | 'seen' };
type Item = vscode.QuickPickItem & { readonly since?: Since };

/** Asks since when, and shows what changed. */
export const whatChanged = async (deps: WhatChangedDeps): Promise<void> => {
  const tenant = deps.tenant();
  if (tenant === undefined) throw new NotConnected();
  const lookedKey = `lookedAtChanges ${tenant}`;
  const lookedAt = deps.memory.get<unknown>(lookedKey);
  const read = await inOneTenant(deps, new vscode.CancellationTokenSource(), async (token) => {
    const since = await pickSince(lookedAt, new Date(), token);
    if (since === undefined || token.isCancellationRequested) return undefined;
    const at = Date.now();
    const check = (): void => {
      if (deps.tenant() !== tenant) throw new NotConnected();
    };
    return { at, markdown: await markdownSince(deps, since, check) };
  });
  if (read === undefined) return undefined;
  if (read.markdown === undefined) return offerSetting();
  await deps.show(read.markdown);
  await deps.memory.update(lookedKey, read.at);
  void offerCopy(read.markdown);
  return undefined;
};

/** Undefined where nothing is recorded. */
export const markdownSince = async (
  { store, history }: Pick<WhatChangedDeps, 'store' | 'history'>,
  { ms, by }: Since,
  check: () => void,
): Promise<string | undefined> => {
  const since = Math.floor(ms / 1000);
  const what = new WhatChanged(since, by);
  const coverage = await history.read(since, (change) => what.take(change));
  if (coverage === undefined) return undefined;
  check();
  const { notes, isPart } = await readingNotes((signal) => recentNotes(store, { since: ms, check }, signal));
  for (const [goalId, note] of notes) what.takeUpdate(goalId, note);
  const owners = new Map(store.owners().map(({ id, name }) => [id, name]));
  return changesMarkdown(
    { since, companies: what.companies(store), coverage, isPart },
    {
      owner: (id) => owners.get(id) ?? id,
      company: (id) => store.company(id)?.name ?? id,
      metric: (id) => coverage.metricNames.get(id) ?? id,
    },
  );
};

/** Who cancels sees what was read. */
const readingNotes = (read: (signal: AbortSignal) => Promise<RecentNotes>): Thenable<RecentNotes> => {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Reading the updates of goals that changed…'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_, token) => {
    const end = new AbortController();
    token.onCancellationRequested(() => end.abort());
    return read(end.signal);
  });
};

const pickSince = async (lookedAt: unknown, now: Date, token: vscode.CancellationToken): Promise<Since | undefined> => {
  const period = (label: string, name: PeriodName): Item => {
    const ms = periodStart(name, now);
    return { label, description: sinceText(ms), since: { ms, by: 'at' } };
  };
  const items: readonly Item[] = [
    ...(typeof lookedAt === 'number'
      ? [
          {
            label: l10n.t('Since I Last Looked'),
            description: sinceText(lookedAt),
            since: { ms: lookedAt, by: 'seen' as const },
          },
        ]
      : []),
    period(l10n.t('Since Friday'), 'friday'),
    period(l10n.t('Since Yesterday'), 'yesterday'),
    period(l10n.t('Last 7 Days'), 'week'),
    period(l10n.t('Last 30 Days'), 'month'),
    { label: l10n.t('Since a Date…') },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: l10n.t('What Changed') }, token);
  return chosen === undefined ? undefined : (chosen.since ?? (await typedDate(now, token)));
};

const typedDate = async (now: Date, token: vscode.CancellationToken): Promise<Since | undefined> => {
  const options: vscode.InputBoxOptions = {
    title: l10n.t('What Changed'),
    prompt: l10n.t('Show changes since this date'),
    value: dayBefore(now),
    validateInput: (text) => {
      const example = dayBefore(now);
      if (startOfDay(text, now) !== undefined) return undefined;
      return l10n.t('Enter a past date as year-month-day, for example {0} for {1}.', example, dayText(example));
    },
  };
  const typed = await vscode.window.showInputBox(options, token);
  const ms = typed === undefined ? undefined : startOfDay(typed, now);
  return ms === undefined ? undefined : { ms, by: 'at' };
};

const offerSetting = async (): Promise<void> => {
  const open = l10n.t('Open Setting');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('Changes are not being recorded, because the history is turned off.'),
    open,
  );
  if (chosen === open)
    await vscode.commands.executeCommand('workbench.action.openSettings', 'customerGoals.history.enabled');
};

const offerCopy = async (markdown: string): Promise<void> => {
  const copy = l10n.t('Copy as Markdown');
  const chosen = await vscode.window.showInformationMessage(l10n.t('The list of changes is open.'), copy);
  if (chosen === copy) await vscode.env.clipboard.writeText(markdown);
};

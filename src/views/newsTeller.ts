import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Event } from '../model/emitter.ts';
import { KeptValue, type Memory } from '../model/views/keptValue.ts';
import { phrase } from '../words/phrase.ts';
import { DailyNews, type DailyNewsDeps } from './dailyNews.ts';

type NewsTellerDeps = Pick<DailyNewsDeps, 'store' | 'isOn' | 'tenant' | 'news' | 'now'> & {
  /** Of all windows. */
  readonly memory: Memory;
  /** Tells that the goals, the news or the day may be others. */
  readonly onDidChange: readonly Event<unknown>[];
};

/** The notification of a day's news. */
export const tellNewsDaily = ({ memory, onDidChange, ...deps }: NewsTellerDeps): vscode.Disposable => {
  const told = new KeptValue(memory, 'newsToldOn', (value) => (typeof value === 'string' ? value : ''));
  const daily = new DailyNews({
    ...deps,
    told,
    isFocused: () => vscode.window.state.focused,
    tell: (goals) => void tell(goals),
  });
  const check = (): void => daily.check();
  check();
  return vscode.Disposable.from(
    ...onDidChange.map((event) => event(check)),
    vscode.window.onDidChangeWindowState(check),
    vscode.workspace.onDidChangeConfiguration(check),
  );
};

const tell = async (goals: number): Promise<void> => {
  const show = l10n.t("Show What's New");
  const text = phrase(
    l10n.t(
      '{0, plural, one {# of your goals or those you watch has news.} other {# of your goals or those you watch have news.}}',
    ),
    goals,
  );
  if ((await vscode.window.showInformationMessage(text, show)) === show)
    await vscode.commands.executeCommand('customerGoals.showNews');
};

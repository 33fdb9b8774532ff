import * as vscode from 'vscode';
import { AutoRefresh } from './autoRefresh.ts';
import { after } from '../model/after.ts';
import type { GoalStore } from '../model/goalStore.ts';

/** A view that may be in sight. */
export type Watched = { readonly isVisible: boolean; readonly onDidChangeVisibility: vscode.Event<unknown> };

/**
 * Refreshes as long as the view is in sight and the window has the focus.
 * @param everyMs milliseconds from one refresh to the next, as it is set now; 0 for never
 */
export const keepFresh = (store: GoalStore, view: Watched, everyMs: () => number): vscode.Disposable => {
  const auto = new AutoRefresh({
    store,
    everyMs,
    isWatched: () => view.isVisible && vscode.window.state.focused,
    answered: () => vscode.commands.executeCommand('setContext', 'customerGoals.isWatched', true),
    now: Date.now,
    after,
  });
  const schedule = (): void => auto.schedule();
  return vscode.Disposable.from(
    auto,
    store.onDidChange(schedule),
    view.onDidChangeVisibility(schedule),
    vscode.window.onDidChangeWindowState(schedule),
    vscode.workspace.onDidChangeConfiguration(schedule),
  );
};

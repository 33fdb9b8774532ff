import * as vscode from 'vscode';
import { AutoRefresh } from './autoRefresh.ts';
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
    now: Date.now,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return { dispose: () => clearTimeout(timer) };
    },
  });
  const look = (): void => auto.look();
  return vscode.Disposable.from(
    auto,
    store.onDidChange(look),
    view.onDidChangeVisibility(look),
    vscode.window.onDidChangeWindowState(look),
    vscode.workspace.onDidChangeConfiguration(look),
  );
};

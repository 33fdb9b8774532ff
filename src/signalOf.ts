import type * as vscode from 'vscode';

/** Aborted when VS Code cancels what it asked for. */
export const signalOf = (token: vscode.CancellationToken): AbortSignal => {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
};

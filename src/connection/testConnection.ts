import * as vscode from 'vscode';
import type { Connected } from './connection.ts';

/** Goes the way to the connected tenant step by step, and opens what it found as a report to paste into a support ticket. */
export const testConnection = async (connected: Connected | undefined): Promise<void> => {
  if (connected === undefined) return;
  const { diagnose, reportOf } = await import('./diagnosis.ts');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Testing the connection…',
    cancellable: true,
  };
  const findings = await vscode.window.withProgress(options, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return diagnose(connected, controller.signal);
  });
  const content = reportOf(connected.origin, findings, new Date());
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'markdown', content }));
};

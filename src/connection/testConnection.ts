import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { signalOf } from '../signalOf.ts';
import type { Connected } from './connection.ts';

const scheme = 'customer-goals-report';

/** Goes the way to the connected tenant step by step, and shows what it found as a report to paste into a support ticket. */
export const testConnection = async (connected: Connected | undefined, reports: Reports): Promise<void> => {
  if (connected === undefined) return;
  const { diagnose, reportOf } = await import('./diagnosis.ts');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: l10n.t('Testing the connection…'),
    cancellable: true,
  };
  const findings = await vscode.window.withProgress(options, (_, token) => diagnose(connected, signalOf(token)));
  await reports.show(reportOf(connected.origin, findings, new Date()));
};

/** The last report as a document that nobody can write to: closing it asks nothing. */
export class Reports implements vscode.Disposable {
  readonly #changes = new vscode.EventEmitter<vscode.Uri>();
  readonly #uri = vscode.Uri.from({ scheme, path: `/${l10n.t('Connection Test')}.md` });
  #text = '';
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changes.event,
    provideTextDocumentContent: () => this.#text,
  });

  async show(text: string): Promise<void> {
    this.#text = text;
    this.#changes.fire(this.#uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(this.#uri), { preview: false });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }
}

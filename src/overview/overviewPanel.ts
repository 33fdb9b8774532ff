import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asPlainText, explainInOne } from '../explain.ts';
import { webviewDocument, webviewRoots, type WebviewPage } from '../webview/webviewDocument.ts';
import { OverviewHost } from './overviewHost.ts';
import type { OverviewHostDeps } from './overviewHostDeps.ts';
import type { Scope, ToPage } from './protocol.ts';

export type OverviewPanelDeps = OverviewHostDeps & { readonly extensionUri: vscode.Uri };

const page = (): WebviewPage => ({ folder: 'overview', title: l10n.t('Overview') });

const titleOf = ({ name }: Scope): string =>
  name === undefined ? l10n.t('Overview') : l10n.t('Overview: {0}', asPlainText(name));

/** The tab's icon. */
const iconOf = (extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'overview-light.svg'),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'overview-dark.svg'),
});

/** An overview in its tab. */
export class OverviewPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #host: OverviewHost;

  constructor(panel: vscode.WebviewPanel, deps: OverviewPanelDeps, scope: Scope, onDidClose: () => void) {
    this.#panel = panel;
    const { webview } = panel;
    webview.options = { enableScripts: true, localResourceRoots: webviewRoots(deps.extensionUri, page()) };
    panel.iconPath = iconOf(deps.extensionUri);
    const line = {
      // A webview is one page: its `postMessage` takes no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      post: (message: ToPage) => void webview.postMessage(message),
      named: (of: Scope) => void (panel.title = titleOf(of)),
      failed: (error: unknown) => void vscode.window.showErrorMessage(explainInOne(error)),
    };
    const host = new OverviewHost(deps, line, scope);
    this.#host = host;
    line.named(scope);
    webview.onDidReceiveMessage((message: unknown) => host.receive(message));
    panel.onDidChangeViewState(() => host.setVisible(panel.visible));
    panel.onDidDispose(() => {
      host.dispose();
      onDidClose();
    });
    webview.html = webviewDocument(webview, deps.extensionUri, page());
  }

  /** Whether it is of these goals, whatever it was opened for. */
  isOf({ query }: Scope): boolean {
    return this.#host.scope.query === query;
  }

  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }
}

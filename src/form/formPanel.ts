import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { webviewDocument, webviewRoots, type WebviewPage } from '../webview/webviewDocument.ts';
import { FormHost, type FormHostDeps } from './formHost.ts';
import { reopenCommand } from './goalTabs.ts';
import { goalTitle } from './words/goalTitle.ts';
import type { ToPage, ViewState } from './protocol.ts';

export type FormPanelDeps = FormHostDeps & { readonly extensionUri: vscode.Uri };

const page = (): WebviewPage => ({ folder: 'form', title: l10n.t('Customer Goal') });

/** The tab's icon. */
const iconOf = (extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'goal-light.svg'),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'goal-dark.svg'),
});

/** A form's page in its tab, with the tab's title and icon. */
export class FormPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: FormPanelDeps;
  readonly #host: FormHost;
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(panel: vscode.WebviewPanel, deps: FormPanelDeps, atReady: readonly ToPage[]) {
    this.#panel = panel;
    this.#deps = deps;
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      // A page that lost its extension host has no other way to ask for anything.
      enableCommandUris: [reopenCommand],
      localResourceRoots: webviewRoots(deps.extensionUri, page()),
    };
    const line = {
      // A webview is one page: its `postMessage` takes no origin.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      post: (message: ToPage) => void webview.postMessage(message),
      copy: (text: string) => void vscode.env.clipboard.writeText(text),
    };
    const host = new FormHost(deps, line, atReady);
    this.#host = host;
    this.#subscriptions = [
      webview.onDidReceiveMessage((message: unknown) => host.receive(message)),
      deps.parts().session.onDidChange(() => this.#title()),
      host,
    ];
    panel.iconPath = iconOf(deps.extensionUri);
    this.#title();
  }

  /** Loads the page, which begins with what is known now. */
  load(): void {
    const { webview } = this.#panel;
    webview.html = webviewDocument(webview, this.#deps.extensionUri, { ...page(), first: this.#host.first });
  }

  get viewState(): ViewState {
    return this.#host.viewState;
  }

  dispose(): void {
    this.#subscriptions.forEach((each) => each.dispose());
  }

  post(message: ToPage): void {
    this.#host.post(message);
  }

  pushChoices(): void {
    this.#host.pushChoices();
  }

  #title(): void {
    const name = goalTitle(this.#deps.parts().session);
    if (this.#panel.title !== name) this.#panel.title = name;
  }
}

/** The pages of one goal: one in each tab that shows it. */
export class FormPanels {
  /** The one that a person was in last comes first. */
  #panels: readonly FormPanel[] = [];
  /** What the first page is to be told. */
  readonly #atReady: ToPage[] = [];

  get viewState(): ViewState | undefined {
    return this.#panels[0]?.viewState;
  }

  add(panel: vscode.WebviewPanel, deps: FormPanelDeps): FormPanel {
    const form = new FormPanel(panel, deps, this.#atReady.splice(0));
    this.#putFirst(form);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.#putFirst(form);
    });
    panel.onDidDispose(() => {
      form.dispose();
      this.#panels = this.#others(form);
    });
    return form;
  }

  #putFirst(form: FormPanel): void {
    this.#panels = [form, ...this.#others(form)];
  }

  #others(form: FormPanel): readonly FormPanel[] {
    return this.#panels.filter((each) => each !== form);
  }

  dispose(): void {
    this.#panels.forEach((each) => each.dispose());
  }

  /** Tells the page that a person is in, or was last. */
  tell(message: ToPage): void {
    const [first] = this.#panels;
    if (first === undefined) this.#atReady.push(message);
    else first.post(message);
  }

  pushChoices(): void {
    this.#panels.forEach((each) => each.pushChoices());
  }
}

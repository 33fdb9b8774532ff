import * as vscode from 'vscode';
import { reopenCommand } from './goalTabs.ts';
import { formStateOf, metricStateOf, loadStatusOf } from './formState.ts';
import { listed, type FormParts } from './formWords.ts';
import { templateChoices } from './goalChoices.ts';
import type { LoadStatus } from '../webview/loadStatus.ts';
import { parseToHost, type Choices, type ViewState, type ToHost, type ToPage } from './protocol.ts';
import { webviewDocument, webviewRoots, type WebviewPage } from '../webview/webviewDocument.ts';
import { causeOf, type Log } from '../log.ts';
import { changedFields, goalFieldLabels, type GoalField } from '../model/goalFields.ts';

export type FormActions = {
  readonly send: () => void;
  readonly compare: (field: GoalField) => void;
  readonly discard: () => void;
  readonly addMetric: () => void;
  readonly connect: () => void;
};

export type FormPanelDeps = {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly parts: () => FormParts;
  readonly actions: FormActions;
  /** Units that this tenant's metrics are known to have. */
  readonly units: () => readonly string[];
  /** How far the tenant's list of goals is, from which companies and owners are known. */
  readonly goals: () => LoadStatus;
};

const page: WebviewPage = { folder: 'form', title: 'Customer Goal' };

/** The tab's icon. */
const iconOf = (extensionUri: vscode.Uri): { readonly light: vscode.Uri; readonly dark: vscode.Uri } => ({
  light: vscode.Uri.joinPath(extensionUri, 'media', 'goal-light.svg'),
  dark: vscode.Uri.joinPath(extensionUri, 'media', 'goal-dark.svg'),
});

/** The host's end of one page: pushes what the session says, takes what the page says. */
export class FormPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #deps: FormPanelDeps;
  readonly #subscriptions: vscode.Disposable[] = [];
  /** What the page is to be told when it is next ready, such as where to put the focus. */
  readonly #atReady: ToPage[];
  #isReady = false;
  #isDue = false;
  #seq = 0;
  #viewState: ViewState = { scroll: 0 };
  /** The choices that the page has: thousands, which are not sent again for nothing. */
  #told: Choices | undefined;

  constructor(panel: vscode.WebviewPanel, deps: FormPanelDeps, atReady: readonly ToPage[]) {
    this.#panel = panel;
    this.#deps = deps;
    this.#atReady = [...atReady];
    const { webview } = panel;
    webview.options = {
      enableScripts: true,
      // A page that lost its extension host has no other way to ask for anything.
      enableCommandUris: [reopenCommand],
      localResourceRoots: webviewRoots(deps.extensionUri, page),
    };
    this.#subscriptions.push(webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    const { session } = deps.parts();
    this.#subscriptions.push(session.onDidChange(() => this.#pushSoon()));
    panel.iconPath = iconOf(deps.extensionUri);
    webview.html = webviewDocument(webview, deps.extensionUri, page);
    this.#title();
  }

  get viewState(): ViewState {
    return this.#viewState;
  }

  dispose(): void {
    this.#subscriptions.forEach((each) => each.dispose());
  }

  post(message: ToPage): void {
    if (!this.#isReady) this.#atReady.push(message);
    // A webview is one page: its `postMessage` takes no origin.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    else void this.#panel.webview.postMessage(message);
  }

  /** Once for all changes of a turn. */
  #pushSoon(): void {
    if (this.#isDue || !this.#isReady) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#push();
    });
  }

  #push(): void {
    const parts = this.#deps.parts();
    const { session } = parts;
    const { state } = session.templates;
    const templates = state.kind === 'loaded' ? state.value : [];
    this.post({ type: 'state', state: formStateOf(parts, this.#seq) });
    this.post({ type: 'metrics', metrics: metricStateOf(session.metric, this.#deps.units(), this.#seq) });
    this.post({
      type: 'templates',
      list: loadStatusOf(state),
      choices: templateChoices(templates, session.edits.mine.TemplateId),
    });
    this.#title();
  }

  pushChoices(): void {
    if (!this.#isReady) return;
    const { companies, owners } = this.#deps.parts().choices;
    const choices = { companies, owners, goals: this.#deps.goals() };
    const told = this.#told;
    if (companies === told?.companies && owners === told.owners && choices.goals.kind === told.goals.kind) return;
    this.#told = choices;
    this.post({ type: 'choices', choices });
  }

  #title(): void {
    const { session } = this.#deps.parts();
    const name = session.edits.mine.Name.trim() || session.address.name;
    if (this.#panel.title !== name) this.#panel.title = name;
  }

  #receive(message: unknown): void {
    try {
      this.#handle(parseToHost(message));
    } catch (error) {
      this.#deps.log.error(`goal form: a message could not be handled: ${causeOf(error)}`);
    }
  }

  #handle(message: ToHost): void {
    const { session, saver } = this.#deps.parts();
    const { actions } = this.#deps;
    switch (message.type) {
      case 'ready':
        return this.#begin();
      case 'edit':
        return this.#acknowledge(message.seq, () => this.#edit(message));
      case 'unresolved':
        return this.#acknowledge(message.seq, () => session.setUnresolved(message.field, message.text));
      case 'editMetric':
        return this.#acknowledge(message.seq, () => session.metric.edit(message.field, message.value));
      case 'ping':
        return this.#acknowledge(message.seq, () => undefined);
      case 'addMetric':
        return actions.addMetric();
      case 'send':
        return actions.send();
      case 'keep':
        return session.keepAnyway();
      case 'discard':
        return actions.discard();
      case 'choose':
        return saver.choose(message.keep, message.field && [message.field]);
      case 'compare':
        return actions.compare(message.field);
      case 'retry':
        return this.#retry(message.part);
      case 'connect':
        return actions.connect();
      case 'copyId':
        return this.#copyId();
      case 'viewState':
        this.#viewState = message.viewState;
        return undefined;
      default:
        return message satisfies never;
    }
  }

  /** The page is new, or new again: VS Code drops the page of a hidden tab. */
  #begin(): void {
    const remembered = this.#isReady ? this.#viewState : undefined;
    this.#isReady = true;
    this.#seq = 0;
    this.#told = undefined;
    this.pushChoices();
    this.#push();
    if (remembered !== undefined) this.post({ type: 'goTo', viewState: remembered });
    this.#atReady.splice(0).forEach((message) => this.post(message));
  }

  #edit({ field, value, markdown }: Extract<ToHost, { type: 'edit' }>): void {
    const { session } = this.#deps.parts();
    const before = session.edits.mine;
    session.edit(field, value, markdown);
    const filled = changedFields(before, session.edits.mine).filter((each) => each !== field);
    if (filled.length === 0) return;
    const text = `Filled in from the template: ${listed(filled.map((each) => goalFieldLabels[each]))}. Undo takes it back.`;
    this.post({ type: 'say', text });
  }

  #acknowledge(seq: number, act: () => void): void {
    this.#seq = seq;
    act();
    this.post({ type: 'acknowledged', seq });
  }

  #retry(part: 'goal' | 'metrics' | 'templates'): void {
    const { session } = this.#deps.parts();
    switch (part) {
      case 'goal':
        return session.loadGoal();
      case 'metrics':
        return session.loadMetrics();
      case 'templates':
        return session.loadTemplates();
      default:
        return part satisfies never;
    }
  }

  #copyId(): void {
    const { goalId } = this.#deps.parts().session;
    if (goalId !== undefined) void vscode.env.clipboard.writeText(goalId);
  }
}

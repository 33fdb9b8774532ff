import * as vscode from 'vscode';
import { explainInOne } from '../explain.ts';
import type { GoalField } from '../model/goalFields.ts';
import { NotConnected } from '../model/goalStore.ts';
import type { Step } from './goalEdits.ts';
import { FormPanel, type FormPanelDeps } from './formPanel.ts';
import type { FormParts } from './formWords.ts';
import { causeOf } from './logText.ts';
import type { GoalSession } from './goalSession.ts';
import type { Place, ToPage } from './protocol.ts';
import type { Outcome, Publishing } from './publishing.ts';

export type GoalDocumentDeps = Pick<FormPanelDeps, 'extensionUri' | 'log' | 'units' | 'goals'> & {
  readonly session: GoalSession;
  readonly publishing: Publishing;
  readonly parts: () => FormParts;
  readonly connect: () => void;
  /** Shows both sides of a conflict in VS Code's diff editor. */
  readonly compare: (field: GoalField) => void;
  /** Puts a step on VS Code's undo stack, which makes the tab dirty. */
  readonly step: (document: GoalDocument, step: Step) => void;
  /** The goal is in the tenant now and nothing more was typed: its own tab can take over. */
  readonly created: (document: GoalDocument) => void;
  readonly disposed: (document: GoalDocument) => void;
};

/** A save that came from the closing prompt has closed the tab by then. */
const closingMs = 300;

/** An open goal as VS Code's custom editor sees it: the session, its page, and what saving means. */
export class GoalDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly session: GoalSession;
  readonly #deps: GoalDocumentDeps;
  readonly #stepped: { dispose(): void };
  readonly #atReady: ToPage[] = [];
  #panel: FormPanel | undefined;
  #sending: Promise<void> | undefined;
  /** While VS Code is told that what it holds dirty has been sent already. */
  #isTelling = false;
  /** While VS Code saves, of its own accord. */
  #isSaving = false;
  #isHandedOver = false;
  #isDisposed = false;
  #isRestored = false;

  constructor(uri: vscode.Uri, deps: GoalDocumentDeps) {
    this.uri = uri;
    this.session = deps.session;
    this.#deps = deps;
    this.#stepped = this.session.onDidStep((step) => deps.step(this, step));
  }

  get place(): Place | undefined {
    return this.#panel?.place;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#stepped.dispose();
    this.#panel?.dispose();
    this.#deps.disposed(this);
  }

  show(panel: vscode.WebviewPanel): void {
    const { extensionUri, log, parts, units, goals } = this.#deps;
    const actions = {
      send: () => this.#inBackground(this.publish()),
      compare: (field: GoalField) => this.#deps.compare(field),
      discard: () => this.#inBackground(this.discard()),
      addMetric: () => this.#inBackground(this.#addMetric()),
      connect: this.#deps.connect,
    };
    this.#panel?.dispose();
    const form = new FormPanel(panel, { extensionUri, log, parts, units, goals, actions }, this.#atReady.splice(0));
    panel.onDidDispose(() => form.dispose());
    this.#panel = form;
    // In this very turn: VS Code opens the tab dirty for an edit that comes before the editor is resolved.
    if (!this.#isRestored) this.session.restore('Restore Draft');
    this.#isRestored = true;
    this.session.follow();
  }

  tell(message: ToPage): void {
    if (this.#panel === undefined) this.#atReady.push(message);
    else this.#panel.post(message);
  }

  pushChoices(): void {
    this.#panel?.pushChoices();
  }

  pushState(): void {
    this.session.changed();
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#deps.log.error(`goal form: ${causeOf(error)}`));
  }

  /** What a person asked for by key or button: send, whatever auto save is set to. */
  publish(): Promise<void> {
    return this.#sendOnce(() => this.#deps.publishing.publish());
  }

  /** A second call while one runs joins it, with all that follows the answer. */
  #sendOnce(send: () => Promise<Outcome>): Promise<void> {
    this.#sending ??= this.#send(send).finally(() => {
      this.#sending = undefined;
    });
    return this.#sending;
  }

  async #send(send: () => Promise<Outcome>): Promise<void> {
    const outcome = await send();
    if (outcome === 'notSent') return this.tell({ type: 'showFirstProblem', of: 'goal' });
    if (this.session.isDirty || this.#isDisposed || this.#isSaving) return;
    await this.#tellClean();
    if (outcome === 'created') this.#handOver();
  }

  async #tellClean(): Promise<void> {
    this.#isTelling = true;
    try {
      await vscode.workspace.save(this.uri);
    } finally {
      this.#isTelling = false;
    }
    // What was typed meanwhile VS Code holds saved, and it is not.
    this.session.restore('Edit Goal');
  }

  /** What is on its way to the tenant has left already: that is waited for. */
  async discard(): Promise<void> {
    await this.#sending;
    this.#deps.publishing.forget();
    this.session.discard();
    await this.#tellClean();
  }

  async #addMetric(): Promise<void> {
    const { goalId, metric } = this.session;
    if (goalId === undefined) return;
    if (this.session.isLive) await metric.add(goalId);
    else metric.fail(new NotConnected());
    if (metric.isBegun) this.tell({ type: 'showFirstProblem', of: 'metric' });
  }

  /** VS Code's own save: from the menu, Save All, the closing prompt, or auto save. */
  async save(): Promise<void> {
    if (this.#isTelling) return;
    if (this.#deps.parts().autoSaves) {
      this.session.edits.closeStep();
      this.session.keep();
      this.session.changed();
      return;
    }
    this.#isSaving = true;
    const { publishing } = this.#deps;
    const outcome = await publishing.publish().finally(() => {
      this.#isSaving = false;
    });
    if (outcome === 'notSent') {
      this.tell({ type: 'showFirstProblem', of: 'goal' });
      throw new Error(
        publishing.failure === undefined
          ? 'The goal needs mending before it is sent.'
          : explainInOne(publishing.failure),
      );
    }
    // When this call has returned, VS Code holds everything saved; what was typed while the request ran is not.
    setTimeout(() => this.session.restore('Edit Goal'));
    if (outcome === 'created') setTimeout(() => this.#handOver(), closingMs);
  }

  #handOver(): void {
    if (this.#isDisposed || this.#isHandedOver || this.session.isDirty) return;
    this.#isHandedOver = true;
    this.#deps.created(this);
  }

  revert(): void {
    this.#deps.publishing.forget();
    this.session.revert();
  }
}

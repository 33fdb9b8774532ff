import * as vscode from 'vscode';
import { explainInOne } from '../explain.ts';
import type { Step } from './goalEdits.ts';
import { FormPanel, type FormPanelDeps } from './formPanel.ts';
import type { FormParts } from './formWords.ts';
import type { GoalSession } from './goalSession.ts';
import type { Place, ToPage } from './protocol.ts';
import type { Outcome, Publishing } from './publishing.ts';

export type GoalDocumentDeps = Pick<FormPanelDeps, 'extensionUri' | 'log' | 'units' | 'goals'> & {
  readonly session: GoalSession;
  readonly publishing: Publishing;
  readonly parts: () => FormParts;
  readonly connect: () => void;
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
  /** While VS Code is told that what it holds dirty has been sent already. */
  #isTelling = false;
  #isDisposed = false;
  #isRestored = false;

  constructor(uri: vscode.Uri, deps: GoalDocumentDeps) {
    this.uri = uri;
    this.session = deps.session;
    this.#deps = deps;
    this.#stepped = this.session.onDidStep((step) => deps.step(this, step));
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
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
      send: () => void this.publish(),
      settle: (keep: 'mine' | 'theirs') => void this.#settle(keep),
      discard: () => void this.#discard(),
      addMetric: () => void this.#addMetric(),
      connect: this.#deps.connect,
    };
    this.#panel?.dispose();
    this.#panel = new FormPanel(panel, { extensionUri, log, parts, units, goals, actions }, this.#atReady.splice(0));
    panel.onDidDispose(() => this.#panel?.dispose());
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

  /** What a person asked for by key or button: send, whatever auto save is set to. */
  async publish(): Promise<void> {
    await this.#sent(await this.#deps.publishing.publish());
  }

  async #settle(keep: 'mine' | 'theirs'): Promise<void> {
    await this.#sent(await this.#deps.publishing.settle(keep));
  }

  async #sent(outcome: Outcome): Promise<void> {
    if (outcome === 'notSent') return this.tell({ type: 'showFirstProblem', of: 'goal' });
    if (this.session.isDirty || this.#isDisposed) return;
    await this.#tellClean();
    if (outcome === 'created') this.#deps.created(this);
  }

  async #tellClean(): Promise<void> {
    this.#isTelling = true;
    try {
      await vscode.workspace.save(this.uri);
    } finally {
      this.#isTelling = false;
    }
  }

  async #discard(): Promise<void> {
    this.#deps.publishing.forget();
    this.session.discard();
    await this.#tellClean();
  }

  async #addMetric(): Promise<void> {
    const { goalId, metric } = this.session;
    if (goalId === undefined) return;
    await metric.add(goalId);
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
    const { publishing } = this.#deps;
    const outcome = await publishing.publish();
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
    if (!this.#isDisposed && !this.session.isDirty) this.#deps.created(this);
  }

  revert(): void {
    this.#deps.publishing.forget();
    this.session.revert();
  }
}

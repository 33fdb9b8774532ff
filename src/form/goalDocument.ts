import * as l10n from '@vscode/l10n';
import { causeOf } from '../log.ts';
import * as vscode from 'vscode';
import { explainInOne } from '../explain.ts';
import type { GoalField } from '../model/goalFields.ts';
import { NotConnected } from '../model/goalStore.ts';
import { FormPanels, type FormPanelDeps } from './formPanel.ts';
import type { FormParts } from './formWords.ts';
import type { GoalSession } from '../editing/goalSession.ts';
import type { ViewState, ToPage } from './protocol.ts';
import type { GoalSaver } from '../editing/goalSaver.ts';
import { stepText } from './words/stepText.ts';

export type GoalDocumentDeps = Pick<FormPanelDeps, 'extensionUri' | 'log' | 'units' | 'goals'> & {
  readonly session: GoalSession;
  /** VS Code restores the tab as one with unsaved edits. */
  readonly isHeldDirty: boolean;
  readonly saver: GoalSaver;
  readonly parts: () => FormParts;
  /** With auto save on, VS Code's own save keeps the draft and sends nothing. */
  readonly autoSaves: () => boolean;
  readonly connect: () => void;
  /** Gives up what waits for the rate limit. */
  readonly cancelWait: () => void;
  /** Shows the goal that a try in doubt may have made. */
  readonly openExisting: (document: GoalDocument) => void;
  /** Shows both sides of a conflict in VS Code's diff editor. */
  readonly compare: (field: GoalField) => void;
  /** VS Code puts an edit on its undo stack, which makes the tab dirty. */
  readonly edits: Pick<vscode.EventEmitter<vscode.CustomDocumentEditEvent<GoalDocument>>, 'fire'>;
  /** The goal is in the tenant now and nothing more was typed: its own tab can take over. */
  readonly created: (document: GoalDocument) => void;
  readonly disposed: (document: GoalDocument) => void;
};

/** Milliseconds after which a save from the closing prompt has closed the tab. */
const closingMs = 300;

/** Milliseconds until VS Code accepts a save of an editor that it just opened. */
const settlingMs = 300;

/** An open goal as VS Code's custom editor sees it: the session, its page, and what saving means. */
export class GoalDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly session: GoalSession;
  readonly #deps: GoalDocumentDeps;
  readonly #stepped: { dispose(): void };
  readonly #panels = new FormPanels();
  #life: 'opened' | 'shown' | 'handedOver' | 'closed' = 'opened';
  /** `saving`: VS Code is saving. `told`: it is being told that the tab is clean, since the goal was saved already. */
  #workbench: 'idle' | 'saving' | 'told' = 'idle';
  #telling: Promise<void> = Promise.resolve();
  /** The tab closes when the tenant has everything, so no other tab takes over. */
  #isFinishing = false;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(uri: vscode.Uri, deps: GoalDocumentDeps) {
    this.uri = uri;
    this.session = deps.session;
    this.#deps = deps;
    this.#stepped = this.session.onDidStep((step) => {
      const { what, undo, redo } = step;
      deps.edits.fire({ document: this, label: stepText(what), undo, redo });
    });
  }

  get viewState(): ViewState | undefined {
    return this.#panels.viewState;
  }

  dispose(): void {
    this.#life = 'closed';
    this.#timers.forEach((timer) => clearTimeout(timer));
    this.#stepped.dispose();
    this.#panels.dispose();
    this.session.reads.end();
    this.#deps.disposed(this);
  }

  /** Shows the goal in one more tab. */
  show(panel: vscode.WebviewPanel): void {
    const { extensionUri, log, parts, units, goals } = this.#deps;
    const actions = {
      send: () => this.#inBackground(this.publish()),
      compare: (field: GoalField) => this.#deps.compare(field),
      discard: () => this.#inBackground(this.discard()),
      addMetric: () => this.#inBackground(this.#addMetric()),
      connect: this.#deps.connect,
      cancelWait: this.#deps.cancelWait,
      openExisting: () => this.#deps.openExisting(this),
    };
    const form = this.#panels.add(panel, { extensionUri, log, parts, units, goals, actions });
    // In this very turn: VS Code opens the tab dirty for an edit that comes before the editor is resolved.
    if (this.#life === 'opened') this.#restore();
    this.session.follow();
    form.load();
  }

  #restore(): void {
    this.#life = 'shown';
    this.session.restore('restoreDraft');
    // Its draft was discarded or sent meanwhile, as from another window.
    if (this.#deps.isHeldDirty && !this.session.isDirty)
      this.#later(settlingMs, () => this.#inBackground(this.#tellClean()));
  }

  /** Unless the form is closed before. */
  #later(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }

  tell(message: ToPage): void {
    this.#panels.tell(message);
  }

  pushChoices(): void {
    this.#panels.pushChoices();
  }

  pushState(): void {
    this.session.changed();
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#deps.log.error(`goal form: ${causeOf(error)}`));
  }

  /** What a person asked for by key or button: save, whatever auto save is set to. */
  async publish(): Promise<void> {
    const from = this.#whereabouts;
    const outcome = await this.#deps.saver.save();
    if (outcome === 'notSent') return this.#leadTo({ type: 'showFirstProblem', of: 'goal' }, from);
    if (this.session.isDirty || this.#life === 'closed' || this.#workbench === 'saving') return;
    await this.#tellClean();
    if (this.#isFinishing) return;
    this.#handOver();
    this.#remindOfMetric();
  }

  /** As {@link publish}. Returns whether the tenant has everything that was typed, so that the tab may close. */
  async finish(): Promise<boolean> {
    this.#isFinishing = true;
    const from = this.#whereabouts;
    try {
      await this.publish();
    } finally {
      this.#isFinishing = false;
    }
    const { session } = this;
    if (session.goalId === undefined || !session.isSent) return false;
    if (!session.metric.isBegun) return true;
    this.#leadTo({ type: 'enterMetric' }, from);
    this.#remindOfMetric();
    return false;
  }

  #remindOfMetric(): void {
    if (this.session.metric.isBegun)
      this.tell({ type: 'say', text: l10n.t('The new metric has not been added yet. Add it or cancel.') });
  }

  /** In which field a person is, and what stands typed. */
  get #whereabouts(): string {
    const { edits, unresolved, metric } = this.session;
    const typed = edits.changed().map((name) => [name, edits.mine[name]]);
    return JSON.stringify([this.viewState?.focus, typed, unresolved, metric.fields]);
  }

  /** Moves the focus, unless a person went on meanwhile: what they type would end up in another field. */
  #leadTo(message: Extract<ToPage, { type: 'showFirstProblem' | 'enterMetric' }>, from: string): void {
    if (this.#whereabouts === from) this.tell(message);
  }

  /** Whether something was typed that is on this computer alone, once nothing is on its way to the tenant any more. */
  async leavesDraft(): Promise<boolean> {
    const { saver } = this.#deps;
    await Promise.all([saver.whenIdle(), this.session.metric.whenIdle()]);
    const { isSent, metric, draft } = this.session;
    return draft.isOnDisk && (!isSent || metric.isBegun);
  }

  /** Whether closing the tab would leave nothing behind. */
  get isUntouched(): boolean {
    const { isSent, metric } = this.session;
    const isSaving = this.#deps.saver.state.kind === 'sending' || this.#workbench !== 'idle';
    return isSent && !metric.isBegun && !metric.isAdding && !isSaving;
  }

  /** Tells VS Code that the tab is clean, one call after the other. */
  #tellClean(): Promise<void> {
    this.#telling = this.#telling.catch(() => undefined).then(() => this.#tellWorkbench());
    return this.#telling;
  }

  async #tellWorkbench(): Promise<void> {
    if (this.#life === 'closed') return;
    this.#workbench = 'told';
    try {
      await vscode.workspace.save(this.uri);
    } catch (error) {
      // A save of VS Code's own, such as auto save's, began meanwhile: it tells VS Code the same.
      if (!isCancelled(error)) throw error;
    } finally {
      this.#workbench = 'idle';
    }
    // VS Code takes what was typed meanwhile for saved.
    this.session.restore('editGoal');
  }

  async discard(): Promise<void> {
    await this.#deps.saver.giveUp('discard');
    await this.#tellClean();
  }

  async #addMetric(): Promise<void> {
    const { goalId, metric } = this.session;
    if (goalId === undefined) return;
    const from = this.#whereabouts;
    if (this.session.isLive) await metric.add(goalId);
    else metric.fail(new NotConnected());
    if (metric.isBegun) this.#leadTo({ type: 'showFirstProblem', of: 'metric' }, from);
    else this.#handOver();
  }

  /** VS Code's own save: from the menu, Save All, the closing prompt, or auto save. */
  async save(): Promise<void> {
    if (this.#workbench === 'told') return;
    if (this.#deps.autoSaves()) {
      this.session.edits.closeStep();
      this.session.keep();
      this.session.changed();
      return;
    }
    this.#workbench = 'saving';
    const { saver } = this.#deps;
    const from = this.#whereabouts;
    // Everything, also where a save of less is under way: after the closing prompt, nobody can save the rest.
    const outcome = await saver.save().finally(() => {
      this.#workbench = 'idle';
    });
    if (outcome === 'notSent') {
      this.#leadTo({ type: 'showFirstProblem', of: 'goal' }, from);
      throw new Error(
        saver.failure === undefined ? l10n.t('Fix the highlighted fields before saving.') : explainInOne(saver.failure),
      );
    }
    // After this call, VS Code takes for saved what was typed while the request ran.
    this.#later(0, () => this.session.restore('editGoal'));
    this.#later(closingMs, () => this.#handOver());
  }

  /** A new goal's form ends once the tenant has the goal and all that was typed, however many sends that took. */
  #handOver(): void {
    const { address, goalId, isSent, metric } = this.session;
    if (!address.isNew || goalId === undefined || !isSent || metric.isBegun) return;
    if (this.#life !== 'shown') return;
    const { state } = this.#deps.saver;
    // What the tenant made of it is said here, and the form that follows knows nothing of it.
    if (state.kind === 'idle' && state.mismatches.length > 0) return;
    this.#life = 'handedOver';
    this.#deps.created(this);
  }

  revert(): Promise<void> {
    return this.#deps.saver.giveUp('revert');
  }
}

/** The error comes from another process, without its class. */
const isCancelled = (error: unknown): boolean => error instanceof Error && error.name === 'Canceled';

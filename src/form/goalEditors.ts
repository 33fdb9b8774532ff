import * as vscode from 'vscode';
import type { LoadState } from '../model/goalStore.ts';
import { progressOf } from './formState.ts';
import { Comparison } from './comparison.ts';
import type { FormParts } from './formWords.ts';
import { GoalChoices } from './goalChoices.ts';
import { GoalDocument } from './goalDocument.ts';
import type { Step } from './goalEdits.ts';
import type { GoalFormDeps } from './goalFormDeps.ts';
import { addressOfGoal, parseAddress } from './goalPlace.ts';
import { GoalSession } from './goalSession.ts';
import { goalUri, openInEditor, tabOf } from './goalTabs.ts';
import type { Place, Progress } from './protocol.ts';
import { causeOf } from './logText.ts';
import { Publishing } from './publishing.ts';

/** While goals are loading, the store changes once a page; the lists to choose from can wait that long. */
const choicesPauseMs = 250;

/** Every goal that is open, and what they share. */
export class GoalEditors {
  readonly #deps: GoalFormDeps;
  readonly #step: (document: GoalDocument, step: Step) => void;
  readonly #choices: GoalChoices;
  readonly #documents = new Map<string, GoalDocument>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #comparison = new Comparison();
  readonly #units = new Set<string>();
  /** Where a person was in the form that an editor takes over from. */
  readonly #places = new Map<string, Place>();
  #state: LoadState['kind'];
  #choicesDue: NodeJS.Timeout | undefined;

  constructor(deps: GoalFormDeps, step: (document: GoalDocument, step: Step) => void) {
    this.#deps = deps;
    this.#step = step;
    this.#state = deps.store.state.kind;
    this.#choices = new GoalChoices(deps.store);
    this.#subscriptions = [
      this.#comparison,
      vscode.Disposable.from(deps.store.onDidChange((change) => this.#storeChanged(change.goals))),
      deps.onDidChangeTenant(() => this.#followAll()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('files.autoSave')) this.#documents.forEach((each) => each.pushState());
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#choicesDue);
    this.#subscriptions.forEach((each) => each.dispose());
  }

  document(uri: vscode.Uri): GoalDocument | undefined {
    return this.#documents.get(uri.toString());
  }

  open(uri: vscode.Uri): GoalDocument {
    const place = parseAddress(uri);
    if (place === undefined) throw new Error('This is not the address of a goal.');
    const { store, log } = this.#deps;
    const session = new GoalSession({ ...this.#deps, now: () => Date.now() }, place);
    const publishing = new Publishing(session, { store, log });
    const parts = (): FormParts => ({ session, publishing, choices: this.#choices, autoSaves: autoSaves() });
    const document = new GoalDocument(uri, {
      ...this.#deps,
      session,
      publishing,
      parts,
      units: () => this.#unitsWith(session),
      goals: () => this.#goalProgress(),
      connect: () => this.#inBackground(this.#connect(place.tenant)),
      compare: (field) => {
        const theirs = publishing.conflict?.theirs[field];
        if (theirs !== undefined)
          this.#inBackground(this.#comparison.show(uri, field, theirs, session.edits.mine[field]));
      },
      step: this.#step,
      created: (created) => this.#inBackground(this.#handOver(created)),
      disposed: () => this.#documents.delete(uri.toString()),
    });
    this.#documents.set(uri.toString(), document);
    const from = this.#places.get(uri.toString());
    this.#places.delete(uri.toString());
    if (from !== undefined) document.tell({ type: 'goTo', place: from });
    return document;
  }

  #unitsWith({ metric }: GoalSession): readonly string[] {
    const { state } = metric.list;
    for (const { Unit } of state.kind === 'loaded' ? state.value : []) if (Unit !== undefined) this.#units.add(Unit);
    return [...this.#units].toSorted();
  }

  #goalProgress(): Progress {
    const { state } = this.#deps.store;
    switch (state.kind) {
      case 'disconnected':
        return { kind: 'waiting' };
      case 'loading':
        return { kind: 'loading' };
      case 'loaded':
        return { kind: 'loaded' };
      case 'failed':
        return progressOf(state);
    }
  }

  #storeChanged(goals: ReadonlySet<string>): void {
    const isNewlyLoaded = this.#state !== 'loaded' && this.#deps.store.state.kind === 'loaded';
    this.#state = this.#deps.store.state.kind;
    if (isNewlyLoaded) this.#documents.forEach(({ session }) => session.refreshMetrics());
    this.#choices.forget();
    this.#choicesDue ??= setTimeout(() => {
      this.#choicesDue = undefined;
      this.#documents.forEach((each) => each.pushChoices());
    }, choicesPauseMs);
    this.#followAll(goals);
  }

  #followAll(goals: ReadonlySet<string> = new Set()): void {
    for (const { session } of this.#documents.values()) {
      session.follow();
      if (session.goalId !== undefined && goals.has(session.goalId) && !session.metric.isAdding)
        session.refreshMetrics();
    }
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#deps.log.error(`goal form: ${causeOf(error)}`));
  }

  async #connect(tenant: string): Promise<void> {
    if (tenant === 'sample') await vscode.commands.executeCommand('customerGoals.trySampleData');
    else await this.#deps.connect();
  }

  /** A new goal that has become one of the tenant's gets that goal's editor, in the same place. */
  async #handOver(document: GoalDocument): Promise<void> {
    const tab = tabOf(document.uri);
    const { goalId, goal, place } = document.session;
    if (tab === undefined || goalId === undefined) return;
    const uri = goalUri(addressOfGoal(place.tenant, goalId, goal?.Name ?? place.name));
    if (document.place !== undefined) this.#places.set(uri.toString(), document.place);
    await openInEditor(uri, tab.group.viewColumn);
    const old = tabOf(document.uri);
    if (old !== undefined) await vscode.window.tabGroups.close(old, true);
  }
}

/** Read without a resource: a scoped read says `off` while auto save still fires. */
export const autoSaves = (): boolean => vscode.workspace.getConfiguration('files').get('autoSave') !== 'off';

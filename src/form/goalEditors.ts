import * as l10n from '@vscode/l10n';
import { causeOf } from '../log.ts';
import * as vscode from 'vscode';
import type { DraftKey } from '../editing/draft.ts';
import type { StoreChange } from '../model/goalStore.ts';
import { isFinished } from '../model/loadState.ts';
import { concerns, noChange } from '../model/storeChange.ts';
import { loadStatusOf } from './formState.ts';
import { Comparison } from './comparison.ts';
import { DraftBadges } from './draftBadges.ts';
import { existingGoal } from './existingGoal.ts';
import type { FormParts } from './formWords.ts';
import { FormPasts } from './formPasts.ts';
import { GoalChoices } from './goalChoices.ts';
import { GoalDocument, type GoalDocumentDeps } from './goalDocument.ts';
import type { GoalFormDeps } from './goalFormDeps.ts';
import { addressOfGoal, parseAddress } from '../editing/goalAddress.ts';
import { FormReads, GoalReads } from '../editing/goalReads.ts';
import { GoalSession } from '../editing/goalSession.ts';
import { goalUri, openInColumns, openInEditor, showGoal, tabsOf } from './goalTabs.ts';
import { GoalWalk } from './goalWalk.ts';
import { wantsToSave } from './wantsToSave.ts';
import type { LoadStatus } from '../webview/loadStatus.ts';
import type { ViewState } from './protocol.ts';
import { GoalSaver } from '../editing/goalSaver.ts';
import { ReadableText } from './readableText.ts';
import type { GoalField } from '../model/goalFields.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';

/** While goals are loading, the store changes once a page; the lists to choose from can wait that long. */
const choicesPauseMs = 250;

/** Every goal that is open, and what they share. */
export class GoalEditors {
  readonly #deps: GoalFormDeps;
  readonly #edits: GoalDocumentDeps['edits'];
  readonly #choices: GoalChoices;
  readonly #documents = new Map<string, GoalDocument>();
  readonly #subscriptions: vscode.Disposable[];
  readonly #comparison = new Comparison();
  readonly #badges = new DraftBadges();
  readonly #readable = new ReadableText(() => this.#documents.forEach((each) => each.pushState()));
  /** Where a person was in the form that an editor takes over from. */
  readonly #viewStates = new Map<string, ViewState>();
  readonly #walk: GoalWalk;
  readonly #pasts: FormPasts;
  readonly #reads = new GoalReads();
  #wasFinished: boolean;
  #choicesDue: NodeJS.Timeout | undefined;

  constructor(deps: GoalFormDeps, edits: GoalDocumentDeps['edits']) {
    this.#deps = deps;
    this.#edits = edits;
    this.#wasFinished = isFinished(deps.store.state);
    this.#choices = new GoalChoices(deps.store);
    this.#pasts = new FormPasts({
      past: deps.past,
      onDidRead: (goalId) => {
        for (const each of this.#documents.values()) if (each.session.goalId === goalId) each.pushState();
      },
    });
    this.#walk = new GoalWalk({
      store: deps.store,
      document: (uri) => this.document(uri),
      begin: (uri, viewState) => this.#viewStates.set(uri.toString(), viewState),
      labelOf: (tenant) => deps.tenants.labelOf(tenant),
    });
    this.#subscriptions = [
      this.#comparison,
      this.#badges,
      vscode.Disposable.from(deps.store.onDidChange((change) => this.#storeChanged(change))),
      vscode.Disposable.from(deps.store.onDidReadMetrics(({ goalId }) => this.#pasts.changed([goalId]))),
      deps.onDidChangeTenant(() => {
        this.#pasts.changed('all');
        this.#followAll();
        // What the tenant is called may be all that changed.
        this.#documents.forEach((each) => each.pushState());
      }),
      deps.waits.onDidChange(() => this.#documents.forEach((each) => each.pushState())),
      // Another window may have ended the draft of a goal that is open here.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#documents.forEach(({ session }) => session.checkDraft());
      }),
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

  /** The open goals whose text is kept as this draft, whatever their address: a draft gives way to another window's. */
  keeping(draft: DraftKey): readonly GoalDocument[] {
    return [...this.#documents.values()].filter(({ session }) => session.draft.isAt(draft));
  }

  walk(from: vscode.Uri, steps: number): Promise<void> {
    return this.#walk.walk(from, steps);
  }

  /** `isHeldDirty` where VS Code restores a tab that had unsaved edits. */
  open(uri: vscode.Uri, isHeldDirty: boolean): GoalDocument {
    const address = parseAddress(uri);
    if (address === undefined) throw new Error(l10n.t('This is not the address of a goal.'));
    const { store, log, tenants } = this.#deps;
    const reads = new FormReads(this.#reads, this.#walk.rested(uri));
    const session = new GoalSession({ ...this.#deps, reads, now: () => Date.now() }, address);
    const saver = new GoalSaver(session, { store, log, reads: this.#reads });
    const parts = (): FormParts => ({
      session,
      saver,
      choices: this.#choices,
      readable: this.#readable,
      where: { label: tenants.labelOf(address.tenant), isMarked: tenants.isMarked(address.tenant) },
      waiting: session.isLive ? this.#deps.waits.waiting : undefined,
      past: () => (session.isLive && session.goalId !== undefined ? this.#pasts.of(session.goalId) : undefined),
    });
    const document = new GoalDocument(uri, {
      ...this.#deps,
      session,
      isHeldDirty,
      saver,
      parts,
      autoSaves,
      units: () => store.units(),
      goals: () => this.#goalProgress(),
      connect: () => this.#inBackground(this.#connect(address.tenant)),
      cancelWait: this.#deps.waits.cancel,
      openExisting: (from) => this.#inBackground(this.#openExisting(from)),
      compare: (field) => {
        const theirs = saver.conflict?.theirs[field];
        if (theirs !== undefined) this.#inBackground(this.#compare(uri, field, theirs, session.edits.mine[field]));
      },
      edits: this.#edits,
      created: (created) => this.#inBackground(this.#handOver(created)),
      disposed: (closed) => this.#forget(closed),
    });
    this.#documents.set(uri.toString(), document);
    session.onDidChange(() => this.#mark(document));
    const from = this.#viewStates.get(uri.toString());
    this.#viewStates.delete(uri.toString());
    if (from !== undefined) document.tell({ type: 'goTo', viewState: from });
    return document;
  }

  /** Opens a new goal's form, to be typed into at once. */
  async openNew(address: Parameters<typeof goalUri>[0]): Promise<void> {
    const uri = goalUri(address);
    this.#viewStates.set(uri.toString(), { focus: 'goal-Name', scroll: 0 });
    await openInEditor(uri).finally(() => this.#viewStates.delete(uri.toString()));
  }

  /** VS Code may have opened the goal anew before it closed this document. */
  #forget(closed: GoalDocument): void {
    if (this.document(closed.uri) !== closed) return;
    this.#documents.delete(closed.uri.toString());
    this.#walk.forget(closed.uri);
    if (closed.session.goalId !== undefined) this.#pasts.forget(closed.session.goalId);
    this.#badges.mark(closed.uri, false);
    this.#inBackground(this.#askWhatIsLeft(closed));
  }

  /** VS Code asks nothing before it closes a tab that auto save made clean, or in which a new metric alone is not saved. */
  async #askWhatIsLeft(closed: GoalDocument): Promise<void> {
    const { uri, session } = closed;
    if (!(await closed.leavesDraft()) || this.document(uri) !== undefined) return;
    // At its address lies another window's text, and this one is in the list of drafts.
    if (!session.draft.isAt(session.address)) return;
    if (await wantsToSave(session)) {
      await openInEditor(uri);
      await this.saveAndClose(uri);
    }
  }

  /** Closes the form once the tenant has everything. */
  async saveAndClose(uri: vscode.Uri): Promise<void> {
    const document = this.document(uri);
    if (document === undefined || !(await document.finish())) return;
    const tabs = tabsOf(uri);
    // The form of a new goal ends with the goal's creation, wherever it is shown.
    await vscode.window.tabGroups.close(document.session.address.isNew ? tabs : tabs.slice(0, 1));
  }

  #mark({ uri, session }: GoalDocument): void {
    if (this.document(uri)?.session === session) this.#badges.mark(uri, autoSaves() && !session.isSent);
  }

  async #openExisting(from: GoalDocument): Promise<void> {
    const { store } = this.#deps;
    await store.refresh({ isAsked: false });
    const { edits, address, isLive } = from.session;
    const goal = isLive ? existingGoal(edits, store) : undefined;
    if (goal === undefined) from.tell({ type: 'say', text: noGoalText(isLive && store.state.kind === 'loaded') });
    else await showGoal({ tenant: address.tenant, id: goal.Gsid, isNew: false, name: goal.Name, preset: {} });
  }

  async #compare(uri: vscode.Uri, field: GoalField, theirs: string, mine: string): Promise<void> {
    const [left = '', right = ''] = await this.#readable.whole(field, [theirs, mine]);
    await this.#comparison.show(uri, field, left, right);
  }

  #goalProgress(): LoadStatus {
    const { state } = this.#deps.store;
    switch (state.kind) {
      case 'disconnected':
        return { kind: 'waiting' };
      case 'idle':
      case 'loading':
        return { kind: state.asOf === undefined ? 'loading' : 'loaded' };
      case 'incomplete':
        return { kind: 'waiting' };
      case 'loaded':
        return { kind: 'loaded' };
      case 'failed':
        return state.asOf === undefined ? loadStatusOf(state) : { kind: 'loaded' };
    }
  }

  #storeChanged(change: StoreChange): void {
    this.#pasts.changed(change.goals === 'all' ? change.goals : change.goals.keys());
    const wasFinished = this.#wasFinished;
    this.#wasFinished = isFinished(this.#deps.store.state);
    if (this.#wasFinished && !wasFinished) this.#documents.forEach(({ session }) => session.refreshMetrics());
    this.#choices.forget();
    this.#choicesDue ??= setTimeout(() => {
      this.#choicesDue = undefined;
      this.#documents.forEach((each) => each.pushChoices());
    }, choicesPauseMs);
    this.#followAll(change);
  }

  #followAll(change = noChange): void {
    for (const { session } of this.#documents.values()) {
      session.follow();
      if (session.goalId !== undefined && concerns(change, session.goalId) && !session.metric.isAdding)
        session.refreshMetrics();
    }
  }

  #inBackground(work: Promise<void>): void {
    work.catch((error: unknown) => this.#deps.log.error(`goal form: ${causeOf(error)}`));
  }

  async #connect(tenant: TenantId): Promise<void> {
    if (tenant === sampleTenantId) await vscode.commands.executeCommand('customerGoals.trySampleData');
    else await this.#deps.connect(tenant);
  }

  /** A new goal that has become one of the tenant's gets that goal's editor, in the same place. */
  async #handOver(document: GoalDocument): Promise<void> {
    const columns = tabsOf(document.uri).map(({ group }) => group.viewColumn);
    const { goalId, goal, address } = document.session;
    if (columns.length === 0 || goalId === undefined) return;
    const uri = goalUri(addressOfGoal(address.tenant, goalId, goal?.Name ?? address.name));
    if (document.viewState !== undefined) this.#viewStates.set(uri.toString(), document.viewState);
    await openInColumns(uri, columns).finally(() => this.#viewStates.delete(uri.toString()));
    await vscode.window.tabGroups.close(tabsOf(document.uri), true);
  }
}

/** @param isKnown whether all goals are known now */
const noGoalText = (isKnown: boolean): string =>
  isKnown
    ? l10n.t('The company has no goal with this name.')
    : l10n.t('The company’s goals could not be checked. Try again later.');

/** Read without a resource: a scoped read says `off` while auto save still fires. */
export const autoSaves = (): boolean => vscode.workspace.getConfiguration('files').get('autoSave') !== 'off';

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../../api/schema.ts';
import { explainInOne } from '../../explain.ts';
import type { Event } from '../../model/emitter.ts';
import { NotConnected, type GoalStore } from '../../model/goalStore.ts';
import type { TenantId } from '../../model/tenant.ts';
import type { ShownGoals } from '../../model/views/shownGoals.ts';
import type { Intent, MadeGoal } from '../../plan/intent.ts';
import { languageId } from './languageId.ts';
import { mostGoals, openGoals, type TenantNames } from './openGoals.ts';
import { ReadTexts } from './readTexts.ts';
import { startPlaybook, type Ask } from './startPlaybook.ts';
import { TextCompletions, TextHovers } from './textAssist.ts';
import { TextChecks } from './textChecks.ts';
import { TextFiles } from './textFiles.ts';
import { TextKnown } from './textKnown.ts';
import { TextSaves } from './textSaves.ts';
import { TextStates } from './textStates.ts';

export type GoalTextDeps = {
  readonly store: GoalStore;
  readonly tenant: () => TenantId | undefined;
  readonly tenants: TenantNames;
  readonly onDidChangeTenant: Event<unknown>;
  /** Of a folder for this, by its name. */
  readonly storage: (name: string) => string;
  readonly view: {
    goalIdsOf(row: unknown, selected: unknown): Promise<readonly string[]>;
    companyIdsOf(row: unknown, selected: unknown): Promise<readonly string[]>;
  };
  readonly shown: Pick<ShownGoals, 'isEverything' | 'ready' | 'idsOf'>;
  readonly ask: Ask;
  readonly plans: {
    plan(intents: readonly Intent[]): Promise<unknown>;
    planFile(intents: readonly Intent[], file: string): Promise<boolean>;
    made(file: string): readonly MadeGoal[];
    readonly onDidChange: Event<unknown>;
  };
};

/** So often at most texts are held against what others changed, in milliseconds. */
const followMs = 1000;

/** All that texts of goals need, from the first one on. */
export class GoalTextSession {
  readonly #deps: GoalTextDeps;
  readonly #known: TextKnown;
  readonly #files: TextFiles;
  readonly #states: TextStates;
  readonly #checks: TextChecks;
  readonly #saves: TextSaves;
  readonly #subscription: vscode.Disposable;
  #follow: ReturnType<typeof setTimeout> | undefined;
  /** What the person saves by hand is planned; what is saved by itself is not. */
  readonly #meant = new WeakSet<vscode.TextDocument>();

  constructor(deps: GoalTextDeps) {
    this.#deps = deps;
    const { store, tenant, plans } = deps;
    this.#known = new TextKnown(deps);
    this.#files = new TextFiles(deps.storage('texts'));
    this.#states = new TextStates(this.#files, this.#known, tenant, (file) => plans.made(file));
    const texts = new ReadTexts();
    this.#checks = new TextChecks(this.#states, this.#known, texts);
    const [states, known, checks] = [this.#states, this.#known, this.#checks];
    this.#saves = new TextSaves({ store, tenant, plans, states, known, checks, texts });
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.#checkSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#checkSoon(document)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#checks.forget(document);
        this.#states.forget(document);
      }),
      vscode.workspace.onWillSaveTextDocument((event) => this.#willSave(event)),
      vscode.workspace.onDidSaveTextDocument((document) => this.#didSave(document)),
      vscode.languages.registerCompletionItemProvider(languageId, new TextCompletions(known), ' '),
      vscode.languages.registerHoverProvider(languageId, new TextHovers(known, texts)),
      store.onDidChange(() => this.#followSoon()),
      plans.onDidChange(() => this.#arrive()),
      deps.onDidChangeTenant(() => this.#followSoon()),
      this.#checks,
    );
    this.#checkAll();
  }

  dispose(): void {
    clearTimeout(this.#follow);
    this.#subscription.dispose();
  }

  #checkSoon(document: vscode.TextDocument): void {
    if (isText(document)) this.#checks.checkSoon(document);
  }

  #checkAll(): void {
    for (const document of vscode.workspace.textDocuments) this.#checkSoon(document);
  }

  #followSoon(): void {
    this.#follow ??= setTimeout(() => {
      this.#follow = undefined;
      this.#checkAll();
    }, followMs);
  }

  /** Before the plan that says what was made gives way to another. */
  #arrive(): void {
    for (const document of vscode.workspace.textDocuments)
      if (isText(document)) void this.#saves.arrive(document).catch(tell);
  }

  #willSave(event: vscode.TextDocumentWillSaveEvent): void {
    const { document, reason } = event;
    if (!isText(document) || reason !== vscode.TextDocumentSaveReason.Manual) return;
    this.#meant.add(document);
    event.waitUntil(this.#saves.edits(document).catch(() => []));
  }

  #didSave(document: vscode.TextDocument): void {
    if (this.#meant.delete(document)) void this.#saves.plan(document).catch(tell);
  }

  /** Plans the text that is being edited, and saves it before. */
  async planActive(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isText(document)) return;
    if (!document.isDirty) return this.#saves.plan(document);
    this.#meant.add(document);
    await document.save();
  }

  async edit(row: unknown, selected: unknown): Promise<void> {
    const { store, tenant, tenants } = this.#deps;
    const of = tenant();
    if (of === undefined) throw new NotConnected();
    const { goals, name } = await this.#meantBy(row, selected);
    if (tenant() !== of) throw new NotConnected();
    if (goals.length === 0) {
      void vscode.window.showInformationMessage(l10n.t('There are no goals to open as text.'));
      return;
    }
    await openGoals(goals, name, { store, tenant, tenants, known: this.#known, files: this.#files });
  }

  /** The goals of a company's row, those that are selected, or else those that are shown. */
  async #meantBy(row: unknown, selected: unknown): Promise<{ readonly goals: readonly Goal[]; readonly name: string }> {
    const { store, view, shown } = this.#deps;
    const companyIds = await view.companyIdsOf(row, selected);
    const [companyId, ...more] = companyIds;
    if (companyId !== undefined) {
      const name = more.length === 0 ? store.company(companyId)?.name : undefined;
      return { goals: companyIds.flatMap((id) => store.goalsOf(id)), name: name ?? l10n.t('Selected companies') };
    }
    const ids = await view.goalIdsOf(row, selected);
    if (ids.length > 0) {
      const some = this.#goals(ids);
      const [first, ...others] = some;
      return { goals: some, name: others.length === 0 ? (first?.Name ?? '') : l10n.t('Selected goals') };
    }
    const listing = await shown.ready();
    const all = shown.isEverything ? store.goalIds() : (listing?.groups.flatMap(({ rows }) => shown.idsOf(rows)) ?? []);
    return { goals: this.#goals([...new Set(all)]), name: l10n.t('Goals') };
  }

  #goals(ids: readonly string[]): readonly Goal[] {
    const goals = ids.slice(0, mostGoals).map((id) => this.#deps.store.goal(id));
    const there = goals.filter((goal) => goal !== undefined);
    const [first] = there;
    // How many they are is said; what they are is not looked at.
    return ids.length > mostGoals && first !== undefined ? Array.from(ids, () => first) : there;
  }

  startPlaybook(file: unknown): Promise<void> {
    const { tenant, ask, plans } = this.#deps;
    const uri = file instanceof vscode.Uri ? file : undefined;
    return startPlaybook(uri, { tenant, ask, plans, known: this.#known, checks: this.#checks });
  }
}

const isText = ({ languageId: id }: vscode.TextDocument): boolean => id === languageId;

/** A save is no command: nobody else tells of its failure. */
const tell = (error: unknown): void => void vscode.window.showErrorMessage(explainInOne(error));

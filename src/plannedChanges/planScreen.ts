import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { rowsForKey } from '../listFocus.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { Intent } from '../plan/intent.ts';
import type { PlanRow } from '../plan/plan.ts';
import type { Candidate } from '../plan/resolver.ts';
import { phrase } from '../words/phrase.ts';
import { answerQuestion } from './answerQuestion.ts';
import { applyWithProgress } from './applyWithProgress.ts';
import { isIn, toggled } from './checks.ts';
import { decide } from './decide.ts';
import { countsText } from './planCounts.ts';
import { offerVersions, type OfferDeps } from './offerVersions.ts';
import type { PlanDiff } from './planDiff.ts';
import type { PlanItems } from './planItems.ts';
import { outcomeText } from './planOutcome.ts';
import { heldWords, isAgreed, isAgreedToDiscard } from './planQuestions.ts';
import type { PlanSession } from './planSession.ts';
import type { Agreed } from './sendPlan.ts';
import { isShownInFile } from './shownInFile.ts';
import { isUndoable } from './planned.ts';
import type { PlanNode, PlanTree } from './planTree.ts';
import { whatToApply } from './whatToApply.ts';

export type PlanScreenDeps = {
  readonly store: GoalStore;
  readonly drafts: OfferDeps['drafts'];
  readonly forms: OfferDeps['forms'] & { openGoal(goal: Goal): Promise<void> };
};

export const viewId = 'customerGoals.plan';

type Parts = {
  readonly view: vscode.TreeView<PlanNode>;
  readonly items: PlanItems;
  readonly tree: PlanTree;
  readonly diff: PlanDiff;
  /** Has the list drawn anew, in a moment. */
  readonly redraw: () => void;
};

/** What a person does with the list. */
export class PlanScreen {
  readonly #deps: PlanScreenDeps;
  readonly #session: PlanSession;
  readonly #parts: Parts;
  /** Whether a person is being asked what to apply. */
  #isAsking = false;

  constructor(deps: PlanScreenDeps, session: PlanSession, parts: Parts) {
    this.#deps = deps;
    this.#session = session;
    this.#parts = parts;
  }

  /** Resolves when VS Code knows whether the list is to be seen. */
  show(): Thenable<unknown> {
    const session = this.#session;
    const { planned, isReady, isApplying, unsettled } = session;
    const { view } = this.#parts;
    view.description = planned === undefined || !isReady ? '' : countsText(planned, session.rows());
    view.message = planned === undefined || isReady ? '' : l10n.t('Waiting for the goals to load…');
    const isOpen = planned?.steps === undefined ? planned !== undefined && isReady : unsettled > 0;
    void setContext('customerGoals.canApplyPlan', isOpen && !isApplying);
    void setContext('customerGoals.isApplyingPlan', isApplying);
    void setContext('customerGoals.canUndoPlan', planned !== undefined && isUndoable(planned) && !isApplying);
    return setContext('customerGoals.hasPlan', planned !== undefined);
  }

  /** Where the list is drawn meanwhile, VS Code may open a company and show none of its goals: once it is over, it is drawn once more. */
  async #reveal(node: PlanNode, focus: boolean): Promise<void> {
    await this.#parts.view.reveal(node, { focus, select: false });
    this.#parts.redraw();
  }

  /** Takes the person to the first row. */
  async #goThere(): Promise<void> {
    await this.show();
    await vscode.commands.executeCommand(`${viewId}.focus`);
    const first = this.#parts.items.getChildren()[0];
    if (first !== undefined) await this.#reveal(first, true);
  }

  /** @returns whether the changes are planned now */
  async plan(intents: readonly Intent[]): Promise<boolean> {
    const isPlanned = intents.length > 0 && (await this.#add(intents));
    if (isPlanned) await this.#goThere();
    return isPlanned;
  }

  /** @returns whether it is planned; the person stays where they are */
  async planFile(intents: readonly Intent[], file: string): Promise<boolean> {
    const { planned } = this.#session;
    const hadSome = planned?.steps === undefined && planned?.plan.intents.some(({ source }) => source?.file === file);
    if (intents.length === 0 && hadSome !== true) return true;
    if (!(await this.#add(intents, file))) return false;
    const now = this.#session.planned;
    if (now?.plan.intents.length === 0) await this.#session.discard(now);
    await this.show();
    const [first] = this.#parts.items.getChildren();
    if (first !== undefined) await this.#reveal(first, false);
    return true;
  }

  async #add(intents: readonly Intent[], file?: string): Promise<boolean> {
    if (this.#session.isApplying) {
      const text = l10n.t('Wait until the planned changes have been applied, then try again.');
      void vscode.window.showInformationMessage(text);
      return false;
    }
    const { tenant, planned, unsettled, held } = this.#session;
    const isAsked = unsettled + held > 0;
    if (isAsked && !(await this.#mayReplace())) return false;
    const location = { viewId: 'customerGoals.goals' };
    const options = { tenant, file, replaced: isAsked ? planned?.plan.id : undefined };
    await vscode.window.withProgress({ location }, () => this.#session.add(intents, options));
    return true;
  }

  async #mayReplace(): Promise<boolean> {
    const { unsettled, held } = this.#session;
    const question =
      unsettled === 0
        ? l10n.t('Discard the planned changes?')
        : phrase(
            l10n.t(
              '{0, plural, one {Discard the planned change that has not been applied?} other {Discard # planned changes that have not been applied?}}',
            ),
            unsettled,
          );
    const detail = [l10n.t('The new changes replace them.'), ...heldWords(held)].join('\n');
    const yes = l10n.t('Discard and Continue');
    return (await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) === yes;
  }

  async apply(ended: AbortSignal): Promise<void> {
    // Who presses twice is asked once.
    if (this.#isAsking) return;
    this.#isAsking = true;
    const agreed = await this.#askWhatToApply().finally(() => (this.#isAsking = false));
    if (agreed === undefined) return;
    const applied = await applyWithProgress(this.#session, agreed, ended);
    if (applied === undefined) return;
    // Who reads the message may go on, or do something else.
    void this.#tell(outcomeText(applied), agreed.plan.id);
  }

  async #askWhatToApply(): Promise<Agreed | undefined> {
    const { planned, isReady, isApplying } = this.#session;
    if (planned === undefined || isApplying) return undefined;
    if (!isReady) {
      void vscode.window.showInformationMessage(l10n.t('The goals are not loaded yet. Try again when they are.'));
      return undefined;
    }
    const found = await whatToApply(planned, this.#session, { store: this.#deps.store, viewId });
    if (found === 'stopped') return undefined;
    if (found === undefined || found.steps.length === 0) {
      void vscode.window.showInformationMessage(l10n.t('There is nothing to apply.'));
      return undefined;
    }
    const { plan, steps, isBegun } = found;
    return isBegun || (await isAgreed({ ...planned, plan }, this.#session.rows(), steps)) ? found : undefined;
  }

  async #tell({ text, isWell }: ReturnType<typeof outcomeText>, planId: string): Promise<void> {
    const [undo, show] = [l10n.t('Undo'), l10n.t('Show Planned Changes')];
    const { planned } = this.#session;
    const undos = planned !== undefined && isUndoable(planned) ? [undo] : [];
    const chosen = isWell
      ? await vscode.window.showInformationMessage(text, ...undos)
      : await vscode.window.showWarningMessage(text, show, ...undos);
    if (chosen === undo) await this.#undoOf(planId);
    if (chosen === show) await this.#goThere();
  }

  /** A message may be answered when something else is planned, or another tenant is connected. */
  async #undoOf(planId: string): Promise<void> {
    if (this.#session.planned?.plan.id === planId) {
      await vscode.commands.executeCommand('customerGoals.undoPlan');
      return;
    }
    const gone = l10n.t('These changes are no longer listed in Planned Changes, so nothing was undone.');
    void vscode.window.showWarningMessage(gone);
  }

  async undo(): Promise<void> {
    const { planned, unsettled, held, isApplying } = this.#session;
    if (planned === undefined || !isUndoable(planned) || isApplying) return;
    if (unsettled + held > 0 && !(await this.#mayReplace())) return;
    await this.#session.undo(planned);
    await this.#goThere();
  }

  async discard(): Promise<void> {
    const { planned, unsettled, held, isApplying } = this.#session;
    if (planned === undefined || isApplying) return;
    const isOver = planned.steps !== undefined && unsettled + held === 0;
    if (!isOver && !(await isAgreedToDiscard(planned.steps === undefined, unsettled, held))) return;
    await this.#session.discard(planned);
  }

  async open(node: PlanNode | undefined): Promise<void> {
    const row = this.#rowOf(node);
    if (node === undefined || row === undefined) return;
    if (node.kind === 'field' && node.field === 'Description') return this.#parts.diff.show(row);
    if (row.state.kind === 'open' && this.#session.planned?.steps === undefined) return this.decide(node);
    if (row.state.kind === 'refused' && (await isShownInFile(row))) return;
    const goal = this.#goalOf(row);
    if (goal === undefined) return;
    await offerVersions(row.key, goal, this.#session, this.#deps);
    await this.#deps.forms.openGoal(goal);
  }

  /** None of a plan that another has taken the place of, while its rows are still to be seen. */
  #rowOf(node: PlanNode | undefined): PlanRow | undefined {
    const { tree } = this.#parts;
    const isShown = tree.planId === this.#session.planned?.plan.id;
    return !isShown || node === undefined || node.kind === 'company' ? undefined : tree.row(node.key);
  }

  #goalOf({ key, state }: PlanRow): Goal | undefined {
    const became = this.#session.planned?.states.get(key);
    const id = became?.kind === 'done' ? became.goalId : 'goalId' in state ? state.goalId : undefined;
    return id === undefined ? undefined : this.#deps.store.goal(id);
  }

  async decide(node: PlanNode | undefined): Promise<void> {
    const row = this.#rowOf(node);
    const { planned } = this.#session;
    if (row?.state.kind !== 'open' || planned === undefined || planned.steps !== undefined) return;
    for (const question of row.state.questions) {
      const id = await decide(question, this.#candidates(question.field));
      if (id === undefined) return;
      await answerQuestion(question, id, planned.plan, { session: this.#session, store: this.#deps.store });
    }
  }

  #candidates(field: string | undefined): readonly Candidate[] {
    const { store } = this.#deps;
    if (field === 'CompanyId') return store.companies().map(({ Gsid, name }) => ({ id: Gsid, name }));
    if (field === 'OwnerId') return store.owners();
    if (field === 'TemplateId') return this.#session.templates.filter(({ isActive }) => isActive);
    return [];
  }

  check(clicked: readonly (readonly [PlanNode, vscode.TreeItemCheckboxState])[]): Promise<void> {
    return this.#setAll(clicked.map(([node, state]) => [node, state === vscode.TreeItemCheckboxState.Checked]));
  }

  async toggle(): Promise<void> {
    const { view, tree } = this.#parts;
    const [first, ...others] = await rowsForKey(view);
    const leftOut = new Set(this.#session.planned?.plan.leftOut);
    const part = first && tree.part(first);
    if (first === undefined || part === undefined) return;
    const isWanted = !isIn(part, leftOut);
    await this.#setAll([first, ...others].map((node) => [node, isWanted]));
  }

  async #setAll(wanted: readonly (readonly [PlanNode, boolean])[]): Promise<void> {
    const { tree } = this.#parts;
    await this.#session.change((plan) => {
      let { leftOut } = plan;
      for (const [node, isWanted] of wanted) {
        const part = tree.part(node);
        if (part !== undefined) leftOut = toggled(part, isWanted, leftOut);
      }
      return { ...plan, leftOut };
    }, tree.planId);
  }
}

const setContext = (key: string, value: boolean): Thenable<unknown> =>
  vscode.commands.executeCommand('setContext', key, value);

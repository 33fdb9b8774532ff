import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { asPlainText } from '../explain.ts';
import { today } from '../model/dueDate.ts';
import type { Owner } from '../model/goalIndex.ts';
import type { SweepReason } from './goalsToSweep.ts';
import {
  changeCount,
  decisionOn,
  moved,
  reset,
  withField,
  withNote,
  withTyped,
  type Sweep,
  type SweptField,
} from './sweep.ts';
import { cardRows, endRows, type CardAct, type CardRow } from './sweepCard.ts';

export type SweepBoxDeps = {
  readonly goal: (goalId: string) => Goal | undefined;
  readonly owners: () => readonly Owner[];
  readonly reasons: ReadonlyMap<string, readonly SweepReason[]>;
  readonly readDate: (text: string) => string | undefined;
  /** Keeps the place, and what is decided or typed now. @returns it with what other windows decided @throws whatever the disk says */
  readonly keep: (sweep: Sweep, decide: (sweep: Sweep) => Sweep) => Sweep;
};

/** How a person left the box; a goal to open. */
export type Left = { readonly how: 'left' | 'review' | 'failed'; readonly open?: Goal; readonly error?: unknown };

type Item = vscode.QuickPickItem & { readonly act?: CardAct };

/** A card for each goal in one box: what is typed is a status, a date, an owner or an update, and Enter alone goes on. */
export class SweepBox {
  readonly #deps: SweepBoxDeps;
  readonly #pick = vscode.window.createQuickPick<Item>();
  #sweep: Sweep;
  /** The goal as the person sees it. */
  #shown: Goal | undefined;
  #left: Left = { how: 'left' };
  #items: readonly Item[] = [];
  #listedFor = '';

  constructor(sweep: Sweep, deps: SweepBoxDeps) {
    this.#sweep = sweep;
    this.#deps = deps;
  }

  ask(token: vscode.CancellationToken): Promise<Left> {
    const pick = this.#pick;
    // The order says what is likeliest. Not in the API's types, and there in all versions.
    Object.assign(pick, { sortByLabel: false, matchOnLabel: false });
    pick.ignoreFocusOut = true;
    pick.totalSteps = this.#sweep.goalIds.length;
    return new Promise((resolve) => {
      const ending = token.onCancellationRequested(() => pick.hide());
      const heard = vscode.Disposable.from(
        ending,
        pick.onDidChangeValue(() => this.#typed()),
        pick.onDidAccept(() => this.#accept()),
        pick.onDidTriggerButton(() => this.#do({ kind: 'back' })),
        pick.onDidHide(() => {
          heard.dispose();
          pick.dispose();
          resolve(this.#left);
        }),
      );
      this.#card();
      pick.show();
    });
  }

  /** Shows the goal that is looked at now, or the end. */
  #card(): void {
    const { goalIds, at } = this.#sweep;
    const goal = this.#deps.goal(goalIds[at] ?? '');
    if (goal === undefined && at < goalIds.length) return this.#go(1);
    this.#shown = goal;
    const pick = this.#pick;
    pick.step = goal === undefined ? undefined : at + 1;
    pick.totalSteps = goal === undefined ? undefined : goalIds.length;
    pick.title = goal === undefined ? l10n.t('Weekly Sweep') : l10n.t('Weekly Sweep: {0}', asPlainText(goal.Name));
    pick.placeholder =
      goal === undefined
        ? l10n.t('You have gone through all goals.')
        : l10n.t('Press Enter for the next goal, or type a status, a date such as “+2w”, an owner, or an update');
    pick.buttons = this.#isFirst() ? [] : [vscode.QuickInputButtons.Back];
    pick.value = goal === undefined ? '' : decisionOn(this.#sweep, goal.Gsid).typed;
    this.#list();
  }

  #isFirst(): boolean {
    return moved(this.#sweep, -1, (id) => this.#deps.goal(id) !== undefined) === this.#sweep;
  }

  #rows(): readonly CardRow[] {
    const goal = this.#shown;
    const { owners, reasons, readDate } = this.#deps;
    const changes = changeCount(this.#sweep);
    if (goal === undefined) return endRows(changes);
    const decision = decisionOn(this.#sweep, goal.Gsid);
    const of = { goal, decision, owners: owners(), reasons: reasons.get(goal.Gsid) ?? [] };
    return cardRows({ ...of, now: new Date(), isFirst: this.#isFirst(), changes, readDate }, this.#pick.value);
  }

  #list(): void {
    this.#items = this.#rows().map(itemOf);
    this.#pick.items = this.#items;
    this.#listedFor = this.#pick.value;
  }

  #typed(): void {
    const { value } = this.#pick;
    if (value === this.#listedFor) return;
    this.#list();
    const goalId = this.#shown?.Gsid;
    if (goalId !== undefined) this.#put((sweep) => withTyped(sweep, goalId, value));
  }

  /** What was typed last counts, not what was listed for what stood there before: VS Code tells later which row is active then. */
  #accept(): void {
    if (this.#listedFor !== this.#pick.value) this.#list();
    const active =
      this.#pick.activeItems.find((item) => this.#items.includes(item)) ??
      this.#items.find((item) => item.act !== undefined);
    if (active?.act !== undefined) this.#do(active.act);
  }

  #do(act: CardAct): void {
    const goal = this.#shown;
    if (act.kind === 'review') return this.#leave({ how: 'review' });
    if (act.kind === 'next' || act.kind === 'back') return this.#go(act.kind === 'next' ? 1 : -1);
    if (goal === undefined) return undefined;
    if (act.kind === 'open') return this.#leave({ how: 'left', open: goal });
    if (!this.#put((sweep) => withTyped(decided(sweep, goal, act), goal.Gsid, ''))) return undefined;
    this.#pick.value = '';
    return this.#list();
  }

  #go(by: 1 | -1): void {
    // To go on decides nothing about the goal that was shown.
    if (this.#put((sweep) => moved(sweep, by, (id) => this.#deps.goal(id) !== undefined))) this.#card();
  }

  /** On disk at once; where that fails, the box closes and says so. */
  #put(decide: (sweep: Sweep) => Sweep): boolean {
    try {
      this.#sweep = this.#deps.keep(this.#sweep, decide);
      return true;
    } catch (error) {
      this.#leave({ how: 'failed', error });
      return false;
    }
  }

  #leave(left: Left): void {
    this.#left = left;
    this.#pick.hide();
  }
}

const decided = (sweep: Sweep, goal: Goal, act: CardAct): Sweep => {
  if (act.kind === 'set') return withField(sweep, goal.Gsid, act.field, act.value, heldIn(goal, act.field));
  if (act.kind === 'note') return withNote(sweep, goal.Gsid, { date: today(new Date()), text: act.text });
  return reset(sweep, goal.Gsid);
};

const heldIn = (goal: Goal, field: SweptField): string => goal[field] ?? '';

const itemOf = (row: CardRow): Item => {
  if ('title' in row) return { label: row.title, kind: vscode.QuickPickItemKind.Separator };
  const { icon, ...others } = row;
  return { ...others, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true };
};

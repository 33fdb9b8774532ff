import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { DescriptionHits, type Hits } from './descriptionHits.ts';
import { stateWords } from './findByState.ts';
import { findGoals, type Found, type FindParts } from './findGoals.ts';
import { findNotes, findTitle, type FindNote, type FindPurpose } from './findNotes.ts';
import { goalButtons, isGoalButton, type GoalActions } from './goalButtons.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { isExpectingGoals } from '../model/loadState.ts';
import { choiceText } from '../words/lists.ts';

export type FindGoalDeps = {
  readonly store: Pick<
    GoalStore,
    | 'state'
    | 'onDidChange'
    | 'find'
    | 'prepareFind'
    | 'describedBy'
    | 'goal'
    | 'company'
    | 'load'
    | 'companies'
    | 'stats'
    | 'goalsOf'
  >;
  readonly view: {
    /** How the side bar shows the goal. */
    look(goal: Goal): { readonly icon: vscode.ThemeIcon; readonly description: string };
    reveal(goalId: string): Promise<void>;
  };
  readonly find: FindParts;
  readonly actions: GoalActions;
};

type Item = vscode.QuickPickItem & { readonly goal?: Goal; readonly note?: FindNote };

/** Nobody reads on further than that; typing on is shorter. */
const mostShown = 200;
const typingMs = 30;
const changeMs = 250;

/**
 * Lets a person find one of all goals by typing, while they are being loaded, too. Undefined when they leave, or go to the goal in the
 * side bar instead.
 */
export const findGoal = (deps: FindGoalDeps, purpose: FindPurpose): Promise<Goal | undefined> =>
  new Promise((resolve) => {
    const { store, view } = deps;
    const pick = vscode.window.createQuickPick<Item>();
    // The order of what was found is its rank; VS Code would sort it by label. Not in the API's types, and there in all versions.
    Object.assign(pick, { sortByLabel: false });
    const states = choiceText(stateWords.map((word) => l10n.t('“{0}”', word)));
    pick.placeholder = l10n.t('Search by goal, company, or owner, or type {0}', states);
    const turn = new Turn();
    const descriptions = new DescriptionHits({
      describedBy: (...asked) => store.describedBy(...asked),
      after,
      onDidChange: () => void show(false),
    });
    let shownFor: string | undefined;
    let isHidden = false;
    const show = async (isTyped: boolean): Promise<void> => {
      const isCurrent = turn.begin();
      await store.prepareFind();
      if (!isCurrent()) return;
      const text = pick.value;
      const found = await findGoals(store, deps.find, text, mostShown, new Date());
      if (!isCurrent()) return;
      descriptions.ask(found.isByWords === true ? text : '');
      showFound(pick, deps, purpose, { found, hits: descriptions.hits, isTyped });
      shownFor = text;
    };
    const accept = (item: Item | undefined): void => {
      if (item?.note?.kind === 'failed') void store.load();
      if (item?.goal === undefined) return;
      resolve(item.goal);
      pick.hide();
    };
    /** What is meant where nothing else was chosen: a title above the list cannot be. */
    const first = (): Item | undefined => pick.items.find(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
    /** Enter came before the list of what was typed last: it means the first of that. A change of the goals may overtake the list. */
    const acceptTyped = async (typed: string): Promise<void> => {
      if (isHidden || pick.value !== typed) return undefined;
      if (shownFor === typed) return accept(first());
      await show(true);
      return acceptTyped(typed);
    };
    const subscription = store.onDidChange(() => {
      if (store.state.kind === 'disconnected') return pick.hide();
      return turn.start(changeMs, () => void show(false), { restarts: false });
    });
    pick.onDidChangeValue(() => turn.start(typingMs, () => void show(true), { restarts: true }));
    pick.onDidTriggerItemButton(({ button, item: { goal } }) => {
      if (goal === undefined || !isGoalButton(button)) return pick.hide();
      if (button.does === 'copyLink') return deps.actions.copyLink(goal);
      if (button.does === 'toggleWatch')
        return deps.actions.toggleWatch('goals', goal.Gsid).then(() => (isHidden ? undefined : show(false)));
      const act = button.does === 'edit' ? deps.actions.edit(goal) : view.reveal(goal.Gsid);
      resolve(act.then(() => undefined));
      return pick.hide();
    });
    pick.onDidAccept(() => {
      // VS Code selects none where the list changed under way.
      if (shownFor === pick.value) return accept(pick.selectedItems[0] ?? first());
      return acceptTyped(pick.value);
    });
    pick.onDidHide(() => {
      isHidden = true;
      descriptions.end();
      turn.end();
      subscription.dispose();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
    void show(true);
  });

const showFound = (
  pick: vscode.QuickPick<Item>,
  { store, view, actions }: FindGoalDeps,
  purpose: FindPurpose,
  { found, hits, isTyped }: { readonly found: Found; readonly hits: Hits; readonly isTyped: boolean },
): void => {
  const { state } = store;
  const [active] = pick.activeItems;
  const byName = new Set(found.goals.map(({ Gsid }) => Gsid));
  const described = hits.goals.filter(({ Gsid }) => !byName.has(Gsid));
  const itemOf = (goal: Goal, isDescribed: boolean): Item =>
    goalItem(goal, {
      company: store.company(goal.CompanyId)?.name ?? '',
      look: view.look(goal),
      isWatched: actions.isWatched(goal.Gsid),
      isDescribed,
    });
  const items: readonly Item[] = [
    ...(found.correctedTo === undefined ? [] : [correctedItem(found.correctedTo)]),
    ...found.goals.map((goal) => itemOf(goal, false)),
    ...(described.length === 0 ? [] : [describedBelow()]),
    ...described.map((goal) => itemOf(goal, true)),
    ...findNotes(pick.value, found, state, hits).map((note) => noteItem(note)),
  ];
  pick.title = findTitle(purpose, state);
  pick.busy = isExpectingGoals(state) || hits.isAsking;
  // What comes in while somebody reads the list does not move it.
  pick.keepScrollPosition = !isTyped;
  pick.items = items;
  const same = items.find(({ goal }) => goal !== undefined && goal.Gsid === active?.goal?.Gsid);
  if (!isTyped && same !== undefined) pick.activeItems = [same];
};

type Looks = {
  readonly company: string;
  readonly look: ReturnType<FindGoalDeps['view']['look']>;
  readonly isWatched: boolean;
  /** Whether its description has the words, and no name. */
  readonly isDescribed: boolean;
};

const goalItem = (goal: Goal, { company, look, isWatched, isDescribed }: Looks): Item => ({
  label: plainLabel(goal.Name),
  description: [
    plainLabel(company),
    look.description,
    plainLabel(goal.OwnerName ?? ''),
    isDescribed ? l10n.t('in its description') : '',
  ]
    .filter((part) => part !== '')
    .join(' · '),
  iconPath: look.icon,
  alwaysShow: true,
  buttons: goalButtons(isWatched),
  goal,
});

const describedBelow = (): Item => ({
  kind: vscode.QuickPickItemKind.Separator,
  label: l10n.t('Found in the description'),
});

/** Says by which words, above what they found; it cannot be chosen. */
const correctedItem = (words: string): Item => ({
  kind: vscode.QuickPickItemKind.Separator,
  label: l10n.t('Results for “{0}”', plainLabel(words)),
});

const noteIcons: Readonly<Record<FindNote['kind'], string>> = {
  more: 'ellipsis',
  none: 'circle-slash',
  failed: 'error',
  refused: 'error',
  notSearched: 'warning',
};

const noteItem = (note: FindNote): Item => ({
  label: note.label,
  description: note.description,
  iconPath: new vscode.ThemeIcon(noteIcons[note.kind]),
  alwaysShow: true,
  note,
});

const after = (ms: number, act: () => void): { dispose(): void } => {
  const timer = setTimeout(act, ms);
  return { dispose: () => clearTimeout(timer) };
};

/** One thing at a time to do a moment later; what was begun before it does not count any more. */
class Turn {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #number = 0;

  start(ms: number, run: () => void, { restarts }: { readonly restarts: boolean }): void {
    if (this.#timer !== undefined && !restarts) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      run();
    }, ms);
  }

  /** In place of what was to be done later. Returns what tells whether this is still what was begun last. */
  begin(): () => boolean {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const number = (this.#number += 1);
    return () => number === this.#number;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#number += 1;
  }
}

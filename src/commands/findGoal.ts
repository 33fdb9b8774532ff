import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { DescriptionHits, type Hits } from './descriptionHits.ts';
import { stateWords } from './findByState.ts';
import { findGoals, type Found, type FindParts } from './findGoals.ts';
import { findNotes, findTitle, severalNotes, type FindNote, type FindPurpose } from './findNotes.ts';
import { correctedItem, describedBelow, goalItem, mostShown, type FoundItem } from './foundItem.ts';
import { goalButtons, isGoalButton, type GoalActions } from './goalButtons.ts';
import { changeMs, Turn, typingMs } from './turn.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { after } from '../model/after.ts';
import { isExpectingGoals } from '../model/loadState.ts';
import { PickRows } from '../pickRows.ts';
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
    appearanceOf(goal: Goal): { readonly icon: vscode.ThemeIcon; readonly description: string };
    reveal(goalId: string): Promise<void>;
  };
  readonly find: FindParts;
  readonly actions: GoalActions;
  /** Where more than one can be meant. */
  readonly several?: {
    /** Lets a person pick some of what a text finds. */
    some(text: string): Promise<void>;
    /** @param described found in descriptions */
    all(text: string, described: readonly Goal[]): Promise<void>;
  };
};

type Item = FoundItem & { readonly note?: FindNote };

/**
 * Lets a person find one of all goals by typing, while they are being loaded, too. Undefined when they leave, or go to the goal in the
 * side bar or to several goals instead.
 */
export const findGoal = (deps: FindGoalDeps, purpose: FindPurpose, start = ''): Promise<Goal | undefined> =>
  new Promise((resolve) => {
    const { store, view, several } = deps;
    const pick = vscode.window.createQuickPick<Item>();
    // The order of what was found is its rank; VS Code would sort it by label. Not in the API's types, and there in all versions.
    Object.assign(pick, { sortByLabel: false });
    const states = choiceText(stateWords.map((word) => l10n.t('“{0}”', word)));
    pick.placeholder = l10n.t('Search by goal, company, or owner, or type {0}', states);
    pick.buttons = several === undefined ? [] : [severalButton()];
    pick.value = start;
    const rows = new PickRows<Item>(pick, isSameRow);
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
      const { hits } = descriptions;
      pick.title = findTitle(purpose, store.state);
      pick.busy = isExpectingGoals(store.state) || hits.isAsking;
      rows.give(itemsOf(pick.value, deps, found, hits), { isTyped });
      shownFor = text;
    };
    /** Once the list is closed, which would close what is opened by that. */
    const leaveTo = (next: () => Promise<void> | undefined): void => {
      const begin = async (): Promise<undefined> => {
        await Promise.resolve();
        await next();
      };
      resolve(begin());
      pick.hide();
    };
    const accept = (item: Item | undefined): void => {
      if (item?.note?.kind === 'failed') void store.load();
      const { goals: described } = descriptions.hits;
      if (item?.note?.kind === 'some') return leaveTo(() => several?.some(pick.value));
      if (item?.note?.kind === 'all') return leaveTo(() => several?.all(pick.value, described));
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
    pick.onDidTriggerButton(() => leaveTo(() => several?.some(pick.value)));
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
      if (shownFor === pick.value) return accept(rows.active ?? first());
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

const itemsOf = (
  text: string,
  { store, view, actions, several }: FindGoalDeps,
  found: Found,
  hits: Hits,
): readonly Item[] => {
  const byName = new Set(found.goals.map(({ Gsid }) => Gsid));
  const described = hits.goals.filter(({ Gsid }) => !byName.has(Gsid));
  const itemOf = (goal: Goal, isDescribed: boolean): Item =>
    goalItem(goal, {
      company: store.company(goal.CompanyId)?.name ?? '',
      appearance: view.appearanceOf(goal),
      buttons: goalButtons(actions.isWatched(goal.Gsid)),
      isDescribed,
    });
  return [
    ...(found.correctedTo === undefined ? [] : [correctedItem(found.correctedTo)]),
    ...found.goals.map((goal) => itemOf(goal, false)),
    ...(described.length === 0 ? [] : [describedBelow()]),
    ...described.map((goal) => itemOf(goal, true)),
    ...findNotes(text, found, store.state, hits).map((note) => noteItem(note)),
    ...(several === undefined ? [] : severalNotes(text, found, described.length)).map((note) => noteItem(note)),
  ];
};

/** Whether a person who is at one is at the other once the list is drawn anew. Other notes come first where nothing else is there. */
const isSameRow = ({ goal, note }: Item, other: Item): boolean =>
  goal === undefined
    ? (note?.kind === 'some' || note?.kind === 'all') && note.kind === other.note?.kind
    : goal.Gsid === other.goal?.Gsid;

const noteIcons: Readonly<Record<FindNote['kind'], string>> = {
  more: 'ellipsis',
  none: 'circle-slash',
  failed: 'error',
  refused: 'error',
  notSearched: 'warning',
  some: 'list-selection',
  all: 'checklist',
};

const severalButton = (): vscode.QuickInputButton => ({
  iconPath: new vscode.ThemeIcon('list-selection'),
  tooltip: l10n.t('Select Several…'),
});

const noteItem = (note: FindNote): Item => ({
  label: note.label,
  description: note.description,
  iconPath: new vscode.ThemeIcon(noteIcons[note.kind]),
  alwaysShow: true,
  note,
});

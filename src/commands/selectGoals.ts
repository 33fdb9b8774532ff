import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { BoxedRows } from './boxedRows.ts';
import { DescriptionHits } from './descriptionHits.ts';
import { correctedItem, describedBelow, goalItem, mostShown, type FoundItem } from './foundItem.ts';
import type { FindGoalDeps } from './findGoal.ts';
import { findGoals, type Found } from './findGoals.ts';
import { selectTitle } from './findNotes.ts';
import type { Picks } from './picks.ts';
import { changeMs, Turn, typingMs } from './turn.ts';
import { after } from '../model/after.ts';
import { isExpectingGoals } from '../model/loadState.ts';

/** The goals that a person picked, or the text with which they go back to find one. */
export type SelectedGoals = { readonly goals: readonly Goal[] } | { readonly backTo: string };

/** Lets a person pick several of the goals that a text finds. What is picked stays so while they type another. */
export const selectGoals = (deps: FindGoalDeps, text: string): Promise<SelectedGoals | undefined> =>
  new Promise((resolve) => {
    const { store } = deps;
    const pick = vscode.window.createQuickPick<FoundItem>();
    // As where one is found.
    Object.assign(pick, { sortByLabel: false });
    pick.placeholder = l10n.t('Select goals, then press Enter. Type to find others');
    pick.buttons = [vscode.QuickInputButtons.Back];
    pick.value = text;
    const rows = new BoxedRows(pick, () => void show(false));
    const { picks } = rows;
    const turn = new Turn();
    const descriptions = new DescriptionHits({
      describedBy: (...asked) => store.describedBy(...asked),
      after,
      onDidChange: () => void show(false),
    });
    const show = async (isTyped: boolean): Promise<void> => {
      const isCurrent = turn.begin();
      await store.prepareFind();
      const typed = pick.value;
      const found = isCurrent() && (await findGoals(store, deps.find, typed, mostShown, new Date()));
      if (found === false || !isCurrent()) return;
      descriptions.ask(found.isByWords === true ? typed : '');
      const { goals: described, isAsking } = descriptions.hits;
      const items = itemsOf(deps, picks, found, described);
      pick.title = selectTitle(store.state, found, described.length);
      pick.busy = isExpectingGoals(store.state) || isAsking;
      await rows.give(items, { isTyped });
    };
    const subscription = store.onDidChange(() => {
      if (store.state.kind === 'disconnected') return pick.hide();
      return turn.start(changeMs, () => void show(false), { restarts: false });
    });
    const end = (selected: SelectedGoals): void => {
      resolve(selected);
      pick.hide();
    };
    pick.onDidChangeValue(() => turn.start(typingMs, () => void show(true), { restarts: true }));
    pick.onDidTriggerButton(() => end({ backTo: pick.value }));
    pick.onDidAccept(() => {
      const { goals } = picks;
      if (goals.length > 0) end({ goals });
    });
    pick.onDidHide(() => {
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
  { store, view }: FindGoalDeps,
  picks: Picks,
  found: Found,
  hits: readonly Goal[],
): readonly FoundItem[] => {
  const byName = new Set(found.goals.map(({ Gsid }) => Gsid));
  const described = hits.filter(({ Gsid }) => !byName.has(Gsid));
  const others = picks.others([...found.goals, ...described]);
  const itemOf = (goal: Goal, isDescribed: boolean): FoundItem => ({
    ...goalItem(goal, {
      company: store.company(goal.CompanyId)?.name ?? '',
      appearance: view.appearanceOf(goal),
      isDescribed,
      buttons: [],
    }),
    picked: picks.has(goal),
  });
  return [
    ...(found.correctedTo === undefined ? [] : [correctedItem(found.correctedTo)]),
    ...found.goals.map((goal) => itemOf(goal, false)),
    ...(described.length === 0 ? [] : [describedBelow()]),
    ...described.map((goal) => itemOf(goal, true)),
    ...(others.length === 0 ? [] : [{ kind: vscode.QuickPickItemKind.Separator, label: l10n.t('Also Selected') }]),
    ...others.map((goal) => itemOf(store.goal(goal.Gsid) ?? goal, false)),
  ];
};

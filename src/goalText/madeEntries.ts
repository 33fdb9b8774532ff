import type { MadeGoal } from '../plan/intent.ts';
import type { Names } from '../plan/knownTenant.ts';
import type { GoalText, TextEntry } from './goalText.ts';

export type Arrived = { readonly entry: TextEntry; readonly goalId: string };

export type MadeEntries = {
  /** New goals of the text that were made of it. */
  readonly arrived: readonly Arrived[];
  /** Goals that were made of the text, and of which no entry can be told that it is them. */
  readonly lost: readonly MadeGoal[];
};

/**
 * Which entries the goals are that were made of this text. Only what a plan of the text made counts: another goal of the same name may be an
 * old one, and nothing of it is the text's.
 */
export const madeEntries = (text: GoalText, made: readonly MadeGoal[], names: Names): MadeEntries => {
  const named = new Set(text.entries.flatMap(({ values }) => values.id?.text ?? []));
  const open = made.filter(({ goalId }) => !named.has(goalId));
  if (open.length === 0) return { arrived: [], lost: [] };
  const fresh = Map.groupBy(
    text.entries.filter(({ values }) => values.id === undefined),
    (entry) => meantBy(entry, names),
  );
  const arrived = [...Map.groupBy(open, keyOf)].flatMap(([key, goals]): readonly Arrived[] => {
    const entries = fresh.get(key) ?? [];
    // Where one of two namesakes was made, it may be either.
    if (entries.length !== goals.length) return [];
    return goals.flatMap(({ goalId }, at) => entries.slice(at, at + 1).map((entry) => ({ entry, goalId })));
  });
  const found = new Set(arrived.map(({ goalId }) => goalId));
  return { arrived, lost: open.filter(({ goalId }) => !found.has(goalId)) };
};

/** The goal that the entry may be, of those that were made and have no entry: the one that is called so before any other. */
export const perhapsMade = (
  entry: TextEntry,
  { arrived, lost }: MadeEntries,
  names: Names,
): { readonly goalId: string; readonly isCalledSo: boolean } | undefined => {
  const own = arrived.find((each) => each.entry === entry);
  const key = meantBy(entry, names);
  const called = own ?? lost.find((goal) => keyOf(goal) === key);
  if (called !== undefined) return { goalId: called.goalId, isCalledSo: true };
  const [first] = lost;
  return first && { goalId: first.goalId, isCalledSo: false };
};

const keyOf = ({ companyId, name }: MadeGoal): string => JSON.stringify([companyId, name]);

const meantBy = ({ values: { company, name } }: TextEntry, names: Names): string => {
  const place = names.resolve('CompanyId', company?.text ?? '');
  return JSON.stringify([place.kind === 'exact' ? place.id : '', name?.text.trim()]);
};

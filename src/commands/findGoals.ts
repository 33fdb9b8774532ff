import type { FoundGoals } from '../model/goalIndex.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { idsIn } from '../model/views/links.ts';
import { findByState } from './findByState.ts';

/** Further ways to find goals. */
export type FindParts = {
  /** By a goal query; undefined for a text that is none. */
  byQuery(text: string, limit: number): Promise<FoundGoals | { readonly refusal: string } | undefined>;
  /** The words that were meant; undefined where nothing like them is known. */
  corrected(text: string): Promise<string | undefined>;
  /** Ids of the goals that were opened last, the latest first. */
  recent(): readonly string[];
};

export type Found = FoundGoals & {
  /** Why the text means nothing. */
  readonly refusal?: string;
  /** Whether it was looked for by words of names. */
  readonly isByWords?: boolean;
  /** By these words, where nothing was found by those that were typed. */
  readonly correctedTo?: string;
};

type Store = Pick<GoalStore, 'find' | 'companies' | 'stats' | 'goalsOf' | 'goal'>;

/**
 * The goals that a text means, the best first: an id or an address with one; for no text those that were opened last, and then those
 * that changed last; a goal query; words; and where nothing has those, words that are nearly so.
 */
export const findGoals = async (
  store: Store,
  parts: FindParts,
  text: string,
  limit: number,
  now: Date,
): Promise<Found> => {
  const asked = text.trim();
  if (asked === '') return withRecent(store, parts.recent(), limit);
  const pasted = idsIn(asked).flatMap((id) => store.goal(id) ?? []);
  if (pasted.length > 0) return { goals: pasted, total: pasted.length };
  const byQuery = await parts.byQuery(asked, limit);
  if (byQuery !== undefined) return 'refusal' in byQuery ? { goals: [], total: 0, ...byQuery } : byQuery;
  const found = findByState(store, asked, limit, now);
  const corrected = found.total > 0 ? undefined : await parts.corrected(asked);
  const instead = corrected === undefined ? undefined : findByState(store, corrected, limit, now);
  if (corrected === undefined || instead === undefined || instead.total === 0) return { ...found, isByWords: true };
  return { ...instead, correctedTo: corrected, isByWords: true };
};

const withRecent = (store: Store, recent: readonly string[], limit: number): FoundGoals => {
  const all = store.find('', limit);
  const first = recent.flatMap((id) => store.goal(id) ?? []);
  const known = new Set(first.map(({ Gsid }) => Gsid));
  return { goals: [...first, ...all.goals.filter(({ Gsid }) => !known.has(Gsid))].slice(0, limit), total: all.total };
};

import type { Goal } from '../api/schema.ts';
import { searchText } from '../model/query/searchedNames.ts';

/** Words that say nothing of what a goal is about. */
const fillers: ReadonlySet<string> = new Set(['a', 'an', 'and', 'for', 'in', 'of', 'on', 'the', 'to', 'with']);

const wordsIn = (name: string): ReadonlySet<string> =>
  new Set(
    searchText(name)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !fillers.has(word)),
  );

/** Goals whose names share at least half of their words with this one, the likest first. One of the very name is among them. */
export const goalsNamedLike = (name: string, goals: readonly Goal[]): readonly Goal[] => {
  const wanted = wordsIn(name);
  return goals
    .map((goal) => ({ goal, likeness: likenessOf(wanted, wordsIn(goal.Name)) }))
    .filter(({ likeness }) => likeness >= 0.5)
    .toSorted((a, b) => b.likeness - a.likeness)
    .map(({ goal }) => goal)
    .slice(0, 5);
};

const likenessOf = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  const shared = [...one].filter((word) => other.has(word)).length;
  return shared === 0 ? 0 : shared / Math.max(one.size, other.size);
};

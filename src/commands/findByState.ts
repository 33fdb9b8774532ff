import type { Goal } from '../api/schema.ts';
import { isOverdue } from '../model/dueDate.ts';
import type { FoundGoals } from '../model/goalIndex.ts';
import type { GoalStore } from '../model/goalStore.ts';

type State = 'overdue' | 'missed' | 'achieved';

const stateOfWord: Readonly<Record<string, State>> = {
  overdue: 'overdue',
  late: 'overdue',
  missed: 'missed',
  achieved: 'achieved',
};

/** What is told to people: words as they are typed, in every language. */
export const stateWords: readonly State[] = ['overdue', 'missed', 'achieved'];

/** Of how many goals with the other words the state is looked at. */
const mostJudged = 5000;

/**
 * As {@link GoalStore.find}, and after those the goals that are in the state that a word names: `overdue` or `late`, `missed`,
 * `achieved`. Further words are still words of names. `total` is not exact where more goals were found than are judged.
 */
export const findByState = (
  store: Pick<GoalStore, 'find' | 'companies' | 'stats' | 'goalsOf'>,
  query: string,
  limit: number,
  now: Date,
): FoundGoals => {
  const byName = store.find(query, limit);
  const { states, words } = readQuery(query);
  const [state] = states;
  if (state === undefined || states.length > 1) return byName;
  const byState = words === '' ? inState(store, state, limit, now) : judged(store.find(words, mostJudged), state, now);
  const known = new Set(byName.goals.map(({ Gsid }) => Gsid));
  const others = byState.goals.filter(({ Gsid }) => !known.has(Gsid));
  return {
    goals: [...byName.goals, ...others].slice(0, limit),
    total: byName.total + byState.total - (byState.goals.length - others.length),
  };
};

const stateOf = (word: string): State | undefined =>
  Object.hasOwn(stateOfWord, word.toLowerCase()) ? stateOfWord[word.toLowerCase()] : undefined;

const readQuery = (query: string): { readonly states: readonly State[]; readonly words: string } => {
  const all = query.split(/\s+/).filter((word) => word !== '');
  return {
    states: [...new Set(all.map(stateOf).filter((state) => state !== undefined))],
    words: all.filter((word) => stateOf(word) === undefined).join(' '),
  };
};

const isIn = (goal: Goal, state: State, now: Date): boolean => {
  if (state === 'overdue') return isOverdue(goal, now);
  return goal.Status === (state === 'missed' ? 'Missed' : 'Achieved');
};

const judged = ({ goals }: FoundGoals, state: State, now: Date): FoundGoals => {
  const found = goals.filter((goal) => isIn(goal, state, now));
  return { goals: found, total: found.length };
};

/** By company; the counts that companies have anyway say which of them need not be looked through. */
const inState = (
  store: Pick<GoalStore, 'companies' | 'stats' | 'goalsOf'>,
  state: State,
  limit: number,
  now: Date,
): FoundGoals => {
  const goals: Goal[] = [];
  let total = 0;
  for (const { Gsid } of store.companies()) {
    const count = store.stats(Gsid)[state];
    total += count;
    if (count === 0 || goals.length >= limit) continue;
    for (const goal of store.goalsOf(Gsid)) if (isIn(goal, state, now)) goals.push(goal);
  }
  return { goals: goals.slice(0, limit), total };
};

import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { isForAll } from './allGoals.ts';
import { findGoals, type FindParts } from './findGoals.ts';
import { mostChanged } from './findNotes.ts';

type Store = Pick<GoalStore, 'state'> & Parameters<typeof findGoals>[0];

/**
 * All goals that a text finds; undefined where a person did not want to go on with those that are loaded.
 * @param described those that were found in descriptions
 * @throws NotConnected
 */
export const allFound = async (
  store: Store,
  find: FindParts,
  text: string,
  described: readonly Goal[],
): Promise<readonly Goal[] | undefined> => {
  if (!(await isForAll(store))) return undefined;
  const { goals } = await findGoals(store, find, text, mostChanged, new Date());
  return [...new Map([...goals, ...described].map((goal) => [goal.Gsid, goal])).values()];
};

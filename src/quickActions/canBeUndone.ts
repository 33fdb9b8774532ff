import type { Goal } from '../api/schema.ts';
import type { GoalField } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';

/**
 * Whether the value that a field has can be sent again once it is changed. To be asked before it is: a list does not tell of a date
 * that came with a time, which is more than what would be sent.
 */
export const canBeUndone = async (
  store: Pick<GoalStore, 'fetchGoal'>,
  goal: Goal,
  field: Exclude<GoalField, 'Description'>,
): Promise<boolean> => {
  const value = goal[field] ?? '';
  // A goal that had no status cannot be given none.
  if (value === '') return field !== 'Status';
  if (field !== 'TargetDate') return true;
  try {
    const { asCame, TargetDate } = await store.fetchGoal(goal.Gsid);
    return asCame === undefined && TargetDate === value;
  } catch {
    return false;
  }
};

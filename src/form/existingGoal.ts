import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { GoalFields } from '../model/goalFields.ts';
import type { GoalEdits } from '../editing/goalEdits.ts';

/**
 * The goal, the latest where there are several, that bears the name of a new one whose creation is in doubt, as it was sent or as it is
 * typed now; undefined where none does.
 */
export const existingGoal = (
  { mine, sent }: Pick<GoalEdits, 'mine' | 'sent'>,
  store: Pick<GoalStore, 'goalsOf'>,
): Goal | undefined => {
  const named = ({ CompanyId, Name }: Pick<GoalFields, 'CompanyId' | 'Name'>): Goal | undefined =>
    store
      .goalsOf(CompanyId)
      .filter((goal) => goal.Name.trim() === Name.trim())
      .toSorted((a, b) => createdAt(a) - createdAt(b))
      .at(-1);
  return named({ ...mine, ...sent }) ?? named(mine);
};

const createdAt = ({ CreatedDate = '' }: Goal): number => Date.parse(CreatedDate) || 0;

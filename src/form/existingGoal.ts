import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import type { GoalEdits } from '../editing/goalEdits.ts';

/** The goal, the latest where there are several, that bears the name of a new one whose creation is in doubt; undefined where none does. */
export const existingGoal = (
  { mine, sent }: Pick<GoalEdits, 'mine' | 'sent'>,
  store: Pick<GoalStore, 'goalsOf'>,
): Goal | undefined => {
  const { CompanyId, Name } = { ...mine, ...sent };
  return store
    .goalsOf(CompanyId)
    .filter((goal) => goal.Name.trim() === Name.trim())
    .toSorted((a, b) => createdAt(a) - createdAt(b))
    .at(-1);
};

const createdAt = ({ CreatedDate = '' }: Goal): number => Date.parse(CreatedDate) || 0;

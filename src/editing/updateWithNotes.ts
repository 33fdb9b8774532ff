import { mergeNotes } from '../description/statusNotes.ts';
import type { GoalFields } from '../model/goalFields.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { GoalConflict } from '../model/merge.ts';
import type { SavedGoal } from '../model/mismatches.ts';
import { NotPutBack } from '../model/sendUpdate.ts';

/** So often others may come first before a person has to decide. */
const mostTries = 8;

/**
 * As {@link GoalStore.updateGoal}. Where the only conflict is a description in which both sides added status updates, both are kept.
 * @param onMerge told before what was merged is sent; throws where it must not be: the store may be another tenant's by now
 * @throws as that, and what `onMerge` throws
 */
export const updateWithNotes = async (
  store: Pick<GoalStore, 'updateGoal'>,
  goalId: string,
  base: GoalFields,
  mine: GoalFields,
  onMerge: () => void,
): Promise<SavedGoal> => {
  let [from, to] = [base, mine];
  for (let tries = 1; ; tries += 1) {
    try {
      return await store.updateGoal(goalId, from, to);
    } catch (error) {
      if (error instanceof NotPutBack) throw withNotes(error, from);
      const next = error instanceof GoalConflict && tries < mostTries ? onTheirs(error, from, to) : undefined;
      if (next === undefined) throw error;
      onMerge();
      [from, to] = next;
    }
  }
};

const onTheirs = (
  { fields, theirs: { Description } }: GoalConflict,
  base: GoalFields,
  mine: GoalFields,
): readonly [GoalFields, GoalFields] | undefined => {
  const merged = fields.every((field) => field === 'Description')
    ? mergeNotes(base.Description, mine.Description, Description)
    : undefined;
  return merged === undefined
    ? undefined
    : [
        { ...base, Description },
        { ...mine, Description: merged },
      ];
};

/** What is to be put back keeps the lines that are stored. */
const withNotes = (error: NotPutBack, base: GoalFields): NotPutBack => {
  const { stored, lost, cause } = error;
  if (lost.Description === undefined) return error;
  const Description = mergeNotes(base.Description, stored.Description ?? '', lost.Description);
  return Description === undefined ? error : new NotPutBack(stored, { ...lost, Description }, cause);
};

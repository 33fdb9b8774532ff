import type { Goal } from '../api/schema.ts';
import { isNoteSeen } from '../description/seenNote.ts';
import { addNote, mergeNotes, readNotes, tidied, type StatusNote } from '../description/statusNotes.ts';
import { fieldsOf } from '../model/goalFields.ts';
import { isOlder } from '../model/goalVersion.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { GoalConflict } from '../model/merge.ts';
import type { SavedGoal } from '../model/mismatches.ts';
import { NotPutBack } from '../model/sendUpdate.ts';

/** So often others may come first before a person has to decide. */
const mostTries = 8;

/** The description is broken off, in a comment for one, so that nobody would see what is added to it. */
export class NoteUnseen extends Error {
  override readonly name = 'NoteUnseen';
}

type LogStore = Pick<GoalStore, 'fetchGoal' | 'updateGoal'>;

export type LogOptions = {
  /** Whether it was tried before, so that the note may be there already. */
  readonly isAgain?: boolean;
  /** Waits for as long as an update of somebody else may be on its way. */
  readonly settled: () => Promise<void>;
};

/**
 * Adds a note to the description that the tenant holds, as a form saves a change: where somebody else changed the description meanwhile, the
 * note is added to theirs. The API has no version to hold an update against, so that a note may be written over by who read the goal before:
 * it is looked for, at once and a while later, and added again.
 * @returns where the tenant holds something else than was written
 * @throws NoteUnseen, and then nothing was sent; else as {@link GoalStore.updateGoal}
 */
export const logUpdate = async (
  store: LogStore,
  goalId: string,
  note: StatusNote,
  options: LogOptions,
): Promise<SavedGoal['mismatches']> => {
  let isAgain = options.isAgain === true;
  for (let tries = 1; ; tries += 1) {
    try {
      const { goal, mismatches } = await added(store, goalId, note, isAgain);
      if (!hasNote(goal, note)) return mismatches;
      if (await isKept(store, goal, note, options.settled)) return mismatches;
      if (tries === mostTries) throw new GoalConflict(['Description'], goal);
    } catch (error) {
      if (!isInDescription(error) || tries === mostTries) throw error;
    }
    isAgain = true;
  }
};

const added = async (store: LogStore, goalId: string, note: StatusNote, isAgain: boolean): Promise<SavedGoal> => {
  const held = await store.fetchGoal(goalId);
  if (isAgain && hasNote(held, note)) return { goal: held, mismatches: [] };
  const before = fieldsOf(held);
  const Description = addNote(before.Description, note);
  if (!isNoteSeen(Description, note)) throw new NoteUnseen();
  try {
    return await store.updateGoal(goalId, before, { ...before, Description });
  } catch (error) {
    if (error instanceof NotPutBack) return putBack(store, goalId, before.Description, error);
    throw error;
  }
};

/** Whether nobody has written over it, as far as can be seen. A copy of the tenant that is behind says nothing. */
const isKept = async (
  store: LogStore,
  saved: Goal,
  note: StatusNote,
  settled: () => Promise<void>,
): Promise<boolean> => {
  const isThere = async (): Promise<boolean> => {
    const now = await store.fetchGoal(saved.Gsid);
    return hasNote(now, note) || isOlder(now, saved);
  };
  if (!(await isThere())) return false;
  await settled();
  return isThere();
};

const hasNote = ({ Description = '' }: Goal, note: StatusNote): boolean => {
  const { date, name, text } = tidied(note);
  return readNotes(Description).some((each) => each.date === date && each.name === name && each.text === text);
};

const isInDescription = (error: unknown): boolean =>
  error instanceof GoalConflict && error.fields.every((field) => field === 'Description');

/** The note is stored, over what a colleague wrote at the same moment: both are put together. */
const putBack = async (store: LogStore, goalId: string, base: string, failure: NotPutBack): Promise<SavedGoal> => {
  const stored = fieldsOf(failure.stored);
  const { lost } = failure;
  const Description =
    lost.Description === undefined ? stored.Description : mergeNotes(base, stored.Description, lost.Description);
  if (Description === undefined) throw failure;
  return store.updateGoal(goalId, stored, { ...stored, ...lost, Description });
};

import type { Goal } from '../api/schema.ts';
import { isNoteSeen } from '../description/seenNote.ts';
import { addNote, mergeNotes, readNotes, tidied, type StatusNote } from '../description/statusNotes.ts';
import { ApiError } from '../api/errors.ts';
import { changedFields, fieldsOf, goalFieldNames, type GoalField, type GoalFields } from '../model/goalFields.ts';
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

/** The note is stored, and what a colleague wrote at the same moment is not put back yet: another try does that alone. */
export class TheirsOwed extends NotPutBack {
  /** The description before the note. */
  readonly base: string;

  constructor({ stored, lost }: Pick<NotPutBack, 'stored' | 'lost'>, base: string, cause: unknown) {
    super(stored, lost, cause);
    this.base = base;
  }
}

export type LogStore = Pick<GoalStore, 'fetchGoal' | 'updateGoal'>;

export type LogOptions = {
  /** Whether it was tried before, so that the note may be there already. */
  readonly isAgain?: boolean;
  /** What the try before left to do. */
  readonly owed?: TheirsOwed;
  /** Waits for as long as an update of somebody else may be on its way. */
  readonly beforeRead: () => Promise<void>;
};

/**
 * Adds a note to the description that the tenant holds, as a form saves a change: where somebody else changed the description meanwhile, the
 * note is added to theirs. The API has no version to hold an update against, so that a note may be written over by who read the goal before:
 * it is looked for, at once and a while later, and added again.
 * @returns where the tenant holds something else than was written
 * @throws NoteUnseen, and then nothing was sent
 * @throws TheirsOwed when it is stored and a colleague's change has to be put back yet
 * @throws as {@link GoalStore.updateGoal} when it is not known to be stored
 */
export const logUpdate = async (
  store: LogStore,
  goalId: string,
  note: StatusNote,
  options: LogOptions,
): Promise<SavedGoal['mismatches']> => {
  let isAgain = options.isAgain === true;
  if (options.owed !== undefined) {
    await putBack(store, goalId, options.owed);
    isAgain = true;
  }
  for (let tries = 1; ; tries += 1) {
    try {
      const { goal, mismatches } = await added(store, goalId, note, isAgain);
      if (!hasNote(goal, note)) return mismatches;
      if (await isStored(store, goal, note, options.beforeRead)) return mismatches;
      if (tries === mostTries) throw new GoalConflict(['Description'], goal);
    } catch (error) {
      if (!isInDescription(error) || tries === mostTries) throw isAgain ? leftOpen(error) : error;
    }
    isAgain = true;
  }
};

/** A read that fails after a try leaves open what became of that. */
const leftOpen = (error: unknown): unknown =>
  error instanceof ApiError && error.outcome === undefined ? error.with({ outcome: 'unknown' }) : error;

const added = async (store: LogStore, goalId: string, note: StatusNote, isAgain: boolean): Promise<SavedGoal> => {
  const held = await store.fetchGoal(goalId);
  if (isAgain && hasNote(held, note)) return { goal: held, mismatches: [] };
  const before = fieldsOf(held);
  const Description = addNote(before.Description, note);
  if (!isNoteSeen(Description, note)) throw new NoteUnseen();
  try {
    return await store.updateGoal(goalId, before, { ...before, Description });
  } catch (error) {
    if (error instanceof NotPutBack) return putBack(store, goalId, new TheirsOwed(error, before.Description, error));
    throw error;
  }
};

/**
 * Whether nobody has written over it, as far as can be seen. A copy of the tenant that is behind says nothing, and neither does a look that
 * fails: the note was stored, whatever keeps it from being seen.
 */
const isStored = async (
  store: LogStore,
  saved: Goal,
  note: StatusNote,
  beforeRead: () => Promise<void>,
): Promise<boolean> => {
  const isThere = async (): Promise<boolean> => {
    const now = await store.fetchGoal(saved.Gsid).catch(() => undefined);
    return now === undefined || hasNote(now, note) || isOlder(now, saved);
  };
  if (!(await isThere())) return false;
  await beforeRead();
  return isThere();
};

const hasNote = ({ Description = '' }: Goal, note: StatusNote): boolean => {
  const { date, name, text } = tidied(note);
  return readNotes(Description).some((each) => each.date === date && each.name === name && each.text === text);
};

const isInDescription = (error: unknown): boolean =>
  error instanceof GoalConflict && error.fields.every((field) => field === 'Description');

/** The note is stored, over what a colleague wrote at the same moment: both are put together, on top of what stands there by now. */
const putBack = async (store: LogStore, goalId: string, first: TheirsOwed): Promise<SavedGoal> => {
  let owed = first;
  for (let tries = 1; ; tries += 1) {
    const held = fieldsOf(owed.stored);
    const mended = withTheirs(held, owed);
    if (mended === undefined) throw owed;
    if (changedFields(held, mended).length === 0) return { goal: owed.stored, mismatches: [] };
    try {
      return await store.updateGoal(goalId, held, mended);
    } catch (error) {
      // Once more over somebody's, and what was owed is stored: theirs is left.
      if (error instanceof NotPutBack) owed = new TheirsOwed(error, held.Description, error);
      else if (error instanceof GoalConflict) owed = await owedStill(store, goalId, owed);
      else throw new TheirsOwed(owed, owed.base, error);
      if (tries === mostTries) throw owed;
    }
  }
};

/** @returns undefined where both descriptions cannot be put together */
const withTheirs = (held: GoalFields, { lost, base }: TheirsOwed): GoalFields | undefined => {
  const Description =
    lost.Description === undefined ? held.Description : mergeNotes(base, held.Description, lost.Description);
  return Description === undefined ? undefined : { ...held, ...lost, Description };
};

/** Somebody went on meanwhile. That stands, but for the description, which theirs is put together with. */
const owedStill = async (store: LogStore, goalId: string, owed: TheirsOwed): Promise<TheirsOwed> => {
  const stored = await store.fetchGoal(goalId).catch((failure: unknown) => {
    throw new TheirsOwed(owed, owed.base, failure);
  });
  const hasMoved = (field: GoalField): boolean =>
    field !== 'Description' && fieldsOf(stored)[field] !== fieldsOf(owed.stored)[field];
  const left = goalFieldNames.filter((field) => owed.lost[field] !== undefined && !hasMoved(field));
  const lost: Partial<GoalFields> = Object.fromEntries(left.map((field) => [field, owed.lost[field]]));
  return new TheirsOwed({ stored, lost }, owed.base, owed.cause);
};

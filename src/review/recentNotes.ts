import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { readNotes, type StatusNote } from '../description/statusNotes.ts';
import { today } from '../model/dueDate.ts';
import type { GoalStore } from '../model/goalStore.ts';

/** So many goals are asked for: the list has no descriptions, and each takes a request. */
export const mostRead = 20;

export type RecentNotes = {
  readonly notes: readonly (readonly [goalId: string, note: StatusNote])[];
  /** Whether some goals were not asked for, or did not answer. */
  readonly isPart: boolean;
};

type NoteStore = Pick<GoalStore, 'companies' | 'goalsOf' | 'fetchGoal'>;

/**
 * The updates that were logged since a moment, in goals that changed since then, those that changed last first.
 * @param since milliseconds since 1970; updates have days, so that those of its day count
 * @param check @throws where another tenant is connected by now
 * @param signal ends the reading: what was read is told
 */
export const recentNotes = async (
  store: NoteStore,
  since: number,
  check: () => void,
  signal: AbortSignal,
): Promise<RecentNotes> => {
  const changed = changedSince(store, since);
  const day = today(new Date(since));
  const notes: (readonly [string, StatusNote])[] = [];
  let isPart = changed.length > mostRead;
  for (const { Gsid } of changed.slice(0, mostRead)) {
    check();
    const goal = signal.aborted ? undefined : await read(store, Gsid, signal);
    isPart ||= goal === undefined;
    for (const note of readNotes(goal?.Description ?? '')) if (note.date >= day) notes.push([Gsid, note]);
  }
  return { notes, isPart };
};

const changedSince = (store: NoteStore, since: number): readonly Goal[] => {
  const changed: { readonly goal: Goal; readonly at: number }[] = [];
  for (const { Gsid } of store.companies())
    for (const goal of store.goalsOf(Gsid)) {
      const at = Date.parse(goal.ModifiedDate ?? '');
      if (at >= since) changed.push({ goal, at });
    }
  return changed.toSorted((a, b) => b.at - a.at).map(({ goal }) => goal);
};

/** One that cannot be read leaves the others. */
const read = async (store: NoteStore, goalId: string, signal: AbortSignal): Promise<Goal | undefined> => {
  try {
    return await store.fetchGoal(goalId, signal);
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
};

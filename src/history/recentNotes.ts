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

type Wanted = {
  /** Milliseconds since 1970; updates have days, so that those of its day count. */
  readonly since: number;
  /** Goals that are meant; all where it is left out. */
  readonly isMeant?: (goal: Goal) => boolean;
  /** What was read before of goals that did not change since. */
  readonly cache?: CachedNotes;
  /** @throws where another tenant is connected by now */
  readonly check: () => void;
};

/** The updates of goals, as long as the goals are as they were: a description is not read twice for them. */
export class CachedNotes {
  readonly #notes = new Map<string, readonly StatusNote[]>();

  get({ Gsid, ModifiedDate }: Goal): readonly StatusNote[] | undefined {
    return ModifiedDate === undefined ? undefined : this.#notes.get(`${Gsid} ${ModifiedDate}`);
  }

  keep({ Gsid, ModifiedDate }: Goal, notes: readonly StatusNote[]): void {
    if (ModifiedDate === undefined) return;
    this.#notes.set(`${Gsid} ${ModifiedDate}`, notes);
    const [oldest] = this.#notes.keys();
    if (this.#notes.size > mostCached && oldest !== undefined) this.#notes.delete(oldest);
  }
}

/** Some times as many as are read at once. */
const mostCached = 100;

/**
 * The updates that were logged since a moment, in goals that changed since then, those that changed last first.
 * @param signal ends the reading: what was read is told
 */
export const recentNotes = async (
  store: NoteStore,
  { since, isMeant = () => true, cache = new CachedNotes(), check }: Wanted,
  signal: AbortSignal,
): Promise<RecentNotes> => {
  const changed = changedSince(store, since).filter(isMeant);
  const day = today(new Date(since));
  const notes: (readonly [string, StatusNote])[] = [];
  let isPart = changed.length > mostRead;
  for (const goal of changed.slice(0, mostRead)) {
    check();
    const all = cache.get(goal) ?? (signal.aborted ? undefined : await read(store, goal.Gsid, cache, signal));
    isPart ||= all === undefined;
    for (const note of all ?? []) if (note.date >= day) notes.push([goal.Gsid, note]);
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
const read = async (
  store: NoteStore,
  goalId: string,
  cache: CachedNotes,
  signal: AbortSignal,
): Promise<readonly StatusNote[] | undefined> => {
  try {
    const goal = await store.fetchGoal(goalId, signal);
    const notes = readNotes(goal.Description ?? '');
    cache.keep(goal, notes);
    return notes;
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
};

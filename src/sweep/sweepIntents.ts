import type { Goal } from '../api/schema.ts';
import { isNoteSeen } from '../description/seenNote.ts';
import { addNote, readNotes, tidied, type StatusNote } from '../description/statusNotes.ts';
import type { Intent } from '../plan/intent.ts';
import { changesOf, type Decision, type Sweep } from './sweep.ts';

/** What a sweep comes to, and the decisions of which nothing could be made: the sweep keeps them. */
export type SweepIntents = {
  readonly intents: readonly Intent[];
  readonly planned: ReadonlyMap<string, Decision>;
  readonly left: readonly string[];
};

type Source = {
  /** As the tenant holds it now: the list has no descriptions. */
  readonly fetchGoal: (goalId: string) => Promise<Goal>;
  /** Whether the tenant has a goal, as far as is known. */
  readonly isThere: (goalId: string) => boolean;
  /** Of who logs the updates. */
  readonly name: string;
};

/** @throws as {@link Source.fetchGoal} */
export const intentsOf = async ({ decisions }: Sweep, { fetchGoal, isThere, name }: Source): Promise<SweepIntents> => {
  const intents: Intent[] = [];
  const planned = new Map<string, Decision>();
  const left: string[] = [];
  for (const [goalId, decision] of decisions) {
    if (changesOf(decision) === 0) continue;
    const notes = decision.notes.map((note) => tidied({ ...note, name }));
    const described = notes.length === 0 ? {} : isThere(goalId) ? withNotes(await fetchGoal(goalId), notes) : undefined;
    if (described === undefined || !isThere(goalId)) {
      left.push(goalId);
      continue;
    }
    const fields = { ...decision.fields, ...described.fields };
    const base = { ...decision.base, ...described.base };
    if (Object.keys(fields).length > 0) intents.push({ kind: 'update', goalId, fields, base });
    planned.set(goalId, decision);
  }
  return { intents, planned, left };
};

type Described = {
  readonly fields?: { readonly Description: string };
  readonly base?: { readonly Description: string };
};

/** Undefined where nobody would see the notes. What stands there already is not added again. */
const withNotes = ({ Description: before = '' }: Goal, notes: readonly StatusNote[]): Described | undefined => {
  const there = new Set(readNotes(before).map(keyOf));
  const missing = notes.filter((note) => !there.has(keyOf(note)));
  const Description = missing.reduce(addNote, before);
  if (!missing.every((note) => isNoteSeen(Description, note))) return undefined;
  return Description === before ? {} : { fields: { Description }, base: { Description: before } };
};

const keyOf = ({ date, name, text }: StatusNote): string => JSON.stringify([date, name, text]);

import { isRecord } from '../json.ts';

/** What a card of the sweep changes, beside the note. */
export const sweptFields = ['Status', 'TargetDate', 'OwnerId'] as const;
export type SweptField = (typeof sweptFields)[number];
export type SweptValues = Readonly<Partial<Record<SweptField, string>>>;

/** A line to log in the goal's description. */
export type SweepNote = { readonly date: string; readonly text: string };

/** What a person decided about one goal. Ids and dates as they are sent, '' for none. */
export type Decision = {
  readonly fields: SweptValues;
  /** What these fields held where the person looked. */
  readonly base: SweptValues;
  readonly notes: readonly SweepNote[];
  /** What stands in the box and is not decided yet. */
  readonly typed: string;
};

/** Goals that are gone through one after the other, and what was decided so far. */
export type Sweep = {
  readonly goalIds: readonly string[];
  /** The place of the goal that is looked at; the number of goals where all were. */
  readonly at: number;
  readonly decisions: ReadonlyMap<string, Decision>;
};

const undecided: Decision = { fields: {}, base: {}, notes: [], typed: '' };

export const begin = (goalIds: readonly string[]): Sweep => ({ goalIds, at: 0, decisions: new Map() });

export const decisionOn = ({ decisions }: Sweep, goalId: string): Decision => decisions.get(goalId) ?? undecided;

/** @param held what the field holds where the person looks: to choose that is to change nothing */
export const withField = (sweep: Sweep, goalId: string, field: SweptField, value: string, held: string): Sweep => {
  const { fields, base, ...others } = decisionOn(sweep, goalId);
  const { [field]: _, ...otherFields } = fields;
  const { [field]: before = held, ...otherBase } = base;
  return value === before
    ? withDecision(sweep, goalId, { ...others, fields: otherFields, base: otherBase })
    : withDecision(sweep, goalId, {
        ...others,
        fields: { ...otherFields, [field]: value },
        base: { ...otherBase, [field]: before },
      });
};

export const withNote = (sweep: Sweep, goalId: string, note: SweepNote): Sweep => {
  const decision = decisionOn(sweep, goalId);
  return withDecision(sweep, goalId, { ...decision, notes: [...decision.notes, note] });
};

export const withTyped = (sweep: Sweep, goalId: string, typed: string): Sweep =>
  withDecision(sweep, goalId, { ...decisionOn(sweep, goalId), typed });

/** Nothing is decided about the goal any more; what stands in the box stays. */
export const reset = (sweep: Sweep, goalId: string): Sweep =>
  withDecision(sweep, goalId, { ...undecided, typed: decisionOn(sweep, goalId).typed });

const withDecision = (sweep: Sweep, goalId: string, decision: Decision): Sweep => {
  const decisions = new Map(sweep.decisions);
  if (changesOf(decision) === 0 && decision.typed === '') decisions.delete(goalId);
  else decisions.set(goalId, decision);
  return { ...sweep, decisions };
};

/**
 * Looks at the next goal that is there, or at the one before.
 * @param isThere whether the tenant still has a goal
 */
export const moved = (sweep: Sweep, by: 1 | -1, isThere: (goalId: string) => boolean): Sweep => {
  const { goalIds } = sweep;
  let at = sweep.at + by;
  while (at >= 0 && at < goalIds.length && !isThere(goalIds[at] ?? '')) at += by;
  return at < 0 || at > goalIds.length ? sweep : { ...sweep, at };
};

/** How many changes are decided: one for each field, and one for each note. */
export const changesOf = ({ fields, notes }: Decision): number => Object.keys(fields).length + notes.length;

export const changeCount = ({ decisions }: Sweep): number =>
  [...decisions.values()].reduce((sum, decision) => sum + changesOf(decision), 0);

export const isSameDecision = (a: Decision, b: Decision): boolean => spelled(a) === spelled(b);

const spelled = ({ fields, base, notes, typed }: Decision): string =>
  JSON.stringify([
    sweptFields.map((field) => [fields[field], base[field]]),
    notes.map(({ date, text }) => [date, text]),
    typed,
  ]);

/** Without those of these decisions that are still the same. */
export const without = (sweep: Sweep, discarded: Sweep['decisions']): Sweep => {
  const kept = [...sweep.decisions].filter(([goalId, decision]) => {
    const other = discarded.get(goalId);
    return other === undefined || !isSameDecision(decision, other);
  });
  return { ...sweep, decisions: new Map(kept) };
};

/** Whether there is nothing to lose. */
export const isUntouched = ({ decisions }: Sweep): boolean => decisions.size === 0;

/** As it is kept. */
export const sweepJson = ({ decisions, ...others }: Sweep): string =>
  JSON.stringify({ ...others, decisions: [...decisions] });

/** A sweep as it was kept, and whether that is all: what cannot be read of one goal is no reason to lose the others. */
export type KeptSweep = { readonly sweep: Sweep; readonly isWhole: boolean };

/** Undefined for what is no sweep. */
export const parseSweep = (value: unknown): KeptSweep | undefined => {
  if (!isRecord(value)) return undefined;
  const { goalIds, at, decisions } = value;
  if (!isTexts(goalIds) || !Number.isSafeInteger(at) || typeof at !== 'number' || !Array.isArray(decisions))
    return undefined;
  const read = decisions.map((each: unknown) => parseEntry(each)).filter((each) => each !== undefined);
  const place = Math.min(Math.max(0, at), goalIds.length);
  return {
    sweep: { goalIds, at: place, decisions: new Map(read) },
    isWhole: read.length === decisions.length,
  };
};

const parseEntry = (entry: unknown): readonly [string, Decision] | undefined => {
  if (!Array.isArray(entry)) return undefined;
  const [goalId, value]: readonly unknown[] = entry;
  if (typeof goalId !== 'string' || !isRecord(value)) return undefined;
  const { fields, base, notes, typed } = value;
  if (!isRecord(fields) || !isRecord(base) || !Array.isArray(notes) || typeof typed !== 'string') return undefined;
  const readNotes = notes.map((note: unknown) => parseNote(note));
  if (readNotes.some((note) => note === undefined)) return undefined;
  return [
    goalId,
    {
      fields: valuesIn(fields),
      base: valuesIn(base),
      notes: readNotes.filter((note) => note !== undefined),
      typed,
    },
  ];
};

const parseNote = (note: unknown): SweepNote | undefined => {
  if (!isRecord(note)) return undefined;
  const { date, text } = note;
  return typeof date === 'string' && typeof text === 'string' ? { date, text } : undefined;
};

const valuesIn = (record: Readonly<Record<string, unknown>>): SweptValues =>
  Object.fromEntries(
    sweptFields.flatMap((field) => {
      const value = record[field];
      return typeof value === 'string' ? [[field, value]] : [];
    }),
  );

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

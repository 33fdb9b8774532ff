import { goalFieldNames, type GoalField } from '../model/goalFields.ts';
import type { Intent } from './intent.ts';
import { settledIntents } from './makePlan.ts';
import { mergedIntents, type Merged } from './mergedIntents.ts';
import { partOf, type Plan } from './plan.ts';

/**
 * The plan with other changes in the place of those that came from a file before. What a person left out or answered stays where the same
 * change is there again, and with the changes of others: nothing that was left out is sent because of another line of its goal.
 * @param file its address, as it stands in the source of the intents
 */
export const replacedSource = (plan: Plan, file: string, intents: readonly Intent[]): Plan => {
  const isOfFile = ({ source }: Intent): boolean => source?.file === file;
  const kept = plan.intents.map((intent, at) => ({ intent, at })).filter(({ intent }) => !isOfFile(intent));
  const all = [...kept.map(({ intent }) => intent), ...intents];
  const places = new Map(kept.map(({ at }, now) => [at, now]));
  const later = new Map(intents.map((intent, at) => [saidBy(intent), kept.length + at]));
  plan.intents.forEach((intent, at) => {
    const now = isOfFile(intent) ? later.get(saidBy(intent)) : undefined;
    if (now !== undefined) places.set(at, now);
  });
  const answers = Object.fromEntries(
    Object.entries(plan.answers).flatMap(([key, id]): readonly (readonly [string, string])[] => {
      const name = moved(key, places);
      return name === undefined ? [] : [[name, id]];
    }),
  );
  const parts = new MovedParts(plan, { intents: all, answers }, places);
  return { ...plan, intents: all, leftOut: [...new Set(plan.leftOut.flatMap((part) => parts.of(part)))], answers };
};

/** All but the place in the file, which moves as lines come and go. */
const saidBy = (intent: Intent): string => JSON.stringify({ ...intent, source: undefined });

/** A row has the place of its intent among all for a key, as `4`; what that intent makes besides has a dot behind it, as `4.0`. */
const rowKey = /^(row|field|goal) (\d+)(?=[. ]|$)/;

/** The name of a part or a question after its intent has moved; undefined where that is gone. */
const moved = (name: string, places: ReadonlyMap<number, number>): string | undefined => {
  const [whole, kind, at] = rowKey.exec(name) ?? [];
  if (whole === undefined) return name;
  const now = places.get(Number(at));
  return now === undefined ? undefined : `${kind} ${now}${name.slice(whole.length)}`;
};

type Rows = Pick<Plan, 'intents' | 'answers'>;

/** What becomes of parts that were left out, where the rows that they are of are made of other changes. */
class MovedParts {
  readonly #places: ReadonlyMap<number, number>;
  readonly #before: ReadonlyMap<string, Merged>;
  readonly #after: readonly Merged[];

  constructor(before: Rows, after: Rows, places: ReadonlyMap<number, number>) {
    this.#places = places;
    this.#before = new Map(rowsOf(before).map((row) => [row.key, row]));
    this.#after = rowsOf(after);
  }

  of(part: string): readonly string[] {
    const [, kind, key = '', name] = /^(row|field) ([\d.]+)(?: (\w+))?$/.exec(part) ?? [];
    const before = this.#before.get(key);
    if (before === undefined) return [moved(part, this.#places) ?? []].flat();
    const after = this.#next(before);
    if (after === undefined) return [];
    const [there, same] = [fieldsIn(after), fieldsIn(after).filter((field) => isSame(field, before, after))];
    if (kind === 'field') return same.filter((field) => field === name).map((field) => partOf.field(after.key, field));
    // Of a goal that is there, what is new in the text was not left out.
    const isWhole = after.intent.kind !== 'update' || same.length === there.length;
    return isWhole ? [partOf.row(after.key)] : same.map((field) => partOf.field(after.key, field));
  }

  /** The row of the same goal, or of the same change where it has rows of its own. */
  #next(before: Merged): Merged | undefined {
    if (before.intent.kind === 'update') return only(this.#after, goalIn(before));
    const name = moved(partOf.row(before.key), this.#places);
    const there = this.#after.find(({ key }) => partOf.row(key) === name);
    const goal = goalIn(before);
    if (there !== undefined || goal === undefined) return there;
    return only([...this.#before.values()], goal) && only(this.#after, goal);
  }
}

const rowsOf = ({ intents, answers }: Rows): readonly Merged[] => mergedIntents(settledIntents(intents, answers));

/** Which goal a row changes or makes; undefined where it has no fields. */
const goalIn = ({ intent }: Merged): string | undefined => {
  if (intent.kind === 'update') return JSON.stringify(intent.goalId);
  return intent.kind === 'create' ? JSON.stringify([intent.fields.CompanyId, intent.fields.Name]) : undefined;
};

/** Two of one name cannot be told apart. */
const only = (rows: readonly Merged[], goal: string | undefined): Merged | undefined => {
  const [first, ...others] = rows.filter((row) => goalIn(row) === goal);
  return others.length === 0 ? first : undefined;
};

const fieldsIn = ({ intent }: Merged): readonly GoalField[] =>
  'fields' in intent ? goalFieldNames.filter((field) => intent.fields[field] !== undefined) : [];

const isSame = (field: GoalField, { intent: before }: Merged, { intent: after }: Merged): boolean =>
  'fields' in before &&
  'fields' in after &&
  JSON.stringify(before.fields[field]) === JSON.stringify(after.fields[field]);

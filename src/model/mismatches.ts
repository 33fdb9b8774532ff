import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { Goal, GoalMetric, GoalMetricInput } from '../api/schema.ts';
import { fieldsOf, goalFieldNames, isGoalField, type GoalField, type GoalFields } from './goalFields.ts';
import { metricFieldNames, type MetricField } from './goalRules.ts';
import { isOlder } from './goalVersion.ts';

/** A field in which the tenant holds another value than the one that was saved. */
export type Mismatch<Field> = {
  readonly field: Field;
  /** '' for none. */
  readonly meant: string;
  /** '' for none; undefined where it is not known. */
  readonly held: string | undefined;
};

export type GoalMismatch = Mismatch<GoalField>;
export type MetricMismatch = Mismatch<MetricField>;

/** What a write left in the tenant. */
export type SavedGoal = { readonly goal: Goal; readonly mismatches: readonly GoalMismatch[] };
export type SavedMetric = { readonly metric: GoalMetric; readonly mismatches: readonly MetricMismatch[] };

/** Names as a person reads them: services write the same letter with an accent in two ways. Everything else to the letter. */
const isSame = (field: GoalField | MetricField, one: string, other: string): boolean =>
  one === other || (field === 'Name' && one.normalize() === other.normalize());

/** In which fields the tenant holds another value. A description is compared byte by byte: which HTML looks the same, the form says. */
export const goalMismatches = (meant: GoalFields, held: Goal): readonly GoalMismatch[] => {
  const fields = fieldsOf(held);
  return goalFieldNames
    .filter((field) => isUnread(held, field) || !isSame(field, meant[field], fields[field]))
    .map((field) => ({ field, meant: meant[field], held: isUnread(held, field) ? undefined : fields[field] }));
};

/** Of a new goal. Every goal has a status: one that was left open is the tenant's to choose. */
export const newGoalMismatches = (meant: GoalFields, held: Goal): readonly GoalMismatch[] =>
  goalMismatches(meant, held).filter(({ field }) => field !== 'Status' || meant.Status !== '');

const isUnread = ({ unreadable = [] }: Goal, field: GoalField): boolean => unreadable.includes(field);

/** Whether the tenant says nothing of a field that was written: it may have dropped it, or just not repeated it. */
const isSilent = (answered: Goal, meant: GoalFields, field: GoalField): boolean =>
  isUnread(answered, field) || (meant[field] !== '' && fieldsOf(answered)[field] === '');

/** What a write was to leave in the tenant, and what an update was made on. */
type Written = { readonly before?: GoalFields; readonly meant: GoalFields };

/** Whether a field was cleared that the answer leaves out: it may just repeat what was sent. */
const isCleared = (answered: Goal, { before, meant }: Written, field: GoalField): boolean =>
  before !== undefined && before[field] !== '' && meant[field] === '' && fieldsOf(answered)[field] === '';

/**
 * The goal as the tenant holds it after a write. Where the answer is silent about a field, the goal is read; where that fails, the
 * field counts as written, and as one that is not known but where it was cleared.
 */
export const heldAfter = async (
  client: Pick<Client, 'getGoal'>,
  answered: Goal,
  written: Written,
  mismatchesOf: (meant: GoalFields, held: Goal) => readonly GoalMismatch[],
  signal?: AbortSignal,
): Promise<SavedGoal> => {
  const { meant } = written;
  const silent = goalFieldNames.filter((field) => isSilent(answered, meant, field));
  const isOpen = silent.length > 0 || goalFieldNames.some((field) => isCleared(answered, written, field));
  if (!isOpen) return { goal: answered, mismatches: mismatchesOf(meant, answered) };
  const read = await client.getGoal(answered.Gsid, signal).catch(undefinedIfApiError);
  if (read !== undefined && !isOlder(read, answered)) return { goal: read, mismatches: mismatchesOf(meant, read) };
  const { unreadable = [], ...told } = answered;
  const stillOdd = unreadable.filter((field) => !isGoalField(field));
  const filled = { ...told, ...Object.fromEntries(silent.map((field) => [field, meant[field]])) };
  const goal = stillOdd.length === 0 ? filled : { ...filled, unreadable: stillOdd };
  const unknown = silent.map((field) => ({ field, meant: meant[field], held: undefined }));
  return { goal, mismatches: [...mismatchesOf(meant, goal), ...unknown] };
};

const undefinedIfApiError = (error: unknown): undefined => {
  if (!(error instanceof ApiError)) throw error;
};

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** In which fields the tenant holds another metric. A current value that was left open is the tenant's to choose. */
export const metricMismatches = (meant: GoalMetricInput, held: GoalMetric): readonly MetricMismatch[] =>
  metricFieldNames
    .filter((field) => field !== 'CurrentValue' || meant.CurrentValue !== undefined)
    .filter((field) => !isSame(field, textOf(meant[field]), textOf(held[field])) || isUnreadIn(held, field))
    .map((field) => ({
      field,
      meant: textOf(meant[field]),
      held: isUnreadIn(held, field) ? undefined : textOf(held[field]),
    }));

const isUnreadIn = ({ unreadable = [] }: GoalMetric, field: MetricField): boolean => unreadable.includes(field);

/** As {@link heldAfter}. @param list the goal's metrics as they are now */
export const metricHeldAfter = async (
  list: () => Promise<readonly GoalMetric[]>,
  answered: GoalMetric,
  meant: GoalMetricInput,
): Promise<SavedMetric> => {
  const mismatches = metricMismatches(meant, answered);
  if (mismatches.every(({ held }) => held !== undefined && held !== '')) return { metric: answered, mismatches };
  const listed = await list().catch(undefinedIfApiError);
  const read = listed?.find(({ Gsid }) => Gsid === answered.Gsid);
  if (read !== undefined) return { metric: read, mismatches: metricMismatches(meant, read) };
  const unknown = mismatches.map((each) => (each.held === '' ? { ...each, held: undefined } : each));
  return { metric: answered, mismatches: unknown };
};

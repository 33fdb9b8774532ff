import { ApiError, isNotStored } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { fieldsOf, mapFields, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { mergeGoal, type Merge } from '../model/merge.ts';
import type { GoalMismatch } from '../model/mismatches.ts';
import { gapsOf, UpdateInDoubt, type Try } from '../model/sendUpdate.ts';
import type { FieldChange, Step } from './plan.ts';
import { factsOf, toldMismatches, type Done, type StepState } from './stepState.ts';

export type UpdateStep = Extract<Step, { readonly kind: 'update' }>;

/** An update that is not through yet. */
export type UpdateJob = {
  readonly step: UpdateStep;
  /** Whether it was on its way before: what the tenant holds may be its work. */
  readonly sentBefore: readonly FieldChange[] | undefined;
  /** What others wrote beside earlier tries, `after`, and what these wrote in its place, `before`. */
  readonly inGap: readonly FieldChange[];
  readonly tries: readonly Try[];
  /** How often it was given back unsent. */
  readonly waits: number;
};

/** A value that no goal's field can have. */
const unlike = '\u0000';

/**
 * The value that the tenant must still hold, so that the change is no conflict. Where it is not known, the field must be empty in the
 * tenant; to empty such a field is then a conflict unless it is empty already, and its base must differ from '', or it were no change.
 */
const baseOf = ({ before, after }: FieldChange): string => before ?? (after === '' ? unlike : '');

/** A merge as the form does it, of fields that are all the tenant's but those of the step. */
export const mergeStep = ({ changes }: UpdateStep, goal: Goal): Merge => {
  const theirs = fieldsOf(goal);
  return mergeGoal(sidesOf(changes, theirs).base, sidesOf(changes, theirs).mine, theirs);
};

export const sidesOf = (
  changes: readonly FieldChange[],
  others: GoalFields,
): { readonly base: GoalFields; readonly mine: GoalFields } => {
  const change = new Map(changes.map((each) => [each.field, each]));
  const valueOf = (field: GoalField, of: (each: FieldChange) => string): string => {
    const each = change.get(field);
    return each === undefined ? others[field] : of(each);
  };
  return {
    base: mapFields((field) => valueOf(field, baseOf)),
    mine: mapFields((field) => valueOf(field, ({ after }) => after)),
  };
};

/** What the update changes in the goal as it was read. */
export const changesOn = ({ changes }: UpdateStep, goal: Goal): readonly FieldChange[] => {
  const held = fieldsOf(goal);
  return changes
    .filter(({ field, after }) => held[field] !== after)
    .map(({ field, after }) => ({ field, before: held[field], after }));
};

/** @param changes as {@link changesOn} said of the goal before */
export const doneWith = (
  changes: readonly FieldChange[],
  goal: Goal,
  mismatches: readonly GoalMismatch[] = [],
): Done => {
  const held = fieldsOf(goal);
  return {
    kind: 'done',
    goalId: goal.Gsid,
    changes: changes.map((each) => ({ ...each, after: held[each.field] })),
    ...(goal.ModifiedDate === undefined ? {} : { modified: goal.ModifiedDate }),
    ...toldMismatches(mismatches),
  };
};

/** What the tenant may hold of the update, which was sent; undefined where it was not. */
export const sentChanges = ({ step, sentBefore, tries: [first] }: UpdateJob): readonly FieldChange[] | undefined =>
  sentBefore ?? (first && changesOn(step, first.read));

/** What of the update is stored, as far as the goal shows it, beside fields that are somebody else's now. */
export const storedBeside = (
  job: UpdateJob,
  goal: Goal,
  conflicts: readonly GoalField[],
): { readonly stored?: Done } => {
  const held = fieldsOf(goal);
  const ours = (sentChanges(job) ?? []).filter(
    ({ field, after }) => !conflicts.includes(field) && held[field] === after,
  );
  return ours.length === 0 ? {} : { stored: doneWith(ours, goal) };
};

/** What of a failure is kept for another try. */
export const failedState = async (job: UpdateJob, error: ApiError): Promise<StepState> => {
  const failed: StepState = { kind: 'failed', error: factsOf(error) };
  if (isNotStored(error)) return failed;
  const [changes, seen] = [sentChanges(job), error instanceof UpdateInDoubt ? error.gaps : await gapsOf(job.tries)];
  const inGap = [...job.inGap, ...seen];
  return { ...failed, ...(changes && { changes }), ...(inGap.length > 0 && { inGap }) };
};

/** What others wrote beside earlier tries and the goal does not hold any more. */
export const lostInGap = ({ inGap }: UpdateJob, goal: Goal): Partial<GoalFields> => {
  const held = fieldsOf(goal);
  const lost = inGap.filter(({ field, before, after }) => held[field] === before && before !== after);
  return Object.fromEntries(lost.map(({ field, after }) => [field, after]));
};

export const isApiError = (error: unknown): error is ApiError => error instanceof ApiError;

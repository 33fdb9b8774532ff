import type { Client } from '../api/client.ts';
import { ApiError, isDone, isNotStored, type ApiErrorFacts } from '../api/errors.ts';
import type { Goal, GoalUpdate } from '../api/schema.ts';
import {
  changedFields,
  fieldsOf,
  goalFieldNames,
  inputOf,
  unreadableFields,
  type GoalField,
  type GoalFields,
} from './goalFields.ts';
import { isOlder } from './goalVersion.ts';
import { GoalConflict, mergeGoal } from './merge.ts';
import { goalMismatches, heldAfter, type SavedGoal } from './mismatches.ts';

/** How often it is sent at most. */
export const maxAttempts = 4;

/** How often it is given back unsent at most, because it waited for so long that what was read before is old. */
export const maxWaits = 20;

/** The update is stored; what a colleague wrote just before it was written over and is not put back. */
export class NotPutBack extends Error {
  override readonly name = 'NotPutBack';
  readonly stored: Goal;
  /** As the colleague had it. */
  readonly lost: Partial<GoalFields>;

  constructor(stored: Goal, lost: Partial<GoalFields>, cause: unknown) {
    super('what was written over is not put back', { cause });
    this.stored = stored;
    this.lost = lost;
  }
}

/** What somebody else wrote beside a try, `after`, and what the try may have written over it, `before`. */
export type Gap = { readonly field: GoalField; readonly before: string; readonly after: string };

/** Nobody knows whether the update is stored; and where it is, not whether it wrote over what a colleague wrote just before. */
export class UpdateInDoubt extends ApiError {
  readonly gaps: readonly Gap[];

  constructor(failure: ApiError, gaps: readonly Gap[]) {
    super(failure.kind, 'updateGoal', failure);
    this.gaps = gaps;
  }

  override with(more: ApiErrorFacts): UpdateInDoubt {
    return new UpdateInDoubt(super.with(more), this.gaps);
  }

  /** As others had it. */
  get lost(): Partial<GoalFields> {
    return Object.fromEntries(this.gaps.map(({ field, after }) => [field, after]));
  }
}

/**
 * Sends what `mine` changes since `base`, on top of what the tenant holds now. Whatever it has to wait for, and after any fault in
 * passing, the tenant is read again before anything is sent: it may hold the change already, and a colleague may have gone on from
 * there. What a colleague wrote between the last read and the write is put back, as far as it was seen.
 * @returns the goal as the tenant holds it now, and where that is not what was written
 * @throws GoalConflict when the tenant changed the same fields meanwhile; in those it holds theirs then
 * @throws NotPutBack when it is stored and something has to be put back yet
 * @throws ApiError with outcome 'notStored' or 'unknown' when it was sent and failed; UpdateInDoubt where others wrote beside a try
 */
export const sendUpdate = async (
  client: Pick<Client, 'getGoal' | 'updateGoal'>,
  goalId: string,
  base: GoalFields,
  mine: GoalFields,
  signal?: AbortSignal,
): Promise<SavedGoal> => {
  const tidy = mine.Name === base.Name ? mine : { ...mine, Name: mine.Name.trim() };
  const write = async (lost: Partial<GoalFields>, stored: Goal): Promise<SavedGoal> => {
    const asStored = fieldsOf(stored);
    try {
      return await sendUpdate(client, goalId, asStored, { ...asStored, ...lost }, signal);
    } catch (error) {
      // Somebody has gone on from what was stored, and that stands.
      if (error instanceof GoalConflict) return { goal: error.goal, mismatches: [] };
      if (error instanceof NotPutBack) throw error;
      throw new NotPutBack(stored, { ...lost, ...(error instanceof UpdateInDoubt && error.lost) }, error);
    }
  };
  const putBack = async (lost: Partial<GoalFields>, saved: SavedGoal): Promise<SavedGoal> => {
    if (Object.keys(lost).length === 0) return saved;
    const mended = await write(lost, saved.goal);
    const now = fieldsOf(mended.goal);
    const disputed = changedFields(base, tidy).filter((name) => lost[name] !== undefined);
    if (disputed.length > 0) throw new GoalConflict(disputed, mended.goal);
    const left = saved.mismatches.filter(
      ({ field, held }) => lost[field] === undefined && (held ?? now[field]) === now[field],
    );
    return { goal: mended.goal, mismatches: [...left, ...mended.mismatches] };
  };
  /** A try that was stored and whose field a colleague then changed is a conflict; what it wrote over in other fields is put back all the same. */
  const putBackBeside = async (last: Try, current: Goal): Promise<void> => {
    const theirs = fieldsOf(current);
    const { conflicts } = mergeGoal(base, tidy, theirs);
    const lost = conflicts.length === 0 ? {} : await lostFields(last, current);
    if (Object.keys(lost).length === 0) return;
    const mended = await write(lost, current);
    throw new GoalConflict(conflicts, mended.goal);
  };
  const merged = (goal: Goal): GoalFields => {
    if (!isRead(goal)) throw unreadable(goal);
    const theirs = fieldsOf(goal);
    const { fields, conflicts } = mergeGoal(base, tidy, theirs);
    if (conflicts.length > 0) throw new GoalConflict(conflicts, goal);
    return fields;
  };
  const tries: Try[] = [];
  for (let waits = 0; waits <= maxWaits;) {
    let current = await readAfter(tries, client, goalId, signal);
    const last = tries.at(-1);
    if (last !== undefined && hasMoved(last, current)) {
      const saved = { goal: current, mismatches: goalMismatches(last.written, current) };
      return putBack(await lostFields(last, current), saved);
    }
    if (last !== undefined && !isRead(current)) throw await endOf(tries, last.failure);
    if (last !== undefined) await putBackBeside(last, current);
    let fields = merged(current);
    if (tries.length === 0 && waits === 0) {
      // Once more, right before the write: the first read may have waited for its turn, or come from a copy that is behind.
      current = newerOf(current, await client.getGoal(goalId, signal));
      fields = merged(current);
    }
    if (last !== undefined) {
      const isThere = goalMismatches(fields, current).length === 0;
      if (isThere) return putBack(await lostFields(last, current), { goal: current, mismatches: [] });
      if (tries.length >= (isInPassing(last.failure) ? maxAttempts : 1)) throw await endOf(tries, last.failure);
    }
    // Beside the write, so that it sees what else was written since the read before. The write does not depend on it.
    const witness = client.getGoal(goalId, signal).catch(() => undefined);
    try {
      const answered = await client.updateGoal(goalId, inputOn(current, fields), signal);
      const saved = await heldAfter(
        client,
        answered,
        { before: fieldsOf(current), meant: fields },
        goalMismatches,
        signal,
      );
      return await putBack(await lostFields({ read: current, witness, written: fields }, saved.goal), saved);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (isNotStored(error) && !isInPassing(error)) throw await endOf(tries, error);
      if (isGivenBack(error)) waits += 1;
      else tries.push({ read: current, witness, written: fields, failure: error });
    }
  }
  throw await endOf(tries, new ApiError('throttled', 'updateGoal', { outcome: 'notStored' }));
};

/** A write that failed, the read before it, and one that was under way at the same time. */
export type Try = {
  readonly read: Goal;
  readonly witness: Promise<Goal | undefined>;
  readonly written: GoalFields;
  readonly failure: ApiError;
};

/**
 * Whether the tenant said that it did the update, and in each of its fields it now holds another value than before: what is not as it was
 * written is then what the tenant made of it.
 */
export const hasMoved = ({ read, written, failure }: Try, current: Goal): boolean => {
  const [before, now] = [fieldsOf(read), fieldsOf(current)];
  return isDone(failure) && changedFields(before, written).every((name) => now[name] !== before[name]);
};

/** What others wrote between the read and the write, and the write then replaced by what was read. */
export const lostFields = async (
  { read, witness: reading, written }: Omit<Try, 'failure'>,
  stored: Goal,
): Promise<Partial<GoalFields>> => {
  const witness = await reading;
  // A service that reads from copies may answer with an older state than before.
  if (witness === undefined || (witness.ModifiedDate ?? '') <= (read.ModifiedDate ?? '')) return {};
  const [before, seen, after] = [fieldsOf(read), fieldsOf(witness), fieldsOf(stored)];
  // A field that could not be read is no empty one.
  const unread = new Set<string>([...(witness.unreadable ?? []), ...(stored.unreadable ?? [])]);
  // Where it is neither what was read nor what was seen, somebody has gone on from there.
  const lost = changedFields(before, seen).filter(
    (name) => !unread.has(name) && seen[name] !== after[name] && after[name] === written[name],
  );
  return Object.fromEntries(lost.map((name) => [name, seen[name]]));
};

/** The first read fails as a read does; a later one leaves open what became of the updates before it. */
const readAfter = async (
  tries: readonly Try[],
  client: Pick<Client, 'getGoal'>,
  goalId: string,
  signal: AbortSignal | undefined,
): Promise<Goal> => {
  try {
    return await client.getGoal(goalId, signal);
  } catch (error) {
    const last = tries.at(-1);
    throw last === undefined ? error : await endOf(tries, last.failure);
  }
};

/** What others wrote beside these tries, each as if it had been stored. */
export const gapsOf = async (tries: readonly Omit<Try, 'failure'>[]): Promise<readonly Gap[]> => {
  const gaps = tries.map(async (tried) => {
    const { read, written } = tried;
    const seen = await lostFields(tried, { ...read, ...written });
    return changedFields(written, { ...written, ...seen }).map((field) => {
      return { field, before: written[field], after: seen[field] ?? '' };
    });
  });
  return (await Promise.all(gaps)).flat();
};

const endOf = async (tries: readonly Try[], failure: ApiError): Promise<ApiError> => {
  const error = failureOf(tries, failure);
  const gaps = isNotStored(error) ? [] : await gapsOf(tries);
  return gaps.length === 0 ? error : new UpdateInDoubt(error, gaps);
};

/** An update replaces the whole record: what was not read would be cleared by it. */
export const isRead = (goal: Goal): boolean => unreadableFields(goal).length === 0;

/** The failure of an update that is not sent because a field of the goal could not be read; {@link unreadIn} has the fields. */
export const unreadable = (goal: Goal): ApiError => {
  const fields = unreadableFields(goal);
  const cause = Object.assign(new Error('a field of the goal could not be read'), { code: 'unreadable', fields });
  return new ApiError('malformed', 'updateGoal', { outcome: 'notStored', cause });
};

/** The fields for which an update was not sent. */
export const unreadIn = ({ cause }: ApiError): readonly GoalField[] => {
  const names: unknown = typeof cause === 'object' && cause !== null && 'fields' in cause ? cause.fields : undefined;
  return Array.isArray(names) ? goalFieldNames.filter((field) => names.includes(field)) : [];
};

/** What nobody touched goes back as it came. */
export const inputOn = (current: Goal, fields: GoalFields): GoalUpdate => ({
  ...inputOf(fields),
  ...(fields.TargetDate === current.TargetDate ? current.asCame : {}),
});

const newerOf = (first: Goal, second: Goal): Goal => (isOlder(second, first) ? first : second);

/** What may go better the next time. After anything else the tenant is read, and nothing is sent again. */
export const isInPassing = ({ kind }: ApiError): boolean =>
  kind === 'network' || kind === 'server' || kind === 'timeout' || kind === 'malformed' || kind === 'throttled';

/** It waited for its turn for so long that what was read before it is old. */
export const isGivenBack = ({ kind, answeredBy, outcome }: ApiError): boolean =>
  kind === 'throttled' && answeredBy === undefined && outcome === 'notStored';

/** Not finding a change in the tenant is no proof that it will not appear: each try must be known not to be stored. */
export const failureOf = (tries: readonly Try[], failure: ApiError): ApiError =>
  failure.with({ outcome: tries.every((each) => isNotStored(each.failure)) ? 'notStored' : 'unknown' });

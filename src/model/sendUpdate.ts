import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { changedFields, fieldsOf, inputOf, type GoalFields } from './goalFields.ts';
import { GoalConflict, mergeGoal } from './merge.ts';

const maxAttempts = 3;

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

/**
 * Sends what `mine` changes since `base`, on top of what the tenant holds now. After a fault in passing the tenant is read again
 * before anything is sent again: it may hold the change already, and a colleague may have gone on from there. What a colleague wrote
 * between the read and the write is put back, as far as it was seen.
 * @throws GoalConflict when the tenant changed the same fields meanwhile; in those it holds theirs then
 * @throws NotPutBack when it is stored and something has to be put back yet
 * @throws ApiError with outcome 'notStored' or 'unknown' when it was sent and failed
 */
export const sendUpdate = async (
  client: Pick<Client, 'getGoal' | 'updateGoal'>,
  goalId: string,
  base: GoalFields,
  mine: GoalFields,
  signal?: AbortSignal,
): Promise<Goal> => {
  const tidy = mine.Name === base.Name ? mine : { ...mine, Name: mine.Name.trim() };
  const write = async (lost: Partial<GoalFields>, stored: Goal): Promise<Goal> => {
    const asStored = fieldsOf(stored);
    try {
      return await sendUpdate(client, goalId, asStored, { ...asStored, ...lost }, signal);
    } catch (error) {
      // Somebody has gone on from what was stored, and that stands.
      if (error instanceof GoalConflict) return client.getGoal(goalId, signal);
      throw error instanceof NotPutBack ? error : new NotPutBack(stored, lost, error);
    }
  };
  const putBack = async (lost: Partial<GoalFields>, stored: Goal): Promise<Goal> => {
    if (Object.keys(lost).length === 0) return stored;
    const mended = await write(lost, stored);
    const disputed = changedFields(base, tidy).filter((name) => lost[name] !== undefined);
    if (disputed.length > 0) throw new GoalConflict(disputed, fieldsOf(mended));
    return mended;
  };
  let tried: Try | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const current = await readAfter(tried, client, goalId, signal);
    const theirs = fieldsOf(current);
    const { fields, conflicts } = mergeGoal(base, tidy, theirs);
    if (conflicts.length > 0) throw new GoalConflict(conflicts, theirs);
    if (tried !== undefined) {
      if (changedFields(theirs, fields).length === 0) return putBack(await lostFields(tried, current), current);
      if (attempt > maxAttempts) throw tried.failure.with({ outcome: outcomeOf(tried.failure) });
    }
    // Beside the write, so that it sees what else was written since the read before. The write does not depend on it.
    const witness = client.getGoal(goalId, signal).catch(() => undefined);
    try {
      const stored = await client.updateGoal(goalId, inputOf(fields), signal);
      return await putBack(await lostFields({ read: current, witness, written: fields }, stored), stored);
    } catch (error) {
      if (!(error instanceof ApiError) || !isInPassing(error) || wasGivenUp(error)) throw error;
      tried = { read: current, witness, written: fields, failure: error };
    }
  }
};

/** A write that failed in passing, the read before it, and one that was under way at the same time. */
type Try = {
  readonly read: Goal;
  readonly witness: Promise<Goal | undefined>;
  readonly written: GoalFields;
  readonly failure: ApiError;
};

/** What others wrote between the read and the write, and the write then replaced by what was read. */
const lostFields = async (
  { read, witness: reading, written }: Omit<Try, 'failure'>,
  stored: Goal,
): Promise<Partial<GoalFields>> => {
  const witness = await reading;
  // A service that reads from copies may answer with an older state than before.
  if (witness === undefined || (witness.ModifiedDate ?? '') <= (read.ModifiedDate ?? '')) return {};
  const [before, seen, after] = [fieldsOf(read), fieldsOf(witness), fieldsOf(stored)];
  // Where it is neither what was read nor what was seen, somebody has gone on from there.
  const lost = changedFields(before, seen).filter(
    (name) => seen[name] !== after[name] && after[name] === written[name],
  );
  return Object.fromEntries(lost.map((name) => [name, seen[name]]));
};

/** The first read fails as a read does; a later one leaves open what became of the update before it. */
const readAfter = async (
  tried: Try | undefined,
  client: Pick<Client, 'getGoal'>,
  goalId: string,
  signal: AbortSignal | undefined,
): Promise<Goal> => {
  try {
    return await client.getGoal(goalId, signal);
  } catch (error) {
    if (tried === undefined) throw error;
    throw tried.failure.with({ outcome: 'unknown' });
  }
};

const isInPassing = ({ kind }: ApiError): boolean =>
  kind === 'network' || kind === 'server' || kind === 'timeout' || kind === 'malformed' || kind === 'aborted';

/** Before it was sent: who gives it up does not want it sent a little later. */
const wasGivenUp = ({ kind, outcome }: ApiError): boolean => kind === 'aborted' && outcome === 'notStored';

/** Nobody waits for a tenant that is still at it when we have stopped waiting. */
const outcomeOf = ({ kind }: ApiError): 'notStored' | 'unknown' =>
  kind === 'timeout' || kind === 'aborted' ? 'unknown' : 'notStored';

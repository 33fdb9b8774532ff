import type { Client } from '../api/client.ts';
import { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { changedFields, fieldsOf, inputOf, type GoalFields } from './goalFields.ts';
import { GoalConflict, mergeGoal } from './merge.ts';

const maxAttempts = 3;

/**
 * Sends what `mine` changes since `base`, on top of what the tenant holds now. After a fault in passing the tenant is read again
 * before anything is sent again: it may hold the change already, and a colleague may have gone on from there.
 * @throws GoalConflict when the tenant changed the same fields meanwhile; nothing was sent then.
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
  let failure: ApiError | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const current = await readAfter(failure, client, goalId, signal);
    const theirs = fieldsOf(current);
    const { fields, conflicts } = mergeGoal(base, tidy, theirs);
    if (conflicts.length > 0) throw new GoalConflict(conflicts, theirs);
    if (failure !== undefined && changedFields(theirs, fields).length === 0) return current;
    if (failure !== undefined && attempt > maxAttempts) throw failure.with({ outcome: outcomeOf(failure) });
    try {
      return await client.updateGoal(goalId, inputOf(fields), signal);
    } catch (error) {
      if (!(error instanceof ApiError) || !isInPassing(error)) throw error;
      failure = error;
    }
  }
};

/** The first read fails as a read does; a later one leaves open what became of the update before it. */
const readAfter = async (
  failure: ApiError | undefined,
  client: Pick<Client, 'getGoal'>,
  goalId: string,
  signal: AbortSignal | undefined,
): Promise<Goal> => {
  try {
    return await client.getGoal(goalId, signal);
  } catch (error) {
    if (failure === undefined) throw error;
    throw failure.with({ outcome: 'unknown' });
  }
};

const isInPassing = ({ kind }: ApiError): boolean =>
  kind === 'network' || kind === 'server' || kind === 'timeout' || kind === 'malformed' || kind === 'aborted';

/** Nobody waits for a tenant that is still at it when we have stopped waiting. */
const outcomeOf = ({ kind }: ApiError): 'notStored' | 'unknown' =>
  kind === 'timeout' || kind === 'aborted' ? 'unknown' : 'notStored';

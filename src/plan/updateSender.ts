import type { Client } from '../api/client.ts';
import { ApiError, isNotStored } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { fieldsOf, goalFieldNames, noFields, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { GoalConflict } from '../model/merge.ts';
import { goalMismatches, heldAfter, type GoalMismatch, type SavedGoal } from '../model/mismatches.ts';
import {
  failureOf,
  inputOn,
  isGivenBack,
  isInPassing,
  lostFields,
  maxWaits,
  NotPutBack,
  sendUpdate,
  UpdateInDoubt,
  type Try,
} from '../model/sendUpdate.ts';
import type { Ledger } from './ledger.ts';
import type { Found, FreshReads } from './freshReads.ts';
import type { FieldChange } from './plan.ts';
import { factsOf, type StepState } from './stepState.ts';
import {
  changesOn,
  doneWith,
  failedState,
  isApiError,
  lostInGap,
  sentChanges,
  sidesOf,
  storedBeside,
  type UpdateJob,
} from './updateJob.ts';

export type UpdateClient = Pick<Client, 'searchGoals' | 'getGoal' | 'updateGoal'>;

/** What is to be sent now, on top of what was read. */
export type Ready = {
  readonly job: UpdateJob;
  /** The goal as the search had it. */
  readonly found: Goal;
  readonly current: Goal;
  readonly fields: GoalFields;
  readonly changes: readonly FieldChange[];
};

type WrittenOver = {
  /** Of ours, which are stored. */
  readonly changes: readonly FieldChange[];
  /** Of others, which are not any more. */
  readonly lost: Partial<GoalFields>;
  readonly held: Goal;
};

/** What putting back came to. */
export type Mended = {
  /** As the tenant holds it then. */
  readonly goal: Goal;
  /** Fields that are put back and in which the tenant holds another value. */
  readonly mismatches: readonly GoalMismatch[];
  readonly left: Partial<GoalFields>;
  /** Why it is left. */
  readonly error?: ApiError;
};

type SenderDeps = {
  readonly client: UpdateClient;
  readonly ledger: Ledger;
  readonly reads: FreshReads;
  readonly stored: (goal: Goal) => void;
};

/** Sends one update, and notes how it ended. */
export class UpdateSender {
  readonly #deps: SenderDeps;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  /**
   * @param beside what is read at the same time
   * @returns the job where it has to be tried again
   * @throws ApiError where the access key is not taken
   */
  async put(ready: Ready, beside: Promise<Found | undefined>, signal?: AbortSignal): Promise<UpdateJob | undefined> {
    const { job, current, fields } = ready;
    const { client } = this.#deps;
    const witness = witnessOf(ready, beside);
    try {
      const answered = await client.updateGoal(job.step.goalId, inputOn(current, fields), signal);
      const meant = { before: fieldsOf(current), meant: fields };
      const saved = await heldAfter(client, answered, meant, goalMismatches, signal);
      return await this.settle(job, { read: current, witness, written: fields }, saved, signal);
    } catch (error) {
      if (!isApiError(error)) throw error;
      if (isGivenBack(error) && job.waits < maxWaits) return { ...job, waits: job.waits + 1 };
      const tried = { read: current, witness, written: fields, failure: error };
      if (!isNotStored(error) || isInPassing(error)) return { ...job, tries: [...job.tries, tried] };
      return this.fail(job, error);
    }
  }

  /** What others wrote between the read and the write is put back, as the form does. */
  async settle(
    job: UpdateJob,
    { read, witness, written }: Omit<Try, 'failure'>,
    { goal, mismatches }: SavedGoal,
    signal?: AbortSignal,
  ): Promise<undefined> {
    const changes = changesOn(job.step, read);
    const lost = await lostFields({ read, witness, written }, goal);
    const disputed = changes.map(({ field }) => field).filter((field) => lost[field] !== undefined);
    const end = (mended: Mended): Promise<undefined> => {
      const left = [...mismatches.filter(({ field }) => lost[field] === undefined), ...mended.mismatches];
      if (disputed.length === 0) return this.done(job, changes, mended.goal, left);
      const others = changes.filter(({ field }) => !disputed.includes(field));
      const stored = others.length === 0 ? {} : { stored: doneWith(others, mended.goal, left) };
      return this.#endOn(mended.goal, job, {
        kind: 'conflict',
        fields: disputed,
        theirs: fieldsOf(mended.goal),
        ...stored,
      });
    };
    return this.putBack(job, { changes, lost, held: goal }, end, signal);
  }

  /** Writes what was written over again, on top of what the tenant holds, and then ends the job. */
  async putBack(
    job: UpdateJob,
    { changes, lost, held }: WrittenOver,
    end: (mended: Mended) => Promise<undefined>,
    signal?: AbortSignal,
  ): Promise<undefined> {
    const mended = await this.#mend(lost, held, signal);
    const { goal, mismatches, left, error } = mended;
    if (Object.keys(left).length === 0) return end(mended);
    const stored = doneWith(changes, goal, mismatches);
    return this.#endOn(goal, job, { kind: 'notPutBack', stored, lost: left, ...(error && { error: factsOf(error) }) });
  }

  async #mend(lost: Partial<GoalFields>, held: Goal, signal: AbortSignal | undefined): Promise<Mended> {
    const { client } = this.#deps;
    const cut = this.#mayBeCut(lost) ? pick(lost, (field) => field === 'Description') : {};
    let open = pick(lost, (field) => cut[field] === undefined);
    let goal = held;
    while (Object.keys(open).length > 0) {
      const base = fieldsOf(goal);
      try {
        const saved = await sendUpdate(client, held.Gsid, base, { ...base, ...open }, signal);
        return { ...saved, left: cut };
      } catch (error) {
        if (error instanceof NotPutBack) return { goal: error.stored, mismatches: [], left: { ...error.lost, ...cut } };
        if (error instanceof UpdateInDoubt)
          return { goal, mismatches: [], left: { ...open, ...cut, ...error.lost }, error };
        if (isApiError(error)) return { goal, mismatches: [], left: { ...open, ...cut }, error };
        // Somebody has gone on from what was stored, and that stands.
        if (!(error instanceof GoalConflict)) throw error;
        const { fields } = error;
        open = pick(open, (field) => !fields.includes(field));
        goal = error.goal;
      }
    }
    return { goal, mismatches: [], left: cut };
  }

  /** A description that only a search has seen may be half of what somebody wrote. */
  #mayBeCut({ Description = '' }: Partial<GoalFields>): boolean {
    return Description !== '' && !this.#deps.reads.isWholeText(Description);
  }

  /** Where the tenant's searches do not do: with reads of this goal alone. @throws ApiError as {@link put} */
  async alone(job: UpdateJob, signal?: AbortSignal): Promise<undefined> {
    const { step } = job;
    const { client } = this.#deps;
    const read = await client.getGoal(step.goalId, signal).catch(asApiError);
    if (read instanceof ApiError) return this.fail(job, read);
    const lost = lostInGap(job, read);
    if (Object.keys(lost).length > 0) {
      const ours = sentChanges(job) ?? [];
      return this.putBack(
        job,
        { changes: ours, lost, held: read },
        () => this.alone({ ...job, inGap: [] }, signal),
        signal,
      );
    }
    const changes = changesOn(step, read);
    if (changes.length === 0) return this.isThere(job, read);
    const { base, mine } = sidesOf(step.changes, noFields);
    const asSent = { ...job, sentBefore: job.sentBefore ?? changes };
    try {
      const { goal, mismatches } = await sendUpdate(startingWith(read, client), step.goalId, base, mine, signal);
      return await this.done(job, asSent.sentBefore, goal, mismatches);
    } catch (error) {
      if (error instanceof GoalConflict) return this.#conflictAlone(asSent, error, signal);
      if (error instanceof NotPutBack) {
        const { stored, lost: theirs } = error;
        return this.#endOn(stored, job, {
          kind: 'notPutBack',
          stored: doneWith(asSent.sentBefore, stored),
          lost: theirs,
        });
      }
      if (!isApiError(error)) throw error;
      return this.fail(isNotStored(error) ? job : asSent, error);
    }
  }

  async #conflictAlone(job: UpdateJob, { fields, theirs }: GoalConflict, signal?: AbortSignal): Promise<undefined> {
    const read = await this.#deps.client.getGoal(job.step.goalId, signal).catch(asApiError);
    if (read instanceof ApiError) return this.end(job, { kind: 'conflict', fields, theirs });
    return this.conflict(job, fields, read);
  }

  /** @param goal as it is in the tenant now */
  conflict(job: UpdateJob, fields: readonly GoalField[], goal: Goal): Promise<undefined> {
    const theirs = fieldsOf(goal);
    return this.#endOn(goal, job, { kind: 'conflict', fields, theirs, ...storedBeside(job, goal, fields) });
  }

  /** Where the goal is as it is to be. */
  isThere(job: UpdateJob, goal: Goal): Promise<undefined> {
    const { sentBefore } = job;
    return sentBefore === undefined
      ? this.#endOn(goal, job, { kind: 'unchanged' })
      : this.done(job, sentBefore, goal, []);
  }

  done(
    job: UpdateJob,
    changes: readonly FieldChange[],
    goal: Goal,
    mismatches: readonly GoalMismatch[],
  ): Promise<undefined> {
    return this.#endOn(goal, job, doneWith(changes, goal, mismatches));
  }

  /** What was cancelled before it was sent is as it was. @throws ApiError where the access key is not taken */
  async fail(job: UpdateJob, failure: ApiError): Promise<undefined> {
    const error = job.sentBefore === undefined ? failureOf(job.tries, failure) : failure.with({ outcome: 'unknown' });
    const isUnsent = error.kind === 'aborted' && isNotStored(error) && job.sentBefore === undefined;
    await this.end(job, isUnsent ? { kind: 'waiting' } : await failedState(job, error));
    if (failure.kind === 'unauthorized') throw failure;
  }

  #endOn(goal: Goal, job: UpdateJob, state: StepState): Promise<undefined> {
    this.#deps.stored(goal);
    return this.end(job, state);
  }

  async end({ step }: UpdateJob, state: StepState): Promise<undefined> {
    await this.#deps.ledger.note({ step: step.key, state });
  }
}

/** What the search beside the update saw of the goal. A description that no search gives is as it was read. */
const witnessOf = async ({ found, current }: Ready, beside: Promise<Found | undefined>): Promise<Goal | undefined> => {
  const seen = (await beside)?.get(current.Gsid);
  if (seen === undefined || seen.Description !== found.Description) return seen;
  const { Description: _, ...others } = seen;
  return current.Description === undefined ? others : { ...others, Description: current.Description };
};

const pick = (fields: Partial<GoalFields>, isMeant: (field: GoalField) => boolean): Partial<GoalFields> =>
  Object.fromEntries(
    goalFieldNames.flatMap((field) => {
      const value = fields[field];
      return value === undefined || !isMeant(field) ? [] : [[field, value]];
    }),
  );

const asApiError = (error: unknown): ApiError => {
  if (!isApiError(error)) throw error;
  return error;
};

/** A client whose first read was made before. */
const startingWith = (
  read: Goal,
  { getGoal, updateGoal }: UpdateClient,
): Pick<UpdateClient, 'getGoal' | 'updateGoal'> => {
  let first: Goal | undefined = read;
  return {
    updateGoal,
    getGoal: async (...args) => {
      const taken = first;
      first = undefined;
      return taken ?? getGoal(...args);
    },
  };
};

import type { Client } from '../api/client.ts';
import { isNotStored, type ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { fieldsOf, noFields, type GoalField, type GoalFields } from '../model/goalFields.ts';
import { GoalConflict } from '../model/merge.ts';
import { goalMismatches, heldAfter, type SavedGoal } from '../model/mismatches.ts';
import {
  failureOf,
  inputOn,
  isGivenBack,
  isInPassing,
  lostFields,
  maxWaits,
  NotPutBack,
  sendUpdate,
  type Try,
} from '../model/sendUpdate.ts';
import type { Ledger } from './ledger.ts';
import type { Look, Looks } from './looks.ts';
import type { FieldChange } from './plan.ts';
import { factsOf, type StepState } from './stepState.ts';
import { changesOn, doneWith, isApiError, sidesOf, type UpdateJob } from './updateJob.ts';

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

type SenderDeps = {
  readonly client: UpdateClient;
  readonly ledger: Ledger;
  readonly looks: Looks;
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
  async put(ready: Ready, beside: Promise<Look | undefined>, signal?: AbortSignal): Promise<UpdateJob | undefined> {
    const { job, current, fields } = ready;
    const { client } = this.#deps;
    const witness = witnessOf(ready, beside);
    try {
      const answered = await client.updateGoal(job.step.goalId, inputOn(current, fields), signal);
      const saved = await heldAfter(client, answered, fields, goalMismatches, signal);
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
    saved: SavedGoal,
    signal?: AbortSignal,
  ): Promise<undefined> {
    const changes = changesOn(job.step, read);
    const lost = await lostFields({ read, witness, written }, saved.goal);
    const mismatches = saved.mismatches.map(({ field }) => field);
    if (Object.keys(lost).length === 0) return this.#done(job, changes, saved.goal, mismatches);
    return this.putBack(
      job,
      changes,
      lost,
      saved.goal,
      (goal) => this.#afterPuttingBack(job, changes, lost, { goal, mismatches: saved.mismatches }),
      signal,
    );
  }

  /** Writes what was written over again, on top of what the tenant holds, and then ends the job. @param changes of ours that are stored */
  async putBack(
    job: UpdateJob,
    changes: readonly FieldChange[],
    lost: Partial<GoalFields>,
    held: Goal,
    end: (goal: Goal) => Promise<undefined>,
    signal?: AbortSignal,
  ): Promise<undefined> {
    const stored = doneWith(changes, held);
    if (this.#mayBeCut(lost)) return this.end(job, { kind: 'notPutBack', stored, lost });
    const base = fieldsOf(held);
    let goal = held;
    try {
      ({ goal } = await sendUpdate(this.#deps.client, job.step.goalId, base, { ...base, ...lost }, signal));
    } catch (error) {
      if (error instanceof NotPutBack) return this.#notPutBack(job, changes, error);
      if (isApiError(error)) return this.end(job, { kind: 'notPutBack', stored, lost, error: factsOf(error) });
      // Somebody has gone on from what was stored, and that stands.
      if (!(error instanceof GoalConflict)) throw error;
      goal = { ...held, ...error.theirs };
    }
    return end(goal);
  }

  #notPutBack(job: UpdateJob, changes: readonly FieldChange[], { stored, lost }: NotPutBack): Promise<undefined> {
    this.#deps.stored(stored);
    return this.end(job, { kind: 'notPutBack', stored: doneWith(changes, stored), lost });
  }

  async #afterPuttingBack(
    job: UpdateJob,
    changes: readonly FieldChange[],
    lost: Partial<GoalFields>,
    { goal, mismatches }: SavedGoal,
  ): Promise<undefined> {
    const disputed = changes.map(({ field }) => field).filter((field) => lost[field] !== undefined);
    const left = mismatches.map(({ field }) => field).filter((field) => lost[field] === undefined);
    if (disputed.length === 0) return this.#done(job, changes, goal, left);
    const others = changes.filter(({ field }) => !disputed.includes(field));
    this.#deps.stored(goal);
    const stored = others.length === 0 ? {} : { stored: doneWith(others, goal, left) };
    return this.end(job, { kind: 'conflict', fields: disputed, theirs: fieldsOf(goal), ...stored });
  }

  /** A description that only a search has seen may be half of what somebody wrote. */
  #mayBeCut({ Description = '' }: Partial<GoalFields>): boolean {
    return Description !== '' && !this.#deps.looks.isWholeText(Description);
  }

  /** Where the tenant's searches do not do: with reads of this goal alone. @throws ApiError as {@link put} */
  async alone(job: UpdateJob, signal?: AbortSignal): Promise<undefined> {
    const { step } = job;
    const { base, mine } = sidesOf(step.changes, noFields);
    const changes = job.sentBefore ?? step.changes.map((each) => ({ before: '', ...each }));
    try {
      const { goal, mismatches } = await sendUpdate(this.#deps.client, step.goalId, base, mine, signal);
      return await this.#done(
        job,
        changes,
        goal,
        mismatches.map(({ field }) => field),
      );
    } catch (error) {
      if (error instanceof GoalConflict) return this.conflict(job, error.fields, error.theirs);
      if (error instanceof NotPutBack) return this.#notPutBack(job, changes, error);
      if (!isApiError(error)) throw error;
      return this.fail(job, error);
    }
  }

  conflict(job: UpdateJob, fields: readonly GoalField[], theirs: GoalFields): Promise<undefined> {
    return this.end(job, { kind: 'conflict', fields, theirs });
  }

  #done(
    job: UpdateJob,
    changes: readonly FieldChange[],
    goal: Goal,
    mismatches: readonly string[],
  ): Promise<undefined> {
    this.#deps.stored(goal);
    return this.end(job, doneWith(changes, goal, mismatches));
  }

  /** What was cancelled before it was sent is as it was. @throws ApiError where the access key is not taken */
  async fail(job: UpdateJob, failure: ApiError): Promise<undefined> {
    const error = failureOf(job.tries, failure);
    const isUnsent = error.kind === 'aborted' && isNotStored(error) && job.sentBefore === undefined;
    await this.end(job, isUnsent ? { kind: 'waiting' } : { kind: 'failed', error: factsOf(error) });
    if (failure.kind === 'unauthorized') throw failure;
  }

  async end({ step }: UpdateJob, state: StepState): Promise<undefined> {
    await this.#deps.ledger.note({ step: step.key, state });
  }
}

/** What the search beside the update saw of the goal. A description that no search gives is as it was read. */
const witnessOf = async ({ found, current }: Ready, beside: Promise<Look | undefined>): Promise<Goal | undefined> => {
  const seen = (await beside)?.get(current.Gsid);
  if (seen === undefined || seen.Description !== found.Description) return seen;
  const { Description: _, ...others } = seen;
  return current.Description === undefined ? others : { ...others, Description: current.Description };
};

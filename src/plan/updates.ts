import type { ApiError } from '../api/errors.ts';
import type { Goal } from '../api/schema.ts';
import { fieldsOf } from '../model/goalFields.ts';
import { goalMismatches } from '../model/mismatches.ts';
import { hasMoved, isInPassing, isRead, lostFields, maxAttempts, unreadable } from '../model/sendUpdate.ts';
import type { Ledger } from './ledger.ts';
import { FreshReads, type FreshRead } from './freshReads.ts';
import { allEnded } from './allEnded.ts';
import type { Done, StepState } from './stepState.ts';
import {
  changesOn,
  failedState,
  lostInGap,
  mergeStep,
  sentChanges,
  type UpdateJob,
  type UpdateStep,
} from './updateJob.ts';
import { UpdateSender, type Mended, type Ready, type UpdateClient } from './updateSender.ts';

/** How many are on their way together: with as many that come next, a search reads ten. */
const waveLength = 5;

/** What was read longer ago than this, in milliseconds, is read again. */
const freshMs = 4000;

type Reading = { readonly fresh: FreshRead; readonly at: number };

/**
 * Sends updates as the form does: read, merge by field, send beside another read, look what was written over in between and put it back.
 * The reads are searches for several goals: each is beside one wave of updates, and before the next.
 */
export class Updates {
  readonly #ledger: Ledger;
  readonly #reads: FreshReads;
  readonly #sender: UpdateSender;
  /** The last update that was stored: whether a search shows it says whether the search is current. */
  #written: Done | undefined;
  #queue: UpdateJob[] = [];
  /** By step, what was sent and may be stored. */
  readonly #tried = new Map<string, { readonly job: UpdateJob; readonly failure: ApiError }>();

  constructor(client: UpdateClient, ledger: Ledger, stored: (goal: Goal) => void) {
    this.#ledger = ledger;
    this.#reads = new FreshReads(client);
    this.#sender = new UpdateSender({ client, ledger, reads: this.#reads, stored });
  }

  /** @throws ApiError where a read failed or the access key is not taken: what is left is still waiting */
  async send(steps: readonly UpdateStep[], signal?: AbortSignal): Promise<void> {
    this.#queue = steps.map((step) => jobOf(step, this.#ledger));
    try {
      await this.#sendAll(signal);
    } finally {
      await this.#noteTries();
    }
  }

  async #sendAll(signal: AbortSignal | undefined): Promise<void> {
    let reading: Reading | undefined;
    let wave = this.#take();
    while (wave.length > 0) {
      if (signal?.aborted === true) return;
      const isFresh = reading !== undefined && performance.now() - reading.at <= freshMs;
      const { fresh } = isFresh && reading !== undefined ? reading : await this.#read(wave, signal);
      const next = this.#take();
      const beside = await this.#sendWave(wave, fresh, next, signal);
      // What comes back from a wave was not read after it.
      reading = next.length === 0 ? undefined : beside;
      wave = next.length === 0 ? this.#take() : next;
    }
  }

  /** What is left to put back, for whoever goes on. */
  async #noteTries(): Promise<void> {
    const open = [...this.#tried].filter(([key]) => this.#ledger.state(key).kind === 'sending');
    const entries = open.map(async ([step, { job, failure }]) => {
      return { step, state: await failedState(job, failure.with({ outcome: 'unknown' })) };
    });
    await this.#ledger.note(...(await Promise.all(entries)));
  }

  #tryAgain(job: UpdateJob | undefined): void {
    if (job === undefined) return;
    this.#queue.push(job);
    const last = job.tries.at(-1);
    if (last !== undefined) this.#tried.set(job.step.key, { job, failure: last.failure });
  }

  #take(): readonly UpdateJob[] {
    return this.#queue.splice(0, waveLength);
  }

  async #read(jobs: readonly UpdateJob[], signal: AbortSignal | undefined): Promise<Reading> {
    const at = performance.now();
    const ids = jobs.map(({ step }) => step.goalId);
    return { fresh: await this.#reads.at(ids, this.#written, signal), at };
  }

  /** @returns what was read beside the wave, also of the next; undefined where that failed */
  async #sendWave(
    wave: readonly UpdateJob[],
    fresh: FreshRead,
    next: readonly UpdateJob[],
    signal: AbortSignal | undefined,
  ): Promise<Reading | undefined> {
    const { ready, alone } = await this.#prepared(wave, fresh, signal);
    await this.#ledger.note(
      ...ready.map(({ job, changes }) => ({ step: job.step.key, state: { kind: 'sending', changes } as const })),
      ...alone.map(({ step }) => ({ step: step.key, state: { kind: 'sending', changes: step.changes } as const })),
    );
    const jobs = ready.map(({ job }) => job);
    const reading =
      jobs.length === 0 ? Promise.resolve(undefined) : this.#read([...jobs, ...next], signal).catch(() => undefined);
    const seen = reading.then((each) => each?.fresh.goals);
    await allEnded([
      ...ready.map(async (each) => this.#tryAgain(await this.#sender.put(each, seen, signal))),
      ...alone.map((job) => this.#sender.alone(job, signal)),
    ]);
    this.#written = jobs.map(({ step }) => this.#ledger.state(step.key)).findLast(isWritten) ?? this.#written;
    return reading;
  }

  async #prepared(wave: readonly UpdateJob[], fresh: FreshRead, signal: AbortSignal | undefined) {
    const goals = await this.#reads.whole(
      fresh,
      wave.map(({ step }) => step.goalId),
      signal,
    );
    const read = new Map(goals.map((goal) => [goal.Gsid, goal]));
    const isTogether = ({ step }: UpdateJob): boolean => this.#reads.isUsable && read.has(step.goalId);
    const ready = await allEnded(
      wave.filter(isTogether).map(async (job) => {
        const [before, current] = [fresh.goals.get(job.step.goalId), read.get(job.step.goalId)];
        return before && current && this.#prepare(job, before, current, signal);
      }),
    );
    return { ready: ready.filter((each) => each !== undefined), alone: wave.filter((job) => !isTogether(job)) };
  }

  /** Undefined where nothing has to be sent any more. */
  async #prepare(
    job: UpdateJob,
    found: Goal,
    current: Goal,
    signal: AbortSignal | undefined,
  ): Promise<Ready | undefined> {
    const sender = this.#sender;
    const last = job.tries.at(-1);
    if (last !== undefined && hasMoved(last, current))
      return sender.settle(job, last, { goal: current, mismatches: goalMismatches(last.written, current) }, signal);
    if (!isRead(current)) return sender.fail(job, last?.failure ?? unreadable(current));
    const lost = { ...lostInGap(job, current), ...(last && (await lostFields(last, current))) };
    const after = (end: (mended: Mended) => Promise<undefined>): Promise<undefined> => {
      const held = fieldsOf(current);
      const ours = (sentChanges(job) ?? []).filter(({ field, after: value }) => held[field] === value);
      return sender.putBack(job, { changes: ours, lost, held: current }, end, signal);
    };
    const { fields, conflicts } = mergeStep(job.step, current);
    // What is put back over the update's own value is somebody's, too: a person chooses.
    const disputed = (sentChanges(job) ?? []).map(({ field }) => field).filter((field) => lost[field] !== undefined);
    const open = [...new Set([...conflicts, ...disputed])];
    if (open.length > 0) return after(({ goal }) => sender.conflict(job, open, goal));
    const changes = changesOn(job.step, current);
    if (changes.length === 0)
      return last === undefined
        ? after(({ goal }) => sender.isThere(job, goal))
        : sender.settle(job, last, { goal: current, mismatches: [] }, signal);
    const isOver = last !== undefined && job.tries.length >= (isInPassing(last.failure) ? maxAttempts : 1);
    if (isOver) return after(() => sender.fail(job, last.failure));
    return { job, found, current, fields: { ...fields, ...lost }, changes };
  }
}

const jobOf = (step: UpdateStep, ledger: Ledger): UpdateJob => {
  const state = ledger.state(step.key);
  const isSent = state.kind === 'sending' || (state.kind === 'failed' && state.error.outcome === 'unknown');
  const changes = state.kind === 'sending' || state.kind === 'failed' ? state.changes : undefined;
  const inGap = (state.kind === 'failed' ? state.inGap : undefined) ?? [];
  return { step, sentBefore: isSent ? (changes ?? step.changes) : undefined, inGap, tries: [], waits: 0 };
};

const isWritten = (state: StepState): state is Done => state.kind === 'done' && state.changes.length > 0;

import PQueue from 'p-queue';
import { ApiError } from './errors.ts';
import { unshared, type Hold, type PaceShare } from './paceShare.ts';
import type { Random } from './retry.ts';
import type { Call, Send } from './send.ts';
import { systemClocks, type Clocks } from './tenantClock.ts';

export type Pace = {
  /** Requests that start in any 60 seconds, at most. */
  readonly requestsAMinute: number;
  /** Requests that are under way together, at most; one of a person's comes on top where the background has a place. */
  readonly atOnce: number;
};

/** Why requests stand in the queue, for a person who waits for them. */
export type Wait = {
  /** 'throttled': the tenant asked for it. 'pace': our own limit, which leaves room for the tenant's other integrations. */
  readonly reason: 'throttled' | 'pace';
  /** When the next request may start, in milliseconds since 1970. */
  readonly until: number;
};

const minuteMs = 60_000;

/** For how long a throttled answer closes the gate, in milliseconds. */
export type GateTimes = {
  /** Whatever the tenant asks for, up to twice this by chance: it may say 0. */
  readonly leastMs: number;
  /** Where the tenant does not say. */
  readonly unaskedMs: number;
  /** Whatever the tenant asks for. */
  readonly mostMs: number;
};

const gateTimes: GateTimes = { leastMs: 1000, unaskedMs: minuteMs, mostMs: 10 * minuteMs };

/** A read is old after so long; longer where the pace leaves no choice. */
const freshMs = 2000;

export type PacerOptions = {
  readonly clocks?: Clocks;
  readonly random?: Random;
  readonly gate?: GateTimes;
  /** How long a request counts, in milliseconds. */
  readonly minuteMs?: number;
  readonly share?: PaceShare;
};

/** Of a request that has to wait for other processes: it is the next one to start. */
const held = Symbol('held');

/**
 * One queue and one gate for all requests to a tenant. Those of a person overtake those of the background, and do not wait for its slow
 * ones to end: a page of goals may take many seconds.
 *
 * A request counts from its start until a minute after its end: when in between the tenant counted it, nobody here can tell. All by the
 * steady clock: a computer's clock that is set ahead would let more requests out.
 */
export class Pacer {
  readonly #pace: Pace;
  readonly #queue: PQueue;
  readonly #onWait: (wait: Wait | undefined) => void;
  readonly #clocks: Clocks;
  readonly #random: Random;
  readonly #gate: GateTimes;
  readonly #minuteMs: number;
  readonly #share: PaceShare;
  /** What has not started, by what gives it up. */
  readonly #waiting = new Map<AbortController, Call>();
  #underWay = 0;
  #backgroundUnderWay = 0;
  /** Requests of a person, waiting and under way. */
  #asked = 0;
  /** When the requests of the last minute ended, oldest first. */
  readonly #ends: number[] = [];
  #throttledUntil = Number.NEGATIVE_INFINITY;
  /** When other processes may have left room. */
  #heldUntil = Number.NEGATIVE_INFINITY;
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    pace: Pace,
    onWait: (wait: Wait | undefined) => void = () => {},
    { clocks = systemClocks, random = Math.random, gate = gateTimes, ...options }: PacerOptions = {},
  ) {
    this.#pace = pace;
    this.#onWait = onWait;
    this.#clocks = clocks;
    this.#random = random;
    this.#gate = gate;
    this.#minuteMs = options.minuteMs ?? minuteMs;
    this.#share = options.share ?? unshared;
    this.#queue = new PQueue({ concurrency: pace.atOnce });
    for (const event of ['add', 'next'] as const) this.#queue.addEventListener(event, () => this.#tellWait());
  }

  /** How many more requests may start now without a wait. */
  get left(): number {
    return Math.min(this.#ownLeft, this.#share.left);
  }

  get #ownLeft(): number {
    return Math.max(0, this.#pace.requestsAMinute - this.#recentEnds().length - this.#underWay);
  }

  /** Gives up every request that has not started. */
  cancelWaiting(): void {
    for (const controller of this.#waiting.keys()) controller.abort();
  }

  /** Whatever is asked from now on is given up at once. */
  dispose(): void {
    this.#isOver = true;
    this.cancelWaiting();
    clearTimeout(this.#timer);
    this.#share.dispose();
  }

  pace(send: Send): Send {
    return (call, signal) => this.#inTurn(send, call, signal);
  }

  async #inTurn(send: Send, call: Call, signal: AbortSignal | undefined): Promise<unknown> {
    if (call.isBackground === true) return this.#queued(() => this.#inBackground(send(call, signal)), call, signal);
    const answer = this.#queued(() => send(call, signal), call, signal);
    // Not before it stands in the queue: one of the background's would take the place.
    this.#asked += 1;
    this.#makeRoom();
    try {
      return await answer;
    } finally {
      this.#asked -= 1;
      this.#makeRoom();
    }
  }

  async #inBackground(answer: Promise<unknown>): Promise<unknown> {
    this.#backgroundUnderWay += 1;
    this.#makeRoom();
    try {
      return await answer;
    } finally {
      this.#backgroundUnderWay -= 1;
      this.#makeRoom();
    }
  }

  #makeRoom(): void {
    this.#queue.concurrency = this.#pace.atOnce + Math.min(1, this.#asked, this.#backgroundUnderWay);
  }

  async #queued(ask: () => Promise<unknown>, call: Call, signal: AbortSignal | undefined): Promise<unknown> {
    const turn = new AbortController();
    const giveUp = (): void => turn.abort();
    if (this.#isOver || signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    this.#waiting.set(turn, call);
    const isStale = this.#staleness(call);
    const start = async (): Promise<unknown> => {
      if (isStale()) throw new ApiError('throttled', call.operation, { outcome: 'notStored' });
      const hold = this.#share.enter();
      if (hold !== undefined) return this.#hold(hold);
      this.#waiting.delete(turn);
      // From here on an abort is the sender's affair: it knows whether the request left.
      signal?.removeEventListener('abort', giveUp);
      return this.#count(ask());
    };
    try {
      for (let priority = call.isBackground === true ? 0 : 1; ; priority += priority % 1 === 0 ? 0.5 : 0) {
        const answer = await this.#queue.add(start, { priority, signal: turn.signal });
        if (answer !== held) return answer;
      }
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError('aborted', call.operation, { outcome: 'notStored' });
    } finally {
      this.#waiting.delete(turn);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  #hold({ reason, forMs }: Hold): typeof held {
    const until = this.#clocks.steady() + forMs;
    if (reason === 'throttled') this.#throttledUntil = Math.max(this.#throttledUntil, until);
    else this.#heldUntil = until;
    this.#setGate();
    return held;
  }

  /** Whether a call has waited for so long that what it stands on has to be read again. */
  #staleness({ needsFreshRead }: Call): () => boolean {
    const since = this.#clocks.steady();
    const limitMs = Math.max(freshMs, (2 * this.#minuteMs) / this.#pace.requestsAMinute);
    return () => needsFreshRead === true && this.#clocks.steady() - since > limitMs;
  }

  async #count(answer: Promise<unknown>): Promise<unknown> {
    this.#underWay += 1;
    this.#setGate();
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'throttled')
        this.#throttle(error.retryAfterMs ?? this.#gate.unaskedMs);
      throw error;
    } finally {
      this.#underWay -= 1;
      this.#share.leave();
      this.#noteEnd();
      this.#setGate();
    }
  }

  #throttle(forMs: number): void {
    const { leastMs, mostMs } = this.#gate;
    const askedMs = Math.max(forMs, leastMs * (1 + this.#random()));
    const closedMs = Math.min(askedMs, mostMs);
    this.#throttledUntil = Math.max(this.#throttledUntil, this.#clocks.steady() + closedMs);
    this.#share.close(closedMs);
  }

  /** Opens or closes the gate, and sees to it that a closed one opens in time. */
  #setGate(): void {
    clearTimeout(this.#timer);
    const waitMs = this.#opensAt() - this.#clocks.steady();
    if (waitMs <= 0) {
      this.#queue.start();
    } else {
      this.#queue.pause();
      // With none ended yet in this minute, the end of one that is under way sets the gate anew.
      if (Number.isFinite(waitMs)) this.#timer = setTimeout(() => this.#setGate(), waitMs);
    }
    this.#tellWait();
  }

  /** When the next request may start, by the steady clock; Infinity as long as that depends on one under way. */
  #opensAt(): number {
    return Math.max(this.#throttledUntil, this.#heldUntil, this.#paceOpensAt());
  }

  #paceOpensAt(): number {
    if (this.#ownLeft > 0) return Number.NEGATIVE_INFINITY;
    const ends = this.#recentEnds();
    const mustPass = ends[ends.length + this.#underWay - this.#pace.requestsAMinute];
    return mustPass === undefined ? Number.POSITIVE_INFINITY : mustPass + this.#minuteMs;
  }

  #recentEnds(): readonly number[] {
    const now = this.#clocks.steady();
    while ((this.#ends[0] ?? now) <= now - this.#minuteMs) this.#ends.shift();
    return this.#ends;
  }

  #noteEnd(): void {
    this.#recentEnds();
    this.#ends.push(this.#clocks.steady());
  }

  #tellWait(): void {
    const opensAt = this.#opensAt();
    const isTold = [...this.#waiting.values()].some(({ isQuiet }) => isQuiet !== true);
    const isWaiting = isTold && this.#queue.size > 0 && this.#queue.isPaused && Number.isFinite(opensAt);
    const until = Math.round(this.#clocks.wall() + opensAt - this.#clocks.steady());
    this.#onWait(isWaiting ? { reason: opensAt === this.#throttledUntil ? 'throttled' : 'pace', until } : undefined);
  }
}

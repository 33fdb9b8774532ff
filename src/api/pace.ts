import PQueue from 'p-queue';
import { ApiError } from './errors.ts';
import type { Call, Send } from './send.ts';

export type Pace = {
  /** Requests that start in any 60 seconds, at most. */
  readonly requestsAMinute: number;
  /** Requests that are under way together, at most. */
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
/** Whatever a tenant asks for, it is asked again after this long. */
const longestGateMs = 10 * minuteMs;

/**
 * One queue and one gate for all requests to a tenant. Those of a person overtake those of the background.
 *
 * A request counts from its start until a minute after its end: when in between the tenant counted it, nobody here can tell.
 */
export class Pacer {
  readonly #pace: Pace;
  readonly #queue: PQueue;
  readonly #onWait: (wait: Wait | undefined) => void;
  readonly #waiting = new Set<AbortController>();
  #underWay = 0;
  /** When the requests of the last minute ended, oldest first. */
  #ends: number[] = [];
  #throttledUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pace: Pace, onWait: (wait: Wait | undefined) => void = () => {}) {
    this.#pace = pace;
    this.#onWait = onWait;
    this.#queue = new PQueue({ concurrency: pace.atOnce });
    for (const event of ['add', 'next'] as const) this.#queue.addEventListener(event, () => this.#tellWait());
  }

  /** How many more requests may start now without a wait. */
  get left(): number {
    return Math.max(0, this.#pace.requestsAMinute - this.#recentEnds().length - this.#underWay);
  }

  /** Gives up every request that has not started. */
  cancelWaiting(): void {
    for (const controller of this.#waiting) controller.abort();
  }

  dispose(): void {
    this.cancelWaiting();
    clearTimeout(this.#timer);
  }

  pace(send: Send): Send {
    return (call, signal) => this.#inTurn(send, call, signal);
  }

  async #inTurn(send: Send, call: Call, signal: AbortSignal | undefined): Promise<unknown> {
    const turn = new AbortController();
    const giveUp = (): void => turn.abort();
    if (signal?.aborted === true) giveUp();
    signal?.addEventListener('abort', giveUp, { once: true });
    this.#waiting.add(turn);
    const start = (): Promise<unknown> => {
      this.#waiting.delete(turn);
      // From here on an abort is the sender's affair: it knows whether the request left.
      signal?.removeEventListener('abort', giveUp);
      return this.#count(send(call, signal));
    };
    try {
      return await this.#queue.add(start, { priority: call.isBackground === true ? 0 : 1, signal: turn.signal });
    } catch (error) {
      throw error instanceof ApiError ? error : new ApiError('aborted', call.operation, { outcome: 'notStored' });
    } finally {
      this.#waiting.delete(turn);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async #count(answer: Promise<unknown>): Promise<unknown> {
    this.#underWay += 1;
    this.#setGate();
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'throttled') this.#throttle(error.retryAfterMs ?? minuteMs);
      throw error;
    } finally {
      this.#underWay -= 1;
      this.#ends.push(Date.now());
      this.#setGate();
    }
  }

  #throttle(forMs: number): void {
    this.#throttledUntil = Math.max(this.#throttledUntil, Date.now() + Math.min(forMs, longestGateMs));
  }

  /** Opens or closes the gate, and sees to it that a closed one opens in time. */
  #setGate(): void {
    clearTimeout(this.#timer);
    const waitMs = this.#opensAt() - Date.now();
    if (waitMs <= 0) {
      this.#queue.start();
    } else {
      this.#queue.pause();
      // With none ended yet in this minute, the end of one that is under way sets the gate anew.
      if (Number.isFinite(waitMs)) this.#timer = setTimeout(() => this.#setGate(), waitMs);
    }
    this.#tellWait();
  }

  /** When the next request may start, in milliseconds since 1970; Infinity as long as that depends on one under way. */
  #opensAt(): number {
    return Math.max(this.#throttledUntil, this.#paceOpensAt());
  }

  #paceOpensAt(): number {
    if (this.left > 0) return 0;
    const ends = this.#recentEnds();
    const mustPass = ends[ends.length + this.#underWay - this.#pace.requestsAMinute];
    return mustPass === undefined ? Number.POSITIVE_INFINITY : mustPass + minuteMs;
  }

  #recentEnds(): readonly number[] {
    const limit = Date.now() - minuteMs;
    this.#ends = this.#ends.filter((at) => at > limit);
    return this.#ends;
  }

  #tellWait(): void {
    const until = this.#opensAt();
    const isWaiting = this.#queue.size > 0 && this.#queue.isPaused && Number.isFinite(until);
    this.#onWait(isWaiting ? { reason: until === this.#throttledUntil ? 'throttled' : 'pace', until } : undefined);
  }
}

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

/** One queue and one gate for all requests to a tenant. Those of a person overtake those of the background. */
export class Pacer {
  readonly #pace: Pace;
  readonly #queue: PQueue;
  readonly #onWait: (wait: Wait | undefined) => void;
  readonly #waiting = new Set<AbortController>();
  #startedAt: number[] = [];
  #gateOpensAt = 0;
  #gateTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(pace: Pace, onWait: (wait: Wait | undefined) => void = () => {}) {
    this.#pace = pace;
    this.#onWait = onWait;
    this.#queue = new PQueue({
      concurrency: pace.atOnce,
      intervalCap: pace.requestsAMinute,
      interval: minuteMs,
      strict: true,
    });
    for (const event of ['add', 'active', 'next'] as const) this.#queue.addEventListener(event, () => this.#tellWait());
  }

  /** How many more requests may start now without a wait. */
  get left(): number {
    return Math.max(0, this.#pace.requestsAMinute - this.#recentStarts().length);
  }

  /** Gives up every request that has not started. */
  cancelWaiting(): void {
    for (const controller of this.#waiting) controller.abort();
  }

  dispose(): void {
    this.cancelWaiting();
    clearTimeout(this.#gateTimer);
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
      this.#startedAt.push(Date.now());
      return this.#watch(send(call, signal));
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

  async #watch(answer: Promise<unknown>): Promise<unknown> {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof ApiError && error.kind === 'throttled') this.#closeGate(error.retryAfterMs ?? minuteMs);
      throw error;
    }
  }

  #closeGate(forMs: number): void {
    const opensAt = Date.now() + forMs;
    if (opensAt <= this.#gateOpensAt) return;
    this.#gateOpensAt = opensAt;
    this.#queue.pause();
    clearTimeout(this.#gateTimer);
    this.#gateTimer = setTimeout(() => this.#queue.start(), forMs);
    this.#tellWait();
  }

  #recentStarts(): readonly number[] {
    const limit = Date.now() - minuteMs;
    this.#startedAt = this.#startedAt.filter((at) => at > limit);
    return this.#startedAt;
  }

  #tellWait(): void {
    this.#onWait(this.#queue.size === 0 ? undefined : this.#wait());
  }

  #wait(): Wait | undefined {
    if (this.#queue.isPaused) return { reason: 'throttled', until: this.#gateOpensAt };
    const starts = this.#recentStarts();
    const oldest = starts[starts.length - this.#pace.requestsAMinute];
    return oldest === undefined ? undefined : { reason: 'pace', until: oldest + minuteMs };
  }
}

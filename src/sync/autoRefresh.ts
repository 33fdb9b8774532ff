import type { GoalStore } from '../model/goalStore.ts';
import { isFinished } from '../model/loadState.ts';

export type AutoRefreshDeps = {
  readonly store: Pick<GoalStore, 'state' | 'refresh'>;
  /** Milliseconds from one refresh to the next; 0 for never. */
  readonly everyMs: () => number;
  /** Whether somebody may be looking at the goals. */
  readonly isWatched: () => boolean;
  /** Resolves when the window answers, and never where there is none any more: its last word may have been that it is watched. */
  readonly answered?: () => PromiseLike<unknown>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: (ms: number, act: () => void) => { dispose(): void };
};

/** However often it failed, it is tried again after this long. */
const longestPauseMs = 3_600_000;

/**
 * Refreshes what is looked at, and nothing while nobody looks. After failures the pauses double. What a person cancelled before all
 * goals were there is theirs to go on with.
 */
export class AutoRefresh {
  readonly #deps: AutoRefreshDeps;
  #timer: { dispose(): void } | undefined;
  #isRefreshing = false;
  #isOver = false;
  #failures = 0;
  #lastFailure: { readonly state: unknown; readonly at: number } | undefined;

  constructor(deps: AutoRefreshDeps) {
    this.#deps = deps;
  }

  dispose(): void {
    this.#isOver = true;
    this.#timer?.dispose();
  }

  /** Refreshes what is overdue, or sees to it that it happens in time. To be called when anything that it stands on has changed. */
  schedule(): void {
    this.#timer?.dispose();
    const waitMs = this.#waitMs();
    if (this.#isOver || waitMs === undefined || this.#isRefreshing || !this.#deps.isWatched()) return;
    if (waitMs > 0) this.#timer = this.#deps.after(waitMs, () => this.schedule());
    else void this.#refresh();
  }

  async #refresh(): Promise<void> {
    const { store, isWatched } = this.#deps;
    this.#isRefreshing = true;
    const isThere = this.#deps.answered === undefined || (await this.#answers(this.#deps.answered));
    if (isThere && !this.#isOver && isWatched()) await store.refresh({ isAsked: false });
    this.#isRefreshing = false;
    // Else the next that happens in the window is soon enough.
    if (isThere) this.schedule();
  }

  #answers(answered: () => PromiseLike<unknown>): PromiseLike<boolean> {
    return answered().then(
      () => true,
      () => false,
    );
  }

  /** Undefined as long as there is nothing to refresh. */
  #waitMs(): number | undefined {
    const { store, now } = this.#deps;
    const { state } = store;
    const everyMs = this.#deps.everyMs();
    if (isFinished(state)) {
      // In the middle of one that goes on, it has not succeeded yet.
      if (!this.#isRefreshing) this.#failures = 0;
      return everyMs === 0 ? undefined : remaining(state.at.getTime(), everyMs, now());
    }
    if (state.kind !== 'failed') return undefined;
    if (this.#lastFailure?.state !== state) {
      this.#failures += 1;
      this.#lastFailure = { state, at: now() };
    }
    if (everyMs === 0 || (state.asOf === undefined && isCancelled(state.error))) return undefined;
    const pauseMs = Math.max(everyMs, Math.min(longestPauseMs, everyMs * 2 ** (this.#failures - 1)));
    return remaining(this.#lastFailure.at, pauseMs, now());
  }
}

/** A clock that was put back may be so by any time: the pause is over then. */
const remaining = (since: number, pauseMs: number, now: number): number => (now < since ? 0 : since + pauseMs - now);

const isCancelled = (error: unknown): boolean => Object(error).kind === 'aborted';

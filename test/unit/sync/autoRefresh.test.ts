import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { AutoRefresh } from '../../../src/sync/autoRefresh.ts';
import type { LoadState } from '../../../src/model/goalStore.ts';

const minute = 60_000;

/** A window with a store, in which time passes when the test says so. */
class Watched {
  readonly everyMs = { value: 5 * minute };
  /** Minutes at which a refresh began. */
  readonly refreshes: number[] = [];
  isWatched = true;
  /** What the coming refreshes end with. */
  outcome: 'loaded' | 'network' | 'aborted' = 'loaded';
  readonly store: { state: LoadState; refresh: () => Promise<void> } = {
    state: { kind: 'loaded', at: new Date(0) },
    refresh: async () => {
      this.refreshes.push(this.#now / minute);
      this.end();
    },
  };
  readonly auto: AutoRefresh;
  #now = 0;
  #timers: { readonly at: number; readonly act: () => void }[] = [];

  constructor(answered?: () => Promise<unknown>) {
    this.auto = new AutoRefresh({
      ...(answered === undefined ? {} : { answered }),
      store: this.store,
      everyMs: () => this.everyMs.value,
      isWatched: () => this.isWatched,
      now: () => this.#now,
      after: (ms, act) => {
        const timer = { at: this.#now + ms, act };
        this.#timers.push(timer);
        return { dispose: () => void (this.#timers = this.#timers.filter((each) => each !== timer)) };
      },
    });
    this.auto.schedule();
  }

  get timers(): number {
    return this.#timers.length;
  }

  /** A refresh or load ends now, whoever began it; the first load, or one that followed on it. */
  end(which: 'first' | 'later' = 'later'): void {
    const now = new Date(this.#now);
    if (this.outcome === 'loaded') {
      this.store.state = { kind: 'loaded', at: now };
      return;
    }
    const error = new ApiError(this.outcome, 'searchGoals');
    const asOf = which === 'later' ? { asOf: now } : {};
    this.store.state = { kind: 'failed', error, isAsked: false, loaded: 1, total: 1, ...asOf };
  }

  turnBack(minutes: number): void {
    this.#now -= minutes * minute;
  }

  async pass(minutes: number): Promise<void> {
    const end = this.#now + minutes * minute;
    for (;;) {
      const [next] = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers = this.#timers.filter((each) => each !== next);
      next.act();
      // The refresh and what follows on it.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = end;
  }
}

describe('the automatic refresh', () => {
  it('comes every five minutes while somebody looks', async () => {
    const watched = new Watched();
    await watched.pass(16);
    expect(watched.refreshes).toEqual([5, 10, 15]);
  });

  it('never comes while nobody looks, and at once when they look again and it is overdue', async () => {
    const watched = new Watched();
    watched.isWatched = false;
    watched.auto.schedule();
    expect(watched.timers).toBe(0);
    await watched.pass(60);
    expect(watched.refreshes).toEqual([]);
    watched.isWatched = true;
    watched.auto.schedule();
    expect(watched.refreshes).toEqual([60]);
    await watched.pass(5);
    expect(watched.refreshes).toEqual([60, 65]);
  });

  it('does not come early for a short look away', async () => {
    const watched = new Watched();
    await watched.pass(2);
    for (const isWatched of [false, true, false, true]) {
      watched.isWatched = isWatched;
      watched.auto.schedule();
    }
    await watched.pass(2);
    expect(watched.refreshes).toEqual([]);
    await watched.pass(1);
    expect(watched.refreshes).toEqual([5]);
  });

  it('whose view was hidden without a word does not come either', async () => {
    const watched = new Watched();
    watched.isWatched = false;
    await watched.pass(20);
    expect(watched.refreshes).toEqual([]);
  });

  it('counts from the last refresh, whoever asked for it', async () => {
    const watched = new Watched();
    await watched.pass(4);
    watched.end();
    await watched.pass(4);
    expect(watched.refreshes).toEqual([]);
    await watched.pass(1);
    expect(watched.refreshes).toEqual([9]);
  });

  it('doubles its pauses after failures, up to an hour, and starts anew after a success', async () => {
    const watched = new Watched();
    watched.outcome = 'network';
    await watched.pass(5 + 5 + 10 + 20 + 40 + 60 + 60);
    expect(watched.refreshes).toEqual([5, 10, 20, 40, 80, 140, 200]);
    watched.outcome = 'loaded';
    await watched.pass(60 + 5);
    watched.outcome = 'network';
    await watched.pass(5 + 5);
    expect(watched.refreshes.slice(7)).toEqual([260, 265, 270, 275]);
  });

  it('doubles them also after refreshes that fail when a part of them has succeeded', async () => {
    const watched = new Watched();
    const { refresh } = watched.store;
    watched.store.refresh = async () => {
      watched.outcome = 'loaded';
      watched.end();
      watched.auto.schedule();
      watched.outcome = 'network';
      await refresh();
    };
    await watched.pass(5 + 5 + 10);
    expect(watched.refreshes).toEqual([5, 10, 20]);
  });

  it('does not come more often than it is set to, for failing', async () => {
    const watched = new Watched();
    watched.everyMs.value = 120 * minute;
    watched.outcome = 'network';
    watched.auto.schedule();
    await watched.pass(480);
    expect(watched.refreshes).toEqual([120, 240, 360, 480]);
  });

  it('takes up a first load that failed, but not one that a person cancelled', async () => {
    const watched = new Watched();
    watched.outcome = 'network';
    watched.end('first');
    watched.auto.schedule();
    await watched.pass(5);
    expect(watched.refreshes).toEqual([5]);
    const cancelled = new Watched();
    cancelled.outcome = 'aborted';
    cancelled.end('first');
    cancelled.auto.schedule();
    await cancelled.pass(500);
    expect(cancelled.refreshes).toEqual([]);
  });

  it('comes after a refresh that was cancelled, later', async () => {
    const watched = new Watched();
    watched.outcome = 'aborted';
    watched.end();
    watched.auto.schedule();
    await watched.pass(4);
    expect(watched.refreshes).toEqual([]);
    await watched.pass(1);
    expect(watched.refreshes).toEqual([5]);
  });

  it('comes also where goals may be missing', async () => {
    const watched = new Watched();
    watched.store.state = { kind: 'incomplete', at: new Date(0), loaded: 5 };
    watched.auto.schedule();
    await watched.pass(6);
    expect(watched.refreshes).toEqual([5]);
  });

  it.each<LoadState>([
    { kind: 'disconnected' },
    { kind: 'idle', loaded: 0, total: undefined },
    { kind: 'loading', loaded: 0, total: undefined },
  ])('leaves alone what is $kind', async (state) => {
    const watched = new Watched();
    watched.store.state = state;
    watched.auto.schedule();
    await watched.pass(60);
    expect(watched.refreshes).toEqual([]);
  });

  it('can be turned off and on', async () => {
    const watched = new Watched();
    watched.everyMs.value = 0;
    watched.auto.schedule();
    await watched.pass(60);
    expect(watched.refreshes).toEqual([]);
    watched.everyMs.value = minute;
    watched.auto.schedule();
    expect(watched.refreshes).toEqual([60]);
  });

  it('is not put off for a day when the clock is put back by one', async () => {
    const watched = new Watched();
    watched.turnBack(24 * 60);
    watched.auto.schedule();
    await watched.pass(5);
    expect(watched.refreshes).toEqual([-24 * 60, -24 * 60 + 5]);
  });

  it('ends, also in the middle of a refresh', async () => {
    const watched = new Watched();
    await watched.pass(4);
    const refreshing = watched.pass(1);
    watched.auto.dispose();
    await refreshing;
    expect(watched.refreshes).toEqual([5]);
    expect(watched.timers).toBe(0);
  });

  it('asks nothing for a window that is gone, though its last word was that it is watched', async () => {
    const watched = new Watched(() => new Promise(() => {}));
    await watched.pass(60);
    expect(watched.refreshes).toEqual([]);
    expect(watched.timers).toBe(0);
  });

  it.each<readonly [string, (watched: Watched) => void]>([
    ['is not looked at any more', (watched) => (watched.isWatched = false)],
    ['is ended', (watched) => watched.auto.dispose()],
  ])('asks nothing where the window answers when it %s', async (_, meanwhile) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const watched = new Watched(() => promise);
    await watched.pass(5);
    meanwhile(watched);
    resolve();
    await watched.pass(60);
    expect(watched.refreshes).toEqual([]);
  });

  it('waits for the next that happens where the window refuses to answer', async () => {
    let answer: () => Promise<void> = () => Promise.reject(new Error('closing'));
    const watched = new Watched(() => answer());
    await watched.pass(60);
    expect([watched.refreshes, watched.timers]).toEqual([[], 0]);
    answer = () => Promise.resolve();
    watched.auto.schedule();
    await new Promise((resolve) => setImmediate(resolve));
    expect(watched.refreshes).toEqual([60]);
  });

  it('goes on with a window that answers', async () => {
    const watched = new Watched(async () => {});
    await watched.pass(16);
    expect(watched.refreshes).toEqual([5, 10, 15]);
  });
});

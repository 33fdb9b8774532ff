import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadAhead } from '../../../src/form/loadAhead.ts';
import { createEmitter } from '../../../src/model/emitter.ts';
import type { LoadState } from '../../../src/model/loadState.ts';
import { noChange, type StoreChange } from '../../../src/model/storeChange.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const begin = () => {
  const changes = createEmitter<StoreChange>();
  const store = { state: { kind: 'disconnected' } as LoadState, onDidChange: changes.event };
  const load = vi.fn<() => Promise<unknown>>(() => Promise.reject(new Error('not to be read')));
  const ahead = loadAhead(store, load);
  const come = async (state: LoadState): Promise<void> => {
    store.state = state;
    changes.fire(noChange);
    await vi.advanceTimersByTimeAsync(60_000);
  };
  return { ahead, load, come };
};

const at = new Date(0);
const extent = { loaded: 1, total: 2 };

it.each<readonly [string, LoadState, number]>([
  ['nothing is connected', { kind: 'disconnected' }, 0],
  ['goals are loaded for the first time', { kind: 'loading', ...extent }, 0],
  ['the goals of the last time are shown', { kind: 'idle', ...extent, asOf: at }, 1],
  ['all goals are there', { kind: 'loaded', at }, 1],
])('while %s', async (_, state, times) => {
  const { load, come } = begin();
  await come(state);
  expect(load).toHaveBeenCalledTimes(times);
});

it('loads once, and a failure is nobody’s', async () => {
  const { load, come } = begin();
  await come({ kind: 'loaded', at });
  await come({ kind: 'loading', ...extent, asOf: at });
  await come({ kind: 'loaded', at });
  expect(load).toHaveBeenCalledTimes(1);
});

it('loads nothing once it has ended', async () => {
  const { ahead, load, come } = begin();
  ahead.dispose();
  await come({ kind: 'loaded', at });
  expect(load).not.toHaveBeenCalled();
});

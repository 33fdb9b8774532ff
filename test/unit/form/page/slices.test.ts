// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inSlices } from '../../../../src/form/page/slices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Steps of 10 ms each. */
function* work(steps: number): Generator<undefined, string, undefined> {
  for (let step = 0; step < steps; step += 1) {
    vi.setSystemTime(Date.now() + 10);
    vi.spyOn(performance, 'now').mockReturnValue(Date.now());
    yield;
  }
  return 'done';
}

const start = (steps: number) => {
  vi.spyOn(performance, 'now').mockReturnValue(Date.now());
  const done = vi.fn<(result: string) => void>();
  return { done, stop: inSlices(work(steps), 30, done) };
};

it('begins when the page had its turn', () => {
  const { done } = start(0);
  expect(done).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(done).toHaveBeenCalledExactlyOnceWith('done');
});

it.each([
  [2, 1],
  [3, 2],
  [7, 3],
])('lets others work after each slice: %i steps in %i', (steps, slices) => {
  const { done } = start(steps);
  for (let slice = 0; slice < slices; slice += 1) {
    expect(done).not.toHaveBeenCalled();
    vi.runOnlyPendingTimers();
  }
  expect(done).toHaveBeenCalledExactlyOnceWith('done');
});

it('is over when it is stopped', () => {
  const { done, stop } = start(9);
  vi.runOnlyPendingTimers();
  stop();
  vi.runAllTimers();
  expect(done).not.toHaveBeenCalled();
});

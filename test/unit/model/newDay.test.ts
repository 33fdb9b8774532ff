import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onNewDay } from '../../../src/model/newDay.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date(2031, 0, 1, 23, 58, 30) }));
afterEach(() => void vi.useRealTimers());

it('a new day is told once, within a minute, and not to who let go', () => {
  const told: string[] = [];
  const [one, other] = ['one', 'other'].map((name) =>
    onNewDay(
      () => new Date(),
      () => told.push(name),
    ),
  );
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  other?.dispose();
  vi.advanceTimersByTime(90_000);
  expect(told).toEqual(['one']);
  vi.advanceTimersByTime(12 * 3_600_000);
  expect(told).toEqual(['one']);
  vi.setSystemTime(new Date(2031, 0, 5, 8));
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['one', 'one']);
  one?.dispose();
});

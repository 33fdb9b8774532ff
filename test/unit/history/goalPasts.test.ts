import { expect, it } from 'vitest';
import { GoalPasts } from '../../../src/history/goalPasts.ts';
import type { RecordedChange } from '../../../src/history/recordedChange.ts';

const now = Date.UTC(2031, 2, 15);

const changed = (goalId: string, before: number, after: number): RecordedChange => ({
  goalId,
  field: 'CompletionPercentage',
  before,
  after,
  at: now / 1000 - 86_400,
  seen: now / 1000 - 86_400,
});

const opened = (changes: readonly RecordedChange[] | 'broken', from?: number) => {
  const reads: number[] = [];
  const pasts = new GoalPasts({
    now: () => now,
    read: async (since, take) => {
      reads.push(since);
      if (changes === 'broken') throw new Error('the disk');
      changes.forEach(take);
      return { gaps: [], metricNames: new Map(), ...(from === undefined ? {} : { from }) };
    },
  });
  return { reads, pasts };
};

it('has the numbers of one goal, read once until it changes', async () => {
  const { reads, pasts } = opened([changed('a', 10, 20), changed('b', 1, 2)]);
  const series = await pasts.of('a');
  expect(series.points('a').map(({ value }) => value)).toEqual([10, 20]);
  expect(series.points('b')).toEqual([]);
  await pasts.of('a');
  expect(reads).toEqual([now / 1000 - 90 * 86_400]);
  pasts.forget(['a']);
  await pasts.of('a');
  pasts.forget('all');
  await pasts.of('a');
  expect(reads).toHaveLength(3);
});

it('reads once for all goals that are asked for at the same time', async () => {
  const { reads, pasts } = opened([changed('a', 10, 20), changed('b', 1, 2), changed('c', 3, 4)]);
  const [a, b] = await Promise.all([pasts.of('a'), pasts.of('b')]);
  expect([a.points('a'), b.points('b')].map((points) => points.map(({ value }) => value))).toEqual([
    [10, 20],
    [1, 2],
  ]);
  expect(a.points('c')).toEqual([]);
  await pasts.of('c');
  expect(reads).toHaveLength(2);
});

it.each([
  ['when what is drawn begins', undefined, 90],
  ['when the history begins, where that is later', now / 1000 - 3 * 86_400, 3],
  ['when what is drawn begins, where the history is older', now / 1000 - 200 * 86_400, 90],
])('has the first value from %s', async (_, from, days) => {
  const { pasts } = opened([changed('a', 10, 20)], from);
  expect((await pasts.of('a')).points('a')[0]).toEqual({ at: now / 1000 - days * 86_400, value: 10 });
});

it('keeps the goals that somebody looked at last', async () => {
  const { reads, pasts } = opened([]);
  for (let goal = 0; goal < 50; goal += 1) await pasts.of(`goal-${goal}`);
  await pasts.of('goal-0');
  await pasts.of('one more');
  expect(reads).toHaveLength(51);
  await pasts.of('goal-0');
  expect(reads).toHaveLength(51);
  await pasts.of('goal-1');
  expect(reads).toHaveLength(52);
});

it('has nothing where the disk fails', async () => {
  const { pasts } = opened('broken');
  expect((await pasts.of('a')).points('a')).toEqual([]);
});

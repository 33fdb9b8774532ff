import { expect, it } from 'vitest';
import type { RecordedChange } from '../../../src/history/recordedChange.ts';
import { Series } from '../../../src/history/series.ts';

const percent = (at: number, before: number | undefined, after: number): RecordedChange => ({
  goalId: 'g',
  field: 'CompletionPercentage',
  ...(before === undefined ? {} : { before }),
  after,
  at,
  seen: at,
});

const pointsOf = (changes: readonly RecordedChange[], metricId?: string): readonly string[] => {
  const series = new Series(100);
  for (const change of changes) series.take(change);
  return series.points('g', metricId).map(({ at, value }) => `${at}: ${value}`);
};

it.each<readonly [string, readonly RecordedChange[], readonly string[]]>([
  ['begins with the value that held before', [percent(110, 5, 10)], ['100: 5', '110: 10']],
  ['begins where there was none', [percent(110, undefined, 10), percent(120, 10, 20)], ['110: 10', '120: 20']],
  ['has the last value of a moment', [percent(110, 5, 10), percent(110, 10, 20)], ['100: 5', '110: 20']],
  ['has none without a change', [], []],
  ['has nothing of other fields', [{ ...percent(110, 5, 10), field: 'metricTarget', metricId: 'm' }], []],
])('the series %s', (_, changes, expected) => {
  expect(pointsOf(changes)).toEqual(expected);
});

it('keeps metrics apart', () => {
  const metric = (metricId: string): RecordedChange => ({ ...percent(110, 1, 2), field: 'metricValue', metricId });
  expect(pointsOf([metric('m1'), metric('m2')], 'm1')).toEqual(['100: 1', '110: 2']);
  expect(pointsOf([metric('m1'), metric('m2')])).toEqual([]);
});

import { afterEach, expect, it } from 'vitest';
import * as l10n from '@vscode/l10n';
import { array, assert, double, integer, property, record } from 'fast-check';
import { percentText } from '../../../src/words/numbers.ts';
import { sparkOf } from '../../../src/words/spark.ts';
import { sparkHeight, sparkLevels, sparkText } from '../../../src/words/sparkText.ts';

const at = (...values: readonly number[]) => values.map((value, day) => ({ at: day, value }));

it.each([
  ['nothing without points', at(), ''],
  ['nothing for one point', at(5), ''],
  ['a way up', at(0, 100), '▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁█'],
  ['steps in time', at(0, 50, 100, 0), '▁▁▁▁▁▅▅▅▅▅█████▁'],
  ['no change in the middle', at(7, 7), '▄'.repeat(16)],
  [
    'two values of one moment',
    [
      { at: 3, value: 1 },
      { at: 3, value: 9 },
    ],
    '██',
  ],
])('draws %s', (_, points, expected) => {
  expect(sparkText(points)).toBe(expected);
});

it('is drawn in signs as it is drawn in levels, whatever the points', () => {
  const point = record({
    at: integer({ min: 0, max: 2_000_000_000 }),
    value: double({ noNaN: true, min: -1e9, max: 1e9 }),
  });
  assert(
    property(array(point), (points) => {
      const levels = sparkLevels(points.toSorted((a, b) => a.at - b.at));
      expect(levels.every((level) => Number.isInteger(level) && level >= 0 && level < sparkHeight)).toBe(true);
      expect(levels.length === 0).toBe(points.length < 2);
      expect(sparkText(points.toSorted((a, b) => a.at - b.at))).toHaveLength(levels.length);
    }),
  );
});

const day = 86_400;
const german = {
  'en/The BCP 47 tag of the language of this file, by which numbers and dates are written.': 'de',
};

afterEach(() => l10n.config({ contents: {} }));

it.each([
  ['in seconds', 40, 65, 5, '40% → 65% within a day'],
  ['in a day', 40, 65, day, '40% → 65% in 1 day'],
  ['in days', 0, 12.5, 13 * day, '0% → 12.5% in 13 days'],
  ['in weeks', 40, 65, 21 * day, '40% → 65% in 3 weeks'],
  ['in the most that is drawn', 90, 10, 90 * day, '90% → 10% in 13 weeks'],
])('says what went %s', (_, from, to, seconds, words) => {
  const points = [
    { at: 100, value: from },
    { at: 100 + seconds, value: to },
  ];
  expect(sparkOf(points, percentText)).toEqual({ levels: sparkLevels(points), words });
});

it('says nothing of one point or none', () => {
  expect([sparkOf([], String), sparkOf([{ at: 1, value: 1 }], String)]).toEqual([undefined, undefined]);
});

it('writes numbers as the language has them', () => {
  l10n.config({ contents: german });
  const points = [
    { at: 0, value: 40 },
    { at: 21 * day, value: 62.5 },
  ];
  expect(sparkOf(points, percentText)?.words).toContain('62,5\u00a0%');
});

import { expect, it } from 'vitest';
import { sparkText } from '../../../src/words/sparkText.ts';

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

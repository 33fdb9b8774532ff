import { expect, it } from 'vitest';
import { periodStart, sinceText, startOfDay } from '../../../src/review/periods.ts';

/** November 2026 begins with a Sunday. */
const dayOf = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toDateString();

it.each([
  ['friday', 28, 'Fri Nov 27 2026'],
  ['friday', 27, 'Fri Nov 20 2026'],
  ['friday', 26, 'Fri Nov 20 2026'],
  ['friday', 23, 'Fri Nov 20 2026'],
  ['friday', 22, 'Fri Nov 20 2026'],
  ['yesterday', 28, 'Fri Nov 27 2026'],
  ['week', 28, 'Sat Nov 21 2026'],
  ['month', 30, 'Sat Oct 31 2026'],
] as const)('%s, asked on the %i', (name, day, expected) => {
  expect(dayOf(periodStart(name, new Date(2026, 10, day, 15, 30)))).toBe(expected);
});

it.each([
  ['2026-11-20', 'Fri Nov 20 2026'],
  [' 2026-11-28 ', 'Sat Nov 28 2026'],
  ['2026-11-29', undefined],
  ['2026-02-30', undefined],
  ['2026-13-01', undefined],
  ['20.11.2026', undefined],
  ['', undefined],
])('%s is a day that may be asked for: %s', (typed, expected) => {
  expect(dayOf(startOfDay(typed, new Date(2026, 10, 28, 15)))).toBe(expected);
});

it.each([
  [new Date(2026, 10, 27), 'Nov 27, 2026'],
  [new Date(2026, 10, 27, 0, 0, 1), 'Nov 27, 2026, 12:00 AM'],
  [new Date(2026, 10, 27, 16, 5), 'Nov 27, 2026, 4:05 PM'],
])('%s is said with its time where it has one', (moment, expected) => {
  expect(sinceText(moment.getTime())).toBe(expected);
});

import { describe, expect, it } from 'vitest';
import { isoDay, dayWords, isDayPoint, momentsOf, rangeOf } from '../../../../src/model/query/days.ts';
import { queryOf } from './goals.ts';

const wednesday = '2026-01-28';

/** The days of a field's value, as `first..last`. */
const days = (text: string, today = wednesday): string => {
  const [term] = queryOf(text);
  if (term === undefined) throw new Error('there is a term');
  const { first, last } = rangeOf(term.values[0], today, term.field !== 'due');
  return [first, last].map((day) => (Number.isFinite(day) ? isoDay(day) : '')).join('..');
};

describe('the days that are meant', () => {
  it.each([
    ['due:today', '2026-01-28..2026-01-28'],
    ['due:tomorrow', '2026-01-29..2026-01-29'],
    ['due:yesterday', '2026-01-27..2026-01-27'],
    ['due:2026-12-01', '2026-12-01..2026-12-01'],
    ['due:2024-02', '2024-02-01..2024-02-29'],
    ['due:2026', '2026-01-01..2026-12-31'],
    ['due:this-week', '2026-01-26..2026-02-01'],
    ['due:last-week', '2026-01-19..2026-01-25'],
    ['due:next-week', '2026-02-02..2026-02-08'],
    ['due:last-month', '2025-12-01..2025-12-31'],
    ['due:next-month', '2026-02-01..2026-02-28'],
    ['due:last-quarter', '2025-10-01..2025-12-31'],
    ['due:this-quarter', '2026-01-01..2026-03-31'],
    ['due:next-year', '2027-01-01..2027-12-31'],
    ['due:+3d', '2026-01-31..2026-01-31'],
    ['due:3d', '2026-01-31..2026-01-31'],
    ['due:-2w', '2026-01-14..2026-01-14'],
    ['due:<+30d', '..2026-02-26'],
    ['due:<=+30d', '..2026-02-27'],
    ['due:>2026-12', '2027-01-01..'],
    ['due:>=2026-12', '2026-12-01..'],
    ['due:<this-quarter', '..2025-12-31'],
    ['due:..2026-12', '..2026-12-31'],
    ['due:2026-12..', '2026-12-01..'],
    ['due:2026-12-31..2026-12-01', '2026-12-01..2026-12-31'],
    ['due:+9999y', '9998-12-31..9998-12-31'],
    ['changed:<7d', '2026-01-22..'],
    ['changed:<=7d', '2026-01-21..'],
    ['changed:>7d', '..2026-01-20'],
    ['changed:7d', '2026-01-21..2026-01-21'],
    ['changed:>-7d', '2026-01-22..'],
    ['changed:2d..7d', '2026-01-21..2026-01-26'],
    ['changed:7d..', '..2026-01-21'],
    ['changed:..7d', '2026-01-21..'],
    ['created:-7d..today', '2026-01-21..2026-01-28'],
  ])('%s is %s', (text, expected) => expect(days(text)).toBe(expected));

  it.each([
    ['2026-01-31', '+1m', '2026-02-28'],
    ['2024-02-29', '+1y', '2025-02-28'],
    ['2026-03-31', '-1m', '2026-02-28'],
    ['2026-12-31', '+2m', '2027-02-28'],
  ])('from %s %s is no later than the month is long: %s', (today, distance, expected) =>
    expect(days(`due:${distance}`, today)).toBe(`${expected}..${expected}`),
  );

  it.each([
    ['2026-02-01', '2026-01-26'],
    ['2026-02-02', '2026-02-02'],
  ])('on %s this week began on Monday, %s', (today, monday) =>
    expect(days('due:this-week', today).slice(0, 10)).toBe(monday),
  );

  it('begin and end at midnight where the person is, on days of 23 and 25 hours too', () => {
    for (const text of ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-06-15']) {
      const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
      const range = rangeOf({ kind: 'compare', operator: '=', point: text }, wednesday, true);
      expect(momentsOf(range)).toEqual({
        from: new Date(year, month - 1, day).getTime(),
        before: new Date(year, month - 1, day + 1).getTime(),
      });
    }
  });

  it.each([
    '2026-1-1',
    '02026-01-01',
    '0026-01-01',
    '3026-01-01',
    '+d',
    '30',
    '+30',
    '12345d',
    'this',
    'week',
    'this-day',
    '2026-01-01T00:00',
  ])('%s is none', (text) => expect(isDayPoint(text)).toBe(false));

  it('have names that are read', () => expect(dayWords.filter((word) => !isDayPoint(word))).toEqual([]));
});

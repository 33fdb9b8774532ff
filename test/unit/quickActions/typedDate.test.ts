import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedDate } from '../../../src/quickActions/typedDate.ts';
import { isCalendarDate } from '../../../src/model/goalRules.ts';

/** A Saturday. */
const today = '2026-11-28';

describe('a typed date', () => {
  it.each([
    ['2026-12-01', '2026-12-01'],
    [' 2026-12-01 ', '2026-12-01'],
    ['fri', '2026-12-04'],
    ['Friday', '2026-12-04'],
    ['monday', '2026-11-30'],
    ['today', '2026-11-28'],
    ['tomorrow', '2026-11-29'],
    ['+2w', '2026-12-12'],
    ['2w', '2026-12-12'],
    ['+3d', '2026-12-01'],
    ['+1m', '2026-12-28'],
    ['in 2 weeks', '2026-12-12'],
    ['in 3 days', '2026-12-01'],
    ['end of week', '2026-11-29'],
    ['end of month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['end of quarter', '2026-12-31'],
    ['end of next quarter', '2027-03-31'],
    ['End of the Year', '2026-12-31'],
    ['eoq', '2026-12-31'],
    ['Q1 2027', '2027-03-31'],
    ['2027-Q1', '2027-03-31'],
    ['next-month', '2026-12-31'],
    ['2027-02', undefined],
    ['Dec 1', '2026-12-01'],
    ['1 Dec', '2026-12-01'],
    ['1 December 2027', '2027-12-01'],
    ['12/1/2026', '2026-12-01'],
    ['01.12.2026', '2026-12-01'],
    ['monday 30.11.2026', '2026-11-30'],
    ['1.12.26', '2026-12-01'],
    ['21-12-26', '2026-12-21'],
    ['30.06.26', '2026-06-30'],
    ['26.12.21', '2021-12-26'],
    ['12/21/26', '2026-12-21'],
    ['26-11-20', '2020-11-26'],
  ])('%s is %s', (typed, expected) => expect(typedDate(typed, today, 'en')).toBe(expected));

  it.each([
    ['1.12.2026', 'de', '2026-12-01'],
    ['01/12/2026', 'en-gb', '2026-12-01'],
    ['dec 24', 'en-gb', '2026-12-24'],
    ['December 25', 'de', '2026-12-25'],
    ['Jan 15', 'fr', '2027-01-15'],
    ['May 30th', 'ja', '2027-05-30'],
    ['March 31', 'en', '2027-03-31'],
    ['May 2030', 'en-gb', '2030-05-01'],
    ['Freitag', 'de', '2026-12-04'],
    ['morgen', 'de', '2026-11-29'],
    ['Quartalsende', 'de', '2026-12-31'],
    ['Ende des Jahres', 'de', '2026-12-31'],
    ['fri', 'de', '2026-12-04'],
    ['Fr', 'de', '2026-12-04'],
    ['31.12.2026', 'de', '2026-12-31'],
  ])('%s in %s is %s', (typed, language, expected) => expect(typedDate(typed, today, language)).toBe(expected));

  it.each([
    '',
    'soon',
    '2026-13-01',
    '26-12-21',
    '27-1-2',
    '2026-02-30',
    '30 Feb',
    'sun valley',
    'last friday',
    'friday at the zoo',
    '5pm',
    '12',
    '3 days ago',
    'fri mon',
    '12.25.2026',
    'constructor',
    'end of constructor',
    '0026-12-21',
    '0999-12-31',
    '12 21 26',
    '%20'.repeat(33_334),
  ])('%s is none', (typed) => expect(typedDate(typed, today, 'en')).toBeUndefined());

  it('is a calendar date, whatever is typed', () => {
    const words = fc.constantFrom(
      'fri',
      'end of',
      'next',
      'week',
      '+2w',
      '2026',
      '-',
      '12',
      'Dec',
      'q1',
      '/',
      '.',
      'in',
      'month',
    );
    const isDate = fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 4 })), { maxLength: 5 }), (some) =>
      isCalendarDate(typedDate(some.join(' '), today, 'en') ?? today),
    );
    expect(fc.check(isDate).counterexample).toBeNull();
  });
});

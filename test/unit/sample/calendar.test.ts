import { describe, expect, test } from 'vitest';
import { isDate, isDateTime } from '../../../src/sample/data/calendar.ts';

describe('isDate', () => {
  test.each(['2026-01-31', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isDate(text)).toBe(true);
  });
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '01/02/2026',
    '',
    '1767225600000',
  ])('%j is none', (text) => {
    expect(isDate(text)).toBe(false);
  });
});

describe('isDateTime', () => {
  test.each([
    '2026-01-31T10:00:00Z',
    '2026-01-31T10:00Z',
    '2026-01-31T10:00:00.123Z',
    '2026-01-31T10:00:00+05:30',
    '2026-01-31T23:59:59-0800',
  ])('%s is one', (text) => expect(isDateTime(text)).toBe(true));
  test.each([
    '2026-02-30T10:00:00Z',
    '2026-01-31T24:00:00Z',
    '2026-01-31T10:60:00Z',
    '2026-01-31',
    '2026-01-31T10:00:00',
    '2026-01-31 10:00:00Z',
    '',
  ])('%j is none', (text) => expect(isDateTime(text)).toBe(false));
});

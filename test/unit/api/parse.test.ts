import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParseError } from '../../../src/api/fieldReaders.ts';
import { parseGoal, parseGoalPage, parseMetric, parseTemplates } from '../../../src/api/parse.ts';
import type { Goal } from '../../../src/api/schema.ts';

const bare = { Gsid: '1P01', Name: 'Roll out', CompanyId: '1P02' };

const whole: Required<Goal> = {
  ...bare,
  CompanyName: 'Northwind',
  Description: '<p>x</p>',
  TemplateId: 'T1',
  Status: 'In Progress',
  OwnerId: '1P03',
  OwnerName: 'Ada',
  TargetDate: '2031-02-28',
  CompletionPercentage: 62,
  CreatedDate: '2031-01-01T00:00:00.000Z',
  ModifiedDate: '2031-01-02T03:04:05.678Z',
};

describe('a goal', () => {
  it('keeps every field of the contract and no other', () => {
    expect(parseGoal({ ...whole, Custom__gc: 'x' })).toStrictEqual(whole);
    expect(parseGoal({ ...bare, Status: null, OwnerId: undefined })).toStrictEqual(bare);
  });

  it.each([
    ['goals[1] is not a record', 'x'],
    ['goals[1].CompanyId is not there', { Gsid: 'a', Name: 'b' }],
    ['goals[1].Status is not a text', { ...bare, Status: 1 }],
    ['goals[1].OwnerName is not a text', { Gsid: 'a', OwnerName: [] }],
    ['goals[1].CompletionPercentage is not a number', { ...bare, CompletionPercentage: '62' }],
    ['goals[1].TargetDate is not a date', { ...bare, TargetDate: '28.02.2031' }],
    ['goals[1].ModifiedDate is not a date and time', { ...bare, ModifiedDate: true }],
  ])('that does not fit is told as: %s', (message, row) => {
    expect(() => parseGoalPage([bare, row])).toThrow(new ParseError(...said(message)));
  });
});

const said = (message: string): [string, string] => {
  const [where = '', expected = ''] = message.split(' is not ');
  return [where, expected];
};

/** What a Date makes of it, undefined for what names no moment. */
const byDate = (given: string): string | undefined => {
  const date = new Date(given);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

const read = (field: 'ModifiedDate' | 'TargetDate', given: string): string | undefined => {
  try {
    return parseGoal({ ...bare, [field]: given })[field];
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
};

const digits = (length: number, max: number): fc.Arbitrary<string> =>
  fc.nat({ max }).map((value) => String(value).padStart(length, '0'));
const dayText = fc
  .tuple(digits(4, 9999), digits(2, 13), digits(2, 33))
  .map(([year, month, date]) => `${year}-${month}-${date}`);
const momentText = fc
  .tuple(dayText, digits(2, 25), digits(2, 61), digits(2, 61), fc.constantFrom('.123Z', '.000Z', 'Z', '.1Z', '+02:00'))
  .map(([date, hour, minute, second, end]) => `${date}T${hour}:${minute}:${second}${end}`);

describe('a date', () => {
  it('is the same whether or not a Date was needed to read it', () => {
    fc.assert(
      fc.property(momentText, (given) => {
        expect(read('ModifiedDate', given)).toBe(byDate(given));
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(dayText, (given) => {
        expect(read('TargetDate', given)).toBe(byDate(given) === undefined ? undefined : given);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('what the tenant leaves out', () => {
  it('is filled in where it is known', () => {
    expect(parseMetric({ Gsid: 'M', Name: 'Logins' }, 'G')).toStrictEqual({ Gsid: 'M', Name: 'Logins', GoalId: 'G' });
    expect(parseTemplates([{ id: 'T', name: 'Adoption' }])).toStrictEqual([
      { id: 'T', name: 'Adoption', isActive: true },
    ]);
  });
});

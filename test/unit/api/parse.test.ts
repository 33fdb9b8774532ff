import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParseError } from '../../../src/api/fieldReaders.ts';
import { parseGoal, parseGoalPage, parseMetric, parseMetrics, parseTemplates } from '../../../src/api/parse.ts';
import type { GoalRecord } from '../../../src/api/schema.ts';

const bare = { Gsid: '1P01', Name: 'Roll out', CompanyId: '1P02' };

const whole: Required<GoalRecord> = {
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

  it.each<readonly [keyof GoalRecord, value: unknown, read: unknown]>([
    ['CompletionPercentage', '45', 45],
    ['CompletionPercentage', '-45.5', -45.5],
    ['CompletionPercentage', '0', 0],
    ['TargetDate', '2026-12-20T23:00:00.000Z', '2026-12-20'],
    ['TargetDate', '2026-12-20 00:00:00', '2026-12-20'],
    ['TargetDate', 1_924_992_000_000, '2031-01-01'],
    ['ModifiedDate', '2031-01-02T03:04:05Z', '2031-01-02T03:04:05.000Z'],
    ['ModifiedDate', '2031-01-02T03:04:05+02:00', '2031-01-02T01:04:05.000Z'],
    ['ModifiedDate', '2031-01-02T03:04:05.678+0000', '2031-01-02T03:04:05.678Z'],
    ['ModifiedDate', '2031-01-02 03:04:05', '2031-01-02T03:04:05.000Z'],
    ['ModifiedDate', '2031-01-02', '2031-01-02T00:00:00.000Z'],
    ['ModifiedDate', '1924992000000', '2031-01-01T00:00:00.000Z'],
    ['ModifiedDate', 1_924_992_000_000, '2031-01-01T00:00:00.000Z'],
  ])('is read where %s is %j', (field, value, expected) => {
    const goal = parseGoal({ ...whole, [field]: value });
    expect(goal).toMatchObject({ ...whole, [field]: expected });
    expect(goal.unreadable).toBeUndefined();
  });

  it.each<readonly [keyof GoalRecord, readonly unknown[]]>([
    ['CompletionPercentage', ['45%', '4,5', '', ' ', '0x10', '1e3', '9'.repeat(20), Number.NaN, {}, [45], true]],
    ['Status', [{ label: 'In Progress' }, ['In Progress'], 3, false]],
    ['Name', [5, {}, null, undefined]],
    ['CompanyId', [null, undefined, 7, {}]],
    ['OwnerName', [[], {}, 1]],
    ['Description', [{ html: '<p>x</p>' }, 1]],
    [
      'TargetDate',
      [
        '',
        '0000-00-00',
        '2026-02-30',
        '2025-02-29',
        '2026-13-01',
        '2026-00-10',
        '+010000-01-01',
        '-000002-12-01',
        '28.02.2031',
        '2026-12-20x',
        ' 2026-12-20',
        '２０２６-12-20',
        '2026-W51-7',
        '20261220',
        '1924992000',
        '2026-12-20 UTC',
        '2026-12-20T03:04:05,678Z',
        '12',
        'Goal 5',
        12,
        0,
        -1,
        1e300,
        true,
        {},
        [],
      ],
    ],
    [
      'ModifiedDate',
      [
        '',
        'Goal 5',
        '12',
        'soon',
        '0000-00-00',
        '2026-02-30T00:00:00Z',
        '2026-02-28T25:00:00Z',
        '2026-02-28T23:00:60.5Z',
        '+010000-01-01T00:00:00Z',
        '9999-12-31T23:59:59-12:00',
        '0000-01-01T00:00:00+12:00',
        '2031-01-02T03:04:05+24:00',
        '20310102T030405Z',
        '1924992000',
        'Wed, 01 Jan 2031 00:00:00 GMT',
        12,
        0,
        true,
        {},
      ],
    ],
  ])('whose %s cannot be read is there without it', (field, values) => {
    const { [field]: _, ...others } = whole;
    for (const value of values) {
      const page = parseGoalPage([whole, { ...whole, [field]: value }, whole]);
      const emptied = field === 'Name' || field === 'CompanyId' ? { [field]: '' } : {};
      expect(page.records).toStrictEqual([whole, { ...others, ...emptied, unreadable: [field] }, whole]);
    }
  });

  it.each([null, 'x', 7, [], {}, { Name: 'x' }, { ...bare, Gsid: null }, { ...bare, Gsid: 7 }, { ...bare, Gsid: '' }])(
    'that is none (%j) is counted and left out, and is an error where it alone was asked for',
    (row) => {
      expect(parseGoalPage([bare, row, bare])).toStrictEqual({ records: [bare, bare], rowCount: 3 });
      expect(parseGoalPage([row, row])).toStrictEqual({ records: [], rowCount: 2 });
      expect(parseGoalPage({ records: [row], totalCount: 6 })).toStrictEqual({
        records: [],
        rowCount: 1,
        totalCount: 6,
      });
      expect(() => parseGoal(row)).toThrow(ParseError);
    },
  );

  it.each([7, 'x', {}, { records: {} }, { goals: [bare] }])('is in no answer without a list (%j)', (data) => {
    expect(() => parseGoalPage(data)).toThrow(ParseError);
  });

  it.each([
    ['2026-12-20T23:00:00.000Z', { TargetDate: '2026-12-20T23:00:00.000Z' }],
    ['2026-12-20 23:00', { TargetDate: '2026-12-20 23:00' }],
    ['2026-12-20', undefined],
    [1_924_992_000_000, undefined],
    [1_924_988_400_000, { TargetDate: 1_924_988_400_000 }],
    ['1924988400000', { TargetDate: '1924988400000' }],
    ['2026-12-20T00:00:00', { TargetDate: '2026-12-20T00:00:00' }],
    ['9999-12-31T23:59:59-12:00', { TargetDate: '9999-12-31T23:59:59-12:00' }],
    ['2026-12-20T24:00:00Z', { TargetDate: '2026-12-20T24:00:00Z' }],
    ['2026-12-20T03:04:05.123456789+05:45', { TargetDate: '2026-12-20T03:04:05.123456789+05:45' }],
  ])('whose target date came as %j keeps that beside the day', (value, asCame) => {
    expect(parseGoal({ ...whole, TargetDate: value }).asCame).toEqual(asCame);
  });
});

/** What a Date makes of it, undefined for what names no moment; a Date takes the 30th of February for a day of March. */
const byDate = (given: string): string | undefined => {
  const date = new Date(given);
  const midnight = new Date(`${given.slice(0, 10)}T00:00:00Z`);
  const isDay = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(given.slice(0, 10));
  return Number.isNaN(date.getTime()) || !isDay ? undefined : date.toISOString();
};

const read = (field: 'ModifiedDate' | 'TargetDate', given: string): string | undefined =>
  parseGoal({ ...bare, [field]: given })[field];

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

const metric = {
  Gsid: 'M',
  GoalId: 'G',
  Name: 'Logins',
  CurrentValue: 1,
  TargetValue: 2,
  Unit: 'users',
  LastUpdatedDate: '2031-01-02T03:04:05.678Z',
};

describe('one odd row', () => {
  it.each<readonly [string, readonly unknown[]]>([
    ['CurrentValue', ['45%', '', Number.NaN, {}, true]],
    ['TargetValue', ['many', '1e3', [2], {}]],
    ['Unit', [7, {}, ['users']]],
    ['Name', [7, null, {}]],
    ['LastUpdatedDate', ['soon', 12, '0000-00-00', {}]],
  ])('is one metric whose %s cannot be read', (field, values) => {
    const others = Object.fromEntries(Object.entries(metric).filter(([name]) => name !== field));
    for (const value of values) {
      const odd = { ...others, ...(field === 'Name' ? { Name: '' } : {}), unreadable: [field] };
      expect(parseMetrics([metric, { ...metric, [field]: value }, metric], 'G')).toStrictEqual([metric, odd, metric]);
    }
  });

  it.each([null, 7, [], { Name: 'x' }, { ...metric, Gsid: 7 }, { ...metric, Gsid: '' }])(
    'that is no metric (%j) is left out, and is an error where there is no other',
    (row) => {
      expect(parseMetrics([row, metric], 'G')).toStrictEqual([metric]);
      expect(() => parseMetrics([row], 'G')).toThrow(ParseError);
    },
  );

  it('of templates is one template: no odd one is offered for new goals', () => {
    const template = { id: 'T', name: 'Adoption', description: 'x', category: 'y', isActive: true };
    const { description: _, category: __, ...bareTemplate } = template;
    const rows = [template, { ...template, description: 7, category: {} }, { ...template, isActive: 'perhaps' }];
    expect(
      parseTemplates([...rows, { ...template, isActive: 'true' }, { id: 7 }, { ...template, id: '' }, null]),
    ).toStrictEqual([template, bareTemplate, { ...template, isActive: false }, template]);
    expect(() => parseTemplates([{ id: 7 }])).toThrow(ParseError);
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

describe('a count', () => {
  it.each<readonly [unknown, number]>([
    [0, 0],
    ['2', 2],
    ['1000', 1000],
  ])('%j is %i', (totalCount, count) => {
    expect(parseGoalPage({ records: [bare], totalCount })).toStrictEqual({ records: [bare], totalCount: count });
  });

  it.each([1.5, -1, '1.5', '-1', '', ' 2', '1e3', '9'.repeat(16), null, Number.NaN, {}])(
    'that is none (%j) is left out',
    (totalCount) => {
      expect(parseGoalPage({ records: [bare], totalCount })).toStrictEqual({ records: [bare] });
    },
  );
});

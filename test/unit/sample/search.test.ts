import { describe, expect, test } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { checkSearch, findPage } from '../../../src/sample/search.ts';

const goal = (Name: string, rest: Partial<Goal> = {}): Goal => ({
  Gsid: 'G'.repeat(35) + Name.slice(0, 1).toUpperCase(),
  Name,
  CompanyId: 'C'.repeat(36),
  ...rest,
});

const goals: readonly Goal[] = [
  goal('alpha', {
    Status: 'Missed',
    TargetDate: '2026-01-01',
    CompletionPercentage: 0,
    CreatedDate: '2025-12-01T10:00:00.000Z',
  }),
  goal('Beta', { Status: 'Achieved', TargetDate: '2026-02-01', CompletionPercentage: 100, OwnerName: 'Zoë' }),
  goal('gamma', { Status: 'Missed', TargetDate: '2026-03-01', CompletionPercentage: 50 }),
  goal('Delta', { Description: '<p>Alphabet</p>' }),
];

type Condition = readonly [name: string, operator: string, value?: unknown, alias?: string];

const whereOf = (conditions: readonly Condition[], expression?: string): unknown => ({
  conditions: conditions.map(([name, operator, value, alias]) => ({
    name,
    operator,
    value,
    ...(alias === undefined ? {} : { alias }),
  })),
  ...(expression === undefined ? {} : { expression }),
});

function found(request: unknown): string {
  const { records } = findPage(goals, checkSearch(request));
  return records.map(({ Name }) => Name).join(' ');
}

function problem(request: unknown): string {
  try {
    return `found ${found(request)}`;
  } catch (error) {
    return error instanceof Error && 'errorCode' in error
      ? `${String(error.errorCode)} ${error.message}`
      : String(error);
  }
}

describe('one condition', () => {
  test.each<readonly [...Condition, expected: string]>([
    ['Status', 'EQ', 'Missed', undefined, 'alpha gamma'],
    ['Status', 'EQ', ['Missed'], undefined, 'alpha gamma'],
    ['Status', 'NE', 'Missed', undefined, 'Beta'],
    ['Status', 'IN', ['Missed', 'Achieved'], undefined, 'alpha Beta gamma'],
    ['Status', 'IN', 'Achieved', undefined, 'Beta'],
    ['Status', 'STARTS_WITH', 'miss', undefined, 'alpha gamma'],
    ['Name', 'EQ', 'beta', undefined, ''],
    ['Name', 'EQ', 'Beta', undefined, 'Beta'],
    ['Name', 'CONTAINS', 'ET', undefined, 'Beta'],
    ['Name', 'CONTAINS', '', undefined, 'alpha Beta gamma Delta'],
    ['Name', 'STARTS_WITH', 'd', undefined, 'Delta'],
    ['Name', 'ENDS_WITH', 'TA', undefined, 'Beta Delta'],
    ['OwnerName', 'CONTAINS', 'ZOË', undefined, 'Beta'],
    ['Description', 'CONTAINS', 'alpha', undefined, 'Delta'],
    ['TargetDate', 'LT', '2026-02-01', undefined, 'alpha'],
    ['TargetDate', 'LTE', '2026-02-01', undefined, 'alpha Beta'],
    ['TargetDate', 'GT', '2026-02-01', undefined, 'gamma'],
    ['TargetDate', 'GTE', '2026-02-01', undefined, 'Beta gamma'],
    ['TargetDate', 'BTW', ['2026-01-01', '2026-02-01'], undefined, 'alpha Beta'],
    ['TargetDate', 'IS_NULL', undefined, undefined, 'Delta'],
    ['TargetDate', 'IS_NULL', [], undefined, 'Delta'],
    ['TargetDate', 'IS_NULL', null, undefined, 'Delta'],
    ['TargetDate', 'IS_NOT_NULL', undefined, undefined, 'alpha Beta gamma'],
    ['CompletionPercentage', 'GT', 49.5, undefined, 'Beta gamma'],
    ['CompletionPercentage', 'EQ', 0, undefined, 'alpha'],
    ['CreatedDate', 'EQ', '2025-12-01T11:00:00+01:00', undefined, 'alpha'],
    ['Gsid', 'IN', ['G'.repeat(35) + 'B'], undefined, 'Beta'],
    ['CompanyId', 'NE', 'C'.repeat(36), undefined, ''],
  ])('%s %s %j', (name, operator, value, _, expected) => {
    expect(found({ where: whereOf([[name, operator, value]]) })).toBe(expected);
  });
});

describe('several conditions', () => {
  const missed: Condition = ['Status', 'EQ', 'Missed'];
  const early: Condition = ['TargetDate', 'LTE', '2026-01-01'];
  const delta: Condition = ['Name', 'EQ', 'Delta'];
  test.each<
    readonly [what: string, conditions: readonly Condition[], expression: string | undefined, expected: string]
  >([
    ['no expression joins all', [missed, early], undefined, 'alpha'],
    ['an empty expression joins all', [missed, early], ' ', 'alpha'],
    ['labels by place', [missed, early, delta], 'A AND B OR C', 'alpha Delta'],
    ['parentheses', [missed, early, delta], 'A AND (B OR C)', 'alpha'],
    ['one with an alias and one without', [['Status', 'EQ', 'Missed', 'x'], delta], 'x OR B', 'alpha gamma Delta'],
  ])('%s', (_, conditions, expression, expected) => {
    expect(found({ where: whereOf(conditions, expression) })).toBe(expected);
  });

  test('an alias is what the expression calls a condition', () => {
    expect(
      found({
        where: whereOf(
          [
            ['Status', 'EQ', 'Missed', 'S'],
            ['Name', 'EQ', 'Delta', 'N'],
          ],
          'N OR S',
        ),
      }),
    ).toBe('alpha gamma Delta');
  });

  test('the 27th is A1', () => {
    const many = Array.from({ length: 27 }, (): Condition => ['Name', 'IS_NOT_NULL']);
    const used = [...Array.from({ length: 26 }, (_, index) => String.fromCodePoint(65 + index)), 'A1'].join(' AND ');
    expect(found({ where: whereOf(many, used) })).toBe('alpha Beta gamma Delta');
  });
});

describe('what comes back', () => {
  const page = (request: unknown) => findPage(goals, checkSearch(request));

  test('every field when none is chosen', () => expect(page({ limit: 1 }).records).toEqual([goals[0]]));
  test('every field when the choice is empty', () =>
    expect(page({ limit: 1, select: [] }).records).toEqual([goals[0]]));
  test('the chosen fields, where they are there', () => {
    expect(page({ select: ['Name', 'OwnerName'], limit: 2 }).records).toEqual([
      { Name: 'alpha' },
      { Name: 'Beta', OwnerName: 'Zoë' },
    ]);
  });
  test('a page, and how many there are', () => {
    expect(page({ select: ['Name'], limit: 2, offset: 1 })).toEqual({
      records: [{ Name: 'Beta' }, { Name: 'gamma' }],
      totalCount: 4,
    });
  });
  test('an empty page beyond the end', () => expect(page({ offset: 9 })).toEqual({ records: [], totalCount: 4 }));
  test('nothing when nothing matches', () => {
    expect(page({ where: whereOf([['Name', 'EQ', 'x']]) })).toEqual({ records: [], totalCount: 0 });
  });
  test('100 when no limit is given', () => expect(checkSearch({})).toEqual({ limit: 100, offset: 0 }));
  test('5,000 when more is asked for', () => expect(checkSearch({ limit: 1_000_000 }).limit).toBe(5000));
  test('all when the conditions are empty', () => expect(page({ where: { conditions: [] } }).totalCount).toBe(4));
  test('all when there is an empty where', () => expect(page({ where: {} }).totalCount).toBe(4));
});

describe('what is refused', () => {
  const one = (...condition: Condition): unknown => ({ where: whereOf([condition]) });
  const at = 'where.conditions[0]';
  test.each<readonly [request: unknown, expected: string]>([
    [[], "GSOBJ_1008 Body: '[]' is not an object."],
    [{ orderBy: 'Name' }, 'GSOBJ_1002 orderBy: is not part of a search.'],
    [{ select: 'Name' }, "GSOBJ_1008 select: 'Name' is not an array."],
    [{ select: ['Name', 'Region'] }, "GSOBJ_1002 select[1]: 'Region' is not a field of a goal."],
    [{ select: ['constructor'] }, "GSOBJ_1002 select[0]: 'constructor' is not a field of a goal."],
    [{ select: [1] }, "GSOBJ_1008 select[0]: '1' is not a string."],
    [{ limit: '5' }, "GSOBJ_1008 limit: '5' is not a whole number."],
    [{ limit: 1.5 }, "GSOBJ_1008 limit: '1.5' is not a whole number."],
    [{ limit: null }, "GSOBJ_1008 limit: 'null' is not a whole number."],
    [{ limit: 0 }, "GSOBJ_1007 limit: '0' is less than 1."],
    [{ offset: -1 }, "GSOBJ_1007 offset: '-1' is less than 0."],
    [{ where: 'Name' }, "GSOBJ_1008 where: 'Name' is not an object."],
    [{ where: { filter: 1 } }, 'GSOBJ_1002 where.filter: is not part of a search.'],
    [{ where: { conditions: {} } }, "GSOBJ_1008 where.conditions: '{}' is not an array."],
    [{ where: { conditions: ['A'] } }, `GSOBJ_1008 ${at}: 'A' is not an object.`],
    [{ where: { conditions: [{}] } }, `GSOBJ_1007 ${at}.name: is required.`],
    [{ where: { conditions: [{ name: 'Name' }] } }, `GSOBJ_1007 ${at}.operator: is required.`],
    [
      { where: { conditions: [{ name: 'Name', operator: 'EQ', values: 1 }] } },
      `GSOBJ_1002 ${at}.values: is not part of a search.`,
    ],
    [{ where: { conditions: [], expression: 7 } }, "GSOBJ_1008 where.expression: '7' is not a string."],
    [{ where: { conditions: [], expression: 'A' } }, "GSOBJ_1007 where.expression: there is no condition 'A'."],
    [
      {
        where: whereOf(
          [
            ['Name', 'EQ', 'x'],
            ['Name', 'EQ', 'y'],
          ],
          'A',
        ),
      },
      "GSOBJ_1007 where.expression: condition 'B' is not used.",
    ],
    [
      {
        where: whereOf([
          ['Name', 'EQ', 'x', 'B'],
          ['Name', 'EQ', 'y'],
        ]),
      },
      "GSOBJ_1007 where.conditions: two are called 'B'.",
    ],
    [one('Name', 'EQ', 'x', 'AND'), `GSOBJ_1007 ${at}.alias: 'AND' is not a label.`],
    [one('Name', 'EQ', 'x', 'A B'), `GSOBJ_1007 ${at}.alias: 'A B' is not a label.`],
    [one('Region', 'EQ', 'x'), `GSOBJ_1002 ${at}.name: 'Region' is not a field of a goal.`],
    [one('Name', 'LIKE', 'x'), `GSOBJ_1007 ${at}.operator: 'LIKE' is not an operator.`],
    [one('Name', 'toString', 'x'), `GSOBJ_1007 ${at}.operator: 'toString' is not an operator.`],
    [one('Name', 'eq', 'x'), `GSOBJ_1007 ${at}.operator: 'eq' is not an operator.`],
    [one('Name', 'LT', 'x'), `GSOBJ_1007 ${at}.operator: LT does not go with a field of type text.`],
    [
      one('TargetDate', 'CONTAINS', '2026'),
      `GSOBJ_1007 ${at}.operator: CONTAINS does not go with a field of type date.`,
    ],
    [one('Name', 'EQ'), `GSOBJ_1007 ${at}.value: holds 0 where the operator takes 1.`],
    [one('Name', 'EQ', ['x', 'y']), `GSOBJ_1007 ${at}.value: holds 2 where the operator takes 1.`],
    ...['NE', 'CONTAINS', 'STARTS_WITH', 'ENDS_WITH'].map(
      (operator) =>
        [one('Name', operator, ['x', 'y']), `GSOBJ_1007 ${at}.value: holds 2 where the operator takes 1.`] as const,
    ),
    ...['LT', 'LTE', 'GT', 'GTE'].map(
      (operator) =>
        [
          one('CompletionPercentage', operator, [1, 2]),
          `GSOBJ_1007 ${at}.value: holds 2 where the operator takes 1.`,
        ] as const,
    ),
    [one('TargetDate', 'BTW', ['2026-01-01']), `GSOBJ_1007 ${at}.value: holds 1 where the operator takes 2.`],
    [one('Name', 'IN', []), `GSOBJ_1007 ${at}.value: holds 0 where the operator takes 1 to 1000.`],
    [one('Name', 'IS_NULL', 'x'), `GSOBJ_1007 ${at}.value: holds 1 where the operator takes 0.`],
    [one('Name', 'IS_NOT_NULL', 'x'), `GSOBJ_1007 ${at}.value: holds 1 where the operator takes 0.`],
    [one('Name', 'EQ', 7), `GSOBJ_1008 ${at}.value: '7' is not a string.`],
    [one('Name', 'EQ', [null]), `GSOBJ_1007 ${at}.value: must not be null.`],
    [one('CompletionPercentage', 'GT', '7'), `GSOBJ_1008 ${at}.value: '7' is not a number.`],
    [one('TargetDate', 'LT', '2026-02-30'), `GSOBJ_1006 ${at}.value: '2026-02-30' is not a date (yyyy-mm-dd).`],
    [
      one('CreatedDate', 'LT', '2026-02-01'),
      `GSOBJ_1005 ${at}.value: '2026-02-01' is not a date-time (ISO 8601 with a zone).`,
    ],
    [
      one('Status', 'EQ', 'Done'),
      `GSOBJ_1007 ${at}.value: 'Done' is not one of Not Started, In Progress, Achieved, Missed.`,
    ],
    [one('CompanyId', 'EQ', 'abc'), `GSOBJ_1004 ${at}.value: 'abc' is not a Gsid.`],
    [
      { where: whereOf(Array.from({ length: 101 }, () => ['Name', 'IS_NULL'] as const)) },
      'GSOBJ_1007 where.conditions: more than 100 conditions.',
    ],
  ])('%j', (request, expected) => {
    expect(problem(request)).toBe(expected);
  });
});

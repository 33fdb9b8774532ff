import * as fc from 'fast-check';
import type { Goal } from '../../../../src/api/schema.ts';
import type { QueryContext } from '../../../../src/model/query/context.ts';
import { GoalRows } from '../../../../src/model/query/goalRows.ts';
import { parse } from '../../../../src/model/query/parse.ts';
import {
  fieldNames,
  operators,
  rulesOf,
  type Query,
  type Term,
  type Value,
} from '../../../../src/model/query/query.ts';

export const today = '2031-06-15';
export const context: QueryContext = {
  today,
  me: ['o1'],
  templates: new Map([
    ['t1', 'Onboarding'],
    ['t2', 'Time to value'],
  ]),
  drafts: new Set(['g1', 'g2']),
  watched: new Set(['g2']),
  news: new Set(['g1', 'g3']),
  seenAt: Date.UTC(2031, 5, 10),
  hasMetrics: (id) => ({ g1: true, g2: false })[id],
  hasDescription: (id) => ({ g1: true, g2: false })[id],
};

const day = fc.constantFrom('2031-06-14', '2031-06-15', '2031-06-16', '2031-07-01', '2030-12-31', '2032-02-29');
const moment = fc
  .integer({ min: Date.UTC(2031, 5, 1), max: Date.UTC(2031, 5, 17) })
  .map((time) => new Date(time).toISOString());
const goalName = fc.constantFrom('Roll out', 'Adopt', 'adopt ÉTÉ', 'plan 10', 'plan 9', '', 'a:b', '"x"', 'Roll  out');

/** Few ids and names, so that goals come again, move and share what they say. */
export const anyGoal: fc.Arbitrary<Goal> = fc
  .record(
    {
      Gsid: fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8'),
      Name: goalName,
      CompanyId: fc.constantFrom('c1', 'c2', 'c3'),
      CompanyName: fc.constantFrom('Contoso', 'Contoso Labs', 'Müller'),
      Description: fc.constantFrom('<p>x</p>', ''),
      TemplateId: fc.constantFrom('t1', 't2', 't3'),
      Status: fc.constantFrom('Achieved', 'Missed', 'In Progress', 'Not Started', 'Blocked', ''),
      OwnerId: fc.constantFrom('o1', 'o2'),
      OwnerName: fc.constantFrom('Ada', 'Bo Adair'),
      TargetDate: day,
      CompletionPercentage: fc.constantFrom(0, 62.5, -1, 50, 100),
      CreatedDate: moment,
      ModifiedDate: moment,
      unreadable: fc.subarray(['Status', 'TargetDate', 'TemplateId', 'OwnerId'] as const, { minLength: 1 }),
    },
    { requiredKeys: ['Gsid', 'Name', 'CompanyId'], noNullPrototype: true },
  )
  .map(({ unreadable, ...goal }) => {
    const odd = unreadable?.filter((field) => goal[field] === undefined) ?? [];
    return odd.length === 0 ? goal : { ...goal, unreadable: odd };
  });

export const anyGoals = fc.uniqueArray(anyGoal, { selector: ({ Gsid }) => Gsid });

export const rowsOf = (goals: Iterable<Goal>): GoalRows => {
  const rows = new GoalRows();
  rows.putAll(goals);
  return rows;
};

export const idsOf = (rows: GoalRows, some: Iterable<number>): readonly string[] =>
  [...some].map((row) => rows.id(row) ?? 'free');

export const queryOf = (text: string): Query => {
  const parsed = parse(text);
  if (parsed.kind === 'refused') throw new Error(`${text} was refused: ${JSON.stringify(parsed.errors)}`);
  return parsed.query;
};

export const anyText = fc.oneof(
  fc.constantFrom(
    'adopt',
    'roll out',
    'MULLER',
    'o1',
    'c2',
    't1',
    'g3',
    'ada',
    'onb',
    'none',
    '@me',
    'open',
    '-x',
    '=y',
    '<z',
  ),
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({ minLength: 1, unit: fc.constantFrom('a', ' ', '"', '\\', ',', ':', '-', '=', '.', '\u00a0', 'é') }),
);
const distance = fc
  .tuple(fc.constantFrom('', '+', '-'), fc.nat(40), fc.constantFrom('d', 'w', 'm', 'y'))
  .map((parts) => parts.join(''));
const dayPoint = fc.oneof(
  day,
  distance,
  fc.constantFrom(
    'today',
    'tomorrow',
    'yesterday',
    'this-week',
    'last-month',
    'next-quarter',
    'last-year',
    '2031',
    '2031-06',
  ),
);
const numberPoint = fc.constantFrom('0', '50', '62.5', '-1', '100');

const comparing = (point: fc.Arbitrary<string>): fc.Arbitrary<Value> =>
  fc.oneof(
    fc.record({ kind: fc.constant('compare' as const), operator: fc.constantFrom(...operators), point }),
    fc.tuple(fc.option(point, { nil: undefined }), point, fc.boolean()).map(([one, other, isFirst]): Value => {
      const [from, to] = isFirst ? [one, other] : [other, one];
      return { kind: 'between', ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    }),
  );

const valueOf = (field: Term['field'], text: fc.Arbitrary<string>): fc.Arbitrary<Value> => {
  const { takes, words } = rulesOf(field);
  const name = fc.tuple(text, field === 'text' ? fc.constant(false) : fc.boolean());
  const others: Readonly<Record<typeof takes, readonly fc.Arbitrary<Value>[]>> = {
    name: [name.map(([each, isWhole]): Value => ({ kind: 'name', text: each, isWhole }))],
    status: [
      fc
        .constantFrom('Achieved', 'In Progress', 'Blocked', 'open', 'none')
        .map((each): Value => ({ kind: 'name', text: each, isWhole: true })),
    ],
    day: [comparing(dayPoint)],
    moment: [comparing(dayPoint)],
    number: [comparing(numberPoint)],
    word: [],
  };
  return fc.oneof(...words.map((word) => fc.constant<Value>({ kind: 'word', word })), ...others[takes]);
};

const termOf = (field: Term['field'], text: fc.Arbitrary<string>): fc.Arbitrary<Term> =>
  fc
    .tuple(fc.boolean(), fc.array(valueOf(field, text), { minLength: 1, maxLength: field === 'text' ? 1 : 3 }))
    .map(([isNot, [first, ...rest]]) => {
      if (first === undefined) throw new Error('there is a value');
      return { field, isNot, values: [first, ...rest] };
    });

/** Every kind of query that can be written, with these texts for names. */
export const queriesWith = (text: fc.Arbitrary<string>): fc.Arbitrary<Query> =>
  fc.array(
    fc.constantFrom<Term['field']>('text', ...fieldNames).chain((field) => termOf(field, text)),
    { maxLength: 4 },
  );

export const anyQuery = queriesWith(anyText);

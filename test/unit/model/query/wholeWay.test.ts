import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { complete } from '../../../../src/model/query/complete.ts';
import { format } from '../../../../src/model/query/format.ts';
import { groupings, sortKeys, type Arrangement } from '../../../../src/model/query/arrangement.ts';
import { count, list } from '../../../../src/model/query/listing.ts';
import { loosen } from '../../../../src/model/query/loosen.ts';
import { parse, type QueryError } from '../../../../src/model/query/parse.ts';
import { fieldNames, type Query } from '../../../../src/model/query/query.ts';
import { anyText, context, rowsOf } from './goals.ts';

const rows = rowsOf(
  ['Roll out', 'adopt ÉTÉ', 'a:b "c"', ''].map((Name, at) => ({
    Gsid: `g${at}`,
    Name,
    CompanyId: `c${at % 2}`,
    ...(at === 0 ? {} : { CompanyName: 'Contoso', OwnerId: 'o1', OwnerName: 'Ada', TargetDate: '2031-06-15' }),
    ...(at === 1 ? { Status: 'In Progress', CompletionPercentage: 50, ModifiedDate: '2031-06-14T12:00:00Z' } : {}),
  })),
);

const signs = [
  ' ',
  '-',
  ':',
  ',',
  '"',
  '\\',
  '=',
  '<',
  '>=',
  '..',
  '+30d',
  '@me',
  'none',
  'open',
  '50',
  '2031-06',
  'x',
];
const nearlyQuery = fc.string({
  unit: fc.constantFrom(...signs, ...fieldNames.map((name) => `${name}:`)),
  maxLength: 12,
});
const arrangements = fc.record({
  group: fc.constantFrom(...groupings),
  sort: fc.constantFrom(...sortKeys),
  isDown: fc.boolean(),
});

const expectPlaces = (text: string, errors: readonly QueryError[]): void => {
  expect(errors.length).toBeGreaterThan(0);
  for (const { offset, length } of errors) {
    expect(length).toBeGreaterThan(0);
    expect(text.slice(offset, offset + length)).toHaveLength(length);
  }
};

/** @returns how many goals it finds */
const expectWay = (query: Query, arrangement: Arrangement): number => {
  const { goals, unknown, groups } = list(query, arrangement, rows, context);
  expect(groups.reduce((sum, group) => sum + group.rows.length, 0)).toBe(goals);
  expect(count(query, rows, context)).toMatchObject({ goals, unknown });
  expect(loosen(query, rows, context)).toHaveLength(query.length);
  expect(parse(format(query))).toEqual({ kind: 'query', query });
  return goals;
};

it('whatever is typed is refused at a place within it, or listed, counted, loosened and completed', () => {
  const seen = { refused: 0, found: 0, none: 0 };
  fc.assert(
    fc.property(fc.oneof(nearlyQuery, nearlyQuery, anyText), arrangements, (text, arrangement) => {
      complete(text, text.length, rows, context);
      const parsed = parse(text);
      if (parsed.kind === 'refused') {
        expectPlaces(text, parsed.errors);
        seen.refused += 1;
      } else seen[expectWay(parsed.query, arrangement) > 0 ? 'found' : 'none'] += 1;
    }),
    { numRuns: 5000 },
  );
  // A generator that is refused always would hold as well.
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(250);
});

import { describe, expect, expectTypeOf, it } from 'vitest';
import { and, compare, matches, oneOf, or, whereOf } from '../../../src/api/query.ts';
import { connect } from './connectedClient.ts';

describe('a filter', () => {
  it('labels each condition and joins the labels as it is built', () => {
    const filter = and(
      compare('CompanyId', 'EQ', 'C1'),
      or(compare('Status', 'NE', 'Missed'), matches('Name', 'CONTAINS', 'x')),
      oneOf('CompletionPercentage', [10, 20]),
    );
    expect(whereOf(filter)).toEqual({
      conditions: [
        { alias: 'A', name: 'CompanyId', operator: 'EQ', value: 'C1' },
        { alias: 'B', name: 'Status', operator: 'NE', value: 'Missed' },
        { alias: 'C', name: 'Name', operator: 'CONTAINS', value: 'x' },
        { alias: 'D', name: 'CompletionPercentage', operator: 'IN', value: [10, 20] },
      ],
      expression: 'A AND (B OR C) AND D',
    });
  });

  it('needs no parentheses around the same operator', () => {
    const [one, other] = [compare('Status', 'EQ', 'Missed'), compare('Status', 'EQ', 'Achieved')];
    expect(whereOf(or(compare('Name', 'EQ', 'x'), or(one, other))).expression).toBe('A OR B OR C');
  });

  it('has a label for every condition, however many there are', () => {
    const [first, ...rest] = Array.from({ length: 60 }, (_, i) => compare('Name', 'EQ', `${i}`));
    const { conditions } = whereOf(and(first!, ...rest));
    expect(conditions.map(({ alias }) => alias).slice(24, 29)).toEqual(['Y', 'Z', 'AA', 'AB', 'AC']);
    expect(new Set(conditions.map(({ alias }) => alias)).size).toBe(60);
  });

  it('carries any value as it is', async () => {
    const { client } = await connect();
    const [goal] = (await client.searchGoals({ limit: 1 })).records;
    const Name = `A AND (B) "quoted" \\ ' -- ${goal?.Gsid}`;
    const made = await client.createGoal({ Name, CompanyId: goal!.CompanyId });
    const found = await client.searchGoals({ where: whereOf(compare('Name', 'EQ', Name)) });
    expect(found.records).toEqual([made]);
  });

  it('is understood by a tenant, parentheses and all', async () => {
    const { client } = await connect();
    const filter = and(
      oneOf('Status', ['Missed', 'Achieved']),
      or(matches('Name', 'CONTAINS', 'e'), compare('Name', 'EQ', 'x')),
    );
    const { records } = await client.searchGoals({ where: whereOf(filter), limit: 1000 });
    expect(records.length).toBeGreaterThan(0);
    expect(records.every(({ Status }) => Status === 'Missed' || Status === 'Achieved')).toBe(true);
  });

  it('cannot be built empty, half, or with another operator', () => {
    const refusedByTheCompiler = (): void => {
      // @ts-expect-error: nothing to join
      and();
      // @ts-expect-error: no value to compare with
      compare('Name', 'EQ');
      // @ts-expect-error: no such operator
      compare('Name', 'LIKE', 'x');
      // @ts-expect-error: a percentage is a number
      compare('CompletionPercentage', 'GT', '10');
      // @ts-expect-error: one of none
      oneOf('Status', []);
      // @ts-expect-error: no such field
      compare('Colour', 'EQ', 'red');
    };
    expectTypeOf(refusedByTheCompiler).returns.toBeVoid();
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import { createClient } from '../../../src/api/createClient.ts';
import { ApiError } from '../../../src/api/errors.ts';
import { Pacer } from '../../../src/api/pace.ts';
import type { Fetch } from '../../../src/api/transport.ts';

/** What a parsed value may be, by field; the parser's own table is not asked. */
const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  CompletionPercentage: Number.isFinite,
  CurrentValue: Number.isFinite,
  TargetValue: Number.isFinite,
  totalCount: Number.isInteger,
  rowCount: Number.isInteger,
  unreadable: (value) => Array.isArray(value) && value.every((name) => name in goal || name in metric),
  asCame: (value) => ['string', 'number'].includes(typeof Object(value).TargetDate),
  isActive: (value) => typeof value === 'boolean',
  TargetDate: (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)),
  CreatedDate: (value) => isIsoMoment(value),
  ModifiedDate: (value) => isIsoMoment(value),
  LastUpdatedDate: (value) => isIsoMoment(value),
};

const isIsoMoment = (value: unknown): boolean => typeof value === 'string' && new Date(value).toISOString() === value;
const isText = (value: unknown): boolean => typeof value === 'string';

/** Every field that a parsed answer holds and whose value is not of its type. */
const misfits = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(misfits);
  return Object.entries(Object(value)).flatMap(([name, inner]) => {
    if (name === 'records') return misfits(inner);
    return (types[name] ?? isText)(inner) ? [] : [`${name}: ${JSON.stringify(inner)}`];
  });
};

const goal = {
  Gsid: '1P01',
  Name: 'Roll out',
  CompanyId: '1P02',
  CompanyName: 'Northwind',
  Description: '<p>x</p>',
  TemplateId: 'T1',
  Status: 'In Progress',
  OwnerId: '1P03',
  OwnerName: 'Ada',
  TargetDate: '2031-02-28',
  CompletionPercentage: 62,
  CreatedDate: '2031-01-01T00:00:00Z',
  ModifiedDate: 1_924_992_000_000,
};
const template = { id: 'T1', name: 'Adoption', description: 'x', category: 'y', isActive: true };
const metric = {
  Gsid: 'M1',
  Name: 'Logins',
  GoalId: '1P01',
  CurrentValue: 1,
  TargetValue: 2,
  Unit: 'users',
  LastUpdatedDate: null,
};

type Case = { readonly data: unknown; readonly ask: (client: Client) => Promise<unknown> };

const cases: readonly Case[] = [
  { data: goal, ask: (client) => client.getGoal('1P01') },
  { data: goal, ask: (client) => client.updateGoal('1P01', { Name: 'x', CompanyId: 'y' }) },
  { data: { records: [goal, goal], totalCount: 2 }, ask: (client) => client.searchGoals({}) },
  { data: [template, template], ask: (client) => client.listGoalTemplates() },
  { data: [metric], ask: (client) => client.listGoalMetrics('1P01') },
  { data: goal, ask: (client) => client.createGoal({ Name: 'x', CompanyId: 'y' }) },
  { data: metric, ask: (client) => client.addGoalMetric('1P01', { Name: 'x', TargetValue: 1 }) },
];

type Mutation = { readonly at: number; readonly how: 'drop' | 'replace' | 'wrap' | 'repeat'; readonly junk: unknown };

/** Changes the n-th node of a JSON value, counted from the root. */
const mutated = (value: unknown, { at, how, junk }: Mutation): unknown => {
  let left = at;
  const visit = (node: unknown): unknown => {
    left -= 1;
    if (left === -1)
      return how === 'drop' ? undefined : how === 'wrap' ? [node] : how === 'repeat' ? [node, node] : junk;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, visit(inner)]));
  };
  return visit(value);
};

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat({ max: 40 }),
  how: fc.constantFrom('drop', 'replace', 'wrap', 'repeat'),
  junk: fc.jsonValue({ maxDepth: 2 }),
});

const clientFor = (status: number, text: string): Client => {
  const fetch: Fetch = async () => ({
    status,
    headers: { get: () => null },
    body: (async function* () {
      yield new TextEncoder().encode(text);
    })(),
  });
  const pacer = new Pacer({ requestsAMinute: 1000, atOnce: 4 });
  return createClient({
    origin: 'https://a.example',
    accessKey: 'k',
    fetch,
    pacer,
    random: () => 0,
    sleep: () => Promise.resolve(),
  });
};

describe('an answer that was tampered with', () => {
  it('ends as values of the right types or as an ApiError, 10,000 times', async () => {
    const seen = { parsed: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...cases),
        fc.array(mutation, { maxLength: 3 }),
        fc.constantFrom(200, 200, 200, 400, 404, 500),
        fc.option(fc.nat({ max: 400 }), { freq: 5 }),
        async ({ data, ask }, mutations, status, cut) => {
          const text = JSON.stringify(mutations.reduce(mutated, { result: true, data })) ?? '';
          const client = clientFor(status, cut === null ? text : text.slice(0, cut));
          try {
            expect(misfits(await ask(client))).toEqual([]);
            seen.parsed += 1;
          } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            seen.refused += 1;
          }
        },
      ),
      { numRuns: 10_000 },
    );
    expect(seen.parsed).toBeGreaterThan(1000);
    expect(seen.refused).toBeGreaterThan(1000);
  });
});

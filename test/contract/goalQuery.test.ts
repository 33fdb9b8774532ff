import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { whereOf } from '../../src/api/query.ts';
import type { Goal } from '../../src/api/schema.ts';
import { today } from '../../src/model/dueDate.ts';
import type { QueryContext } from '../../src/model/query/context.ts';
import { list } from '../../src/model/query/listing.ts';
import type { Query } from '../../src/model/query/query.ts';
import { toWhere, type Asked } from '../../src/model/query/toWhere.ts';
import { connect } from '../unit/api/connectedClient.ts';
import { idsOf, queriesWith, queryOf, rowsOf } from '../unit/model/query/goals.ts';

const answers = async (client: Client, filter: Asked['filter']): Promise<readonly Goal[]> => {
  if (filter === 'none') return [];
  const found: Goal[] = [];
  for await (const { records } of client.searchAllGoals({ pageSize: 5000, ...(filter === 'all' ? {} : { filter }) }))
    found.push(...records);
  return found;
};

const matching = (query: Query, goals: readonly Goal[], context: QueryContext): readonly string[] => {
  const rows = rowsOf(goals);
  const { groups } = list(query, { group: 'none', sort: 'name', isDown: false }, rows, context);
  return groups.flatMap((group) => idsOf(rows, group.rows)).toSorted();
};

/** Goals with what the made-up ones do not have: accents, no owner, date or status, an empty description. */
const addOddGoals = async (client: Client, [first, second]: readonly Goal[]): Promise<void> => {
  const { CompanyId = '' } = first ?? {};
  const { Gsid } = await client.createGoal({ Name: 'Résumé écrit', CompanyId });
  await client.updateGoal(Gsid, { Name: 'Résumé écrit', CompanyId });
  await client.createGoal({ Name: 'resume', CompanyId, Status: 'Missed', TargetDate: '2024-02-29' });
  await client.createGoal({ Name: 'a "b" \\, c:d', CompanyId: second?.CompanyId ?? CompanyId, Description: '' });
};

const openTenant = async (goals: number) => {
  const { client, tenant } = await connect({ tenant: { goals } });
  await addOddGoals(client, await answers(client, 'all'));
  const known = await answers(client, 'all');
  const templates = new Map((await client.listGoalTemplates()).map(({ id, name }) => [id, name]));
  const described = new Set(known.flatMap(({ Gsid, Description = '' }) => (Description === '' ? [] : [Gsid])));
  const owners = [...new Set(known.flatMap(({ OwnerId }) => OwnerId ?? []))];
  const context: QueryContext = {
    today: today(new Date()),
    me: owners.slice(0, 2),
    templates,
    drafts: new Set(known.slice(0, 5).map(({ Gsid }) => Gsid)),
    watched: new Set(known.slice(0, 250).map(({ Gsid }) => Gsid)),
    hasDescription: (id) => described.has(id),
  };
  return { client, tenant, known, context };
};

type Tenant = Awaited<ReturnType<typeof openTenant>>;

/** Names, ids and parts of them as the tenant has them, and others. */
const textsIn = ({ known, context }: Tenant): fc.Arbitrary<string> => {
  const texts = known
    .flatMap(({ Gsid, Name, CompanyId, CompanyName, OwnerId, OwnerName }) => [
      Gsid,
      Name,
      CompanyId,
      CompanyName,
      OwnerId,
      OwnerName,
    ])
    .filter((text) => text !== undefined)
    .concat(...(context.templates ?? []));
  const part = fc.tuple(fc.constantFrom(...texts), fc.nat(12), fc.integer({ min: 1, max: 12 }));
  return fc.oneof(
    fc.constantFrom(...texts),
    part.map(([text, from, length]) => text.slice(from, from + length) || text),
    fc.constantFrom('resume', 'É', 'nobody', '1P0'.padEnd(36, 'X'), '"b"', 'PETROVIC'),
  );
};

/** What is found by asking the tenant, and what of the rest is looked at here. */
const asked = async ({ client, known, context }: Tenant, query: Query): Promise<readonly string[]> => {
  const { filter, rest } = toWhere(query, rowsOf(known), context);
  return matching(rest, await answers(client, filter), context);
};

describe('a goal query, asked of the tenant', () => {
  it.each([60, 300])('finds the goals that it finds here, of %d', async (goals) => {
    const tenant = await openTenant(goals);
    await fc.assert(
      fc.asyncProperty(queriesWith(textsIn(tenant)), async (query) => {
        expect(await asked(tenant, query)).toEqual(matching(query, tenant.known, tenant.context));
      }),
      { numRuns: 300 },
    );
  });

  it('finds them on both sides of each bound', async () => {
    const tenant = await openTenant(60);
    const days = tenant.known.flatMap(({ TargetDate }) => TargetDate ?? []).slice(0, 3);
    const percents = tenant.known.flatMap(({ CompletionPercentage }) => CompletionPercentage ?? []).slice(0, 3);
    const values = (points: readonly (string | number)[]): readonly string[] =>
      points.flatMap((point) => ['', '<', '<=', '>', '>=', '..'].map((sign) => `${sign}${point}`));
    const terms = [
      ...values(days).flatMap((value) => ['due', 'changed', 'created'].map((field) => `${field}:${value}`)),
      ...values(percents).map((value) => `progress:${value}`),
      'status:missed',
      'status:open',
      'status:closed',
      'status:none',
      'due:overdue',
      'owner:@me',
      'description:none',
    ].flatMap((term) => [term, `-${term}`]);
    for (const term of terms) {
      const query = queryOf(term);
      const found = await asked(tenant, query);
      expect([term, found]).toEqual([term, matching(query, tenant.known, tenant.context)]);
    }
  });

  it('finds them where the person was not asked, and nothing else is known', async () => {
    const tenant = await openTenant(60);
    const blank = { ...tenant, context: { today: tenant.context.today } };
    // Of descriptions the tenant knows more than what was listed.
    const queries = queriesWith(textsIn(tenant)).map((query) => query.filter(({ field }) => field !== 'description'));
    await fc.assert(
      fc.asyncProperty(queries, async (query) => {
        expect(await asked(blank, query)).toEqual(matching(query, blank.known, blank.context));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['status:open', '(A AND B) OR C', ''],
    ['-status:open', 'A', ''],
    ['-status:missed', 'A OR B', ''],
    ['due:2026-12', 'A AND B', ''],
    ['-due:2026-12', 'A OR B OR C', ''],
    ['status:missed due:none progress:<50', 'A AND B AND C', ''],
    ['description:none', 'A OR B', ''],
    ['draft:yes -draft:yes', 'A AND B AND C AND D AND E AND F', ''],
    ['watched:yes', 'all', 'watched'],
    ['metric:none', 'all', 'metric'],
    ['roll out', 'all', 'text text'],
    ['-company:x', 'all', 'company'],
    ['owner:@me,none', 'A OR B', ''],
    ['status:Blocked', 'A AND B AND C AND D', 'status'],
    ['company:alder status:missed', '(A OR B) AND C', 'company'],
    ['template:nothing-is-called-so', 'none', ''],
  ])('asks for %s by %s, and leaves %j to be looked at here', async (text, expression, left) => {
    const tenant = await openTenant(60);
    const { filter, rest } = toWhere(queryOf(text), rowsOf(tenant.known), {
      ...tenant.context,
      watched: new Set(Array.from({ length: 201 }, (_, at) => String(at))),
    });
    expect(typeof filter === 'string' ? filter : whereOf(filter).expression).toBe(expression);
    expect(rest.map(({ field }) => field).join(' ')).toBe(left);
  });
});

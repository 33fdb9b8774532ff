import { describe, expect, it, onTestFinished } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { and, compare, matches, oneOf, or, whereOf } from '../../src/api/query.ts';
import { connect, type Connected } from '../unit/api/connectedClient.ts';
import { startPrismProxy, type PrismProxy } from './prismProxy.ts';

/** A client that talks to its tenant through a judge. */
const judged = async (): Promise<Connected & { readonly prism: PrismProxy }> => {
  const direct = await connect();
  const prism = await startPrismProxy(direct.tenant.url);
  onTestFinished(() => prism.close());
  const { client } = await connect({ client: { origin: prism.url, accessKey: direct.tenant.accessKey } });
  return { ...direct, client, prism };
};

const allOf = async (client: Client, pageSize: number): Promise<number> => {
  let count = 0;
  for await (const { records } of client.searchAllGoals({ pageSize })) count += records.length;
  return count;
};

describe('the client, judged by Prism', () => {
  it('sends each operation as the contract says', async () => {
    const { client, prism, newRequests } = await judged();
    const [goal] = (await client.searchGoals({ limit: 1 })).records;
    const { Gsid, CompanyId } = goal!;
    const input = { Name: 'Judged', CompanyId, Description: '<p>ü</p>', Status: 'Achieved', TargetDate: '2031-02-28' };
    await client.createGoal({ Name: 'The least', CompanyId });
    await client.createGoal(input);
    await client.getGoal(Gsid);
    await client.updateGoal(Gsid, input);
    await client.listGoalTemplates();
    await client.listGoalMetrics(Gsid);
    await client.addGoalMetric(Gsid, { Name: 'Seats', TargetValue: 5 });
    await client.addGoalMetric(Gsid, { Name: 'Seats', TargetValue: 5, CurrentValue: 2.5, Unit: 'users' });
    expect(await prism.violations()).toEqual([]);
    expect(new Set(newRequests())).toEqual(
      new Set(
        [
          'searchGoals',
          'createGoal',
          'getGoal',
          'updateGoal',
          'listGoalTemplates',
          'listGoalMetrics',
          'addGoalMetric',
        ].map((operation) => `${operation} 200`),
      ),
    );
  });

  it('searches, filters and pages as the contract says', async () => {
    const { client, prism } = await judged();
    const { totalCount } = await client.searchGoals({ limit: 1 });
    expect(await allOf(client, 50)).toBe(totalCount);
    const filter = and(
      oneOf('Status', ['Missed', 'Achieved']),
      or(matches('Name', 'CONTAINS', 'e'), compare('Name', 'NE', 'x')),
      compare('CompletionPercentage', 'LTE', 100),
      compare('ModifiedDate', 'GTE', '2001-01-01T00:00:00.000Z'),
    );
    expect((await client.searchGoals({ where: whereOf(filter), limit: 5 })).records).toHaveLength(5);
    expect(await prism.violations()).toEqual([]);
  });

  it('asks for a goal that is gone as the contract says', async () => {
    const { client, prism } = await judged();
    await expect(client.getGoal('1P0'.padEnd(36, 'X'))).rejects.toMatchObject({ kind: 'notFound' });
    expect(await prism.violations()).toEqual([]);
  });
});

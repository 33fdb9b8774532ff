import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { anyGoal, connect, errorOf, type Connected } from './connectedClient.ts';

const goalsNamed = (connected: Connected, name: string): number => {
  const made = connected.tenant.requests.filter(({ operationId }) => operationId === 'createGoal');
  return made.filter(({ body }) => JSON.stringify(body).includes(name)).length;
};

describe('a goal is made once', () => {
  it.each(['cutAfter', 'halfBody', 'emptyBody', 'html', 'wrongTypes'] as const)(
    '%s: the goal that is there is the answer',
    async (kind) => {
      const connected = await connect();
      const { CompanyId } = await anyGoal(connected);
      connected.tenant.faults.add({ kind, operation: 'createGoal' });
      const created = await connected.client.createGoal({ Name: 'Just one', CompanyId });
      expect(created.Name).toBe('Just one');
      expect(goalsNamed(connected, 'Just one')).toBe(1);
      expect(await connected.client.getGoal(created.Gsid)).toEqual(created);
    },
  );

  it.each(['cutBefore', 'serverError'] as const)('%s: the error says that none was made', async (kind) => {
    const connected = await connect();
    const { CompanyId } = await anyGoal(connected);
    connected.tenant.faults.add({ kind, operation: 'createGoal' });
    const error = await errorOf(connected.client.createGoal({ Name: 'Not one', CompanyId }));
    expect(error.outcome).toBe('notStored');
    expect(goalsNamed(connected, 'Not one')).toBe(1);
  });

  it('says so when even that cannot be found out', async () => {
    const connected = await connect();
    const { CompanyId } = await anyGoal(connected);
    connected.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal' },
      { kind: 'serverError', operation: 'searchGoals' },
    );
    const error = await errorOf(connected.client.createGoal({ Name: 'Who knows', CompanyId }));
    expect(error).toMatchObject({ kind: 'network', outcome: 'unknown' });
  });

  it('does not take an older goal of the same name for the new one', async () => {
    const connected = await connect();
    const { CompanyId } = await anyGoal(connected);
    await connected.client.createGoal({ Name: 'Twice on purpose', CompanyId });
    connected.tenant.faults.add({ kind: 'cutBefore', operation: 'createGoal' });
    const error = await errorOf(connected.client.createGoal({ Name: 'Twice on purpose', CompanyId }));
    expect(error.outcome).toBe('notStored');
  });

  it('does not say that none was made while the tenant may still be at it', async () => {
    const connected = await connect({ client: { timeoutMs: 60 } });
    const { CompanyId } = await anyGoal(connected);
    connected.tenant.faults.add({ kind: 'silent', operation: 'createGoal' });
    const error = await errorOf(connected.client.createGoal({ Name: 'Late', CompanyId }));
    expect(error).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });

  it('does not take a colleague’s goal of the same name for the new one', async () => {
    const connected = await connect();
    const { CompanyId } = await anyGoal(connected);
    const colleague = await connect({
      client: { origin: connected.tenant.url, accessKey: connected.tenant.accessKey },
    });
    await colleague.client.createGoal({ Name: 'Same name', CompanyId, Status: 'Achieved' });
    connected.tenant.faults.add({ kind: 'cutBefore', operation: 'createGoal' });
    const error = await errorOf(connected.client.createGoal({ Name: 'Same name', CompanyId, Status: 'In Progress' }));
    expect(error.outcome).toBe('unknown');
  });

  it('leaves a refusal as it is', async () => {
    const connected = await connect();
    const error = await errorOf(connected.client.createGoal({ Name: '', CompanyId: 'x' }));
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'notStored' });
    expect(connected.newRequests()).toEqual(['createGoal 400']);
  });

  it('finds out what became of it even after an abort', async () => {
    const connected = await connect();
    const { CompanyId } = await anyGoal(connected);
    const controller = new AbortController();
    connected.tenant.faults.add({ kind: 'stalledBody', operation: 'createGoal' });
    const created = connected.client.createGoal({ Name: 'Aborted late', CompanyId }, controller.signal);
    await expect.poll(() => goalsNamed(connected, 'Aborted late'), { interval: 5 }).toBe(1);
    controller.abort();
    expect((await created).Name).toBe('Aborted late');
  });

  it(
    'makes no duplicate in 1,000 creates of which every third is cut after it was stored',
    { timeout: 60_000 },
    async () => {
      const connected = await connect();
      const { CompanyId } = await anyGoal(connected);
      const before = (await connected.client.searchGoals({ limit: 1 })).totalCount ?? 0;
      for (let i = 0; i < 1000; i += 1) {
        if (i % 3 === 2) connected.tenant.faults.add({ kind: 'cutAfter', operation: 'createGoal', times: 1 });
        await connected.client.createGoal({ Name: `Number ${i}`, CompanyId });
      }
      expect((await connected.client.searchGoals({ limit: 1 })).totalCount).toBe(before + 1000);
    },
  );
});

describe('a metric is added once', () => {
  it.each(['cutAfter', 'emptyBody'] as const)('%s: the metric that is there is the answer', async (kind) => {
    const connected = await connect();
    const { Gsid } = await anyGoal(connected);
    const before = await connected.client.listGoalMetrics(Gsid);
    connected.tenant.faults.add({ kind, operation: 'addGoalMetric' });
    const added = await connected.client.addGoalMetric(Gsid, {
      Name: 'Seats',
      TargetValue: 7,
      CurrentValue: 2,
      Unit: 'users',
    });
    expect(await connected.client.listGoalMetrics(Gsid)).toEqual([...before, added]);
  });

  it('cutBefore: the error says that none was added', async () => {
    const connected = await connect();
    const { Gsid } = await anyGoal(connected);
    connected.tenant.faults.add({ kind: 'cutBefore', operation: 'addGoalMetric' });
    const error = await errorOf(connected.client.addGoalMetric(Gsid, { Name: 'Seats', TargetValue: 7 }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error.outcome).toBe('notStored');
  });
});

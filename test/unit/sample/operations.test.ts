import { describe, expect, test } from 'vitest';
import type { Goal, GoalMetric, GoalTemplate } from '../../../src/api/schema.ts';
import { anyGoal, ask, inputOf, metricsOf, search, startTenant } from './sampleTenant.ts';

describe('the operations', () => {
  test('createGoal answers the goal with what the tenant derives', async () => {
    const tenant = await startTenant({ now: () => new Date('2026-03-10T12:00:00Z') });
    const { CompanyId, CompanyName, OwnerId, OwnerName } = await anyGoal(tenant);
    const made = await ask<Goal>(tenant, 'POST /goals', {
      Name: 'Go live',
      CompanyId,
      OwnerId,
      TargetDate: '2026-04-01',
    });
    expect(made).toEqual({
      Gsid: expect.stringMatching(/^[A-Z0-9]{36}$/),
      Name: 'Go live',
      CompanyId,
      CompanyName,
      Status: 'Not Started',
      OwnerId,
      OwnerName,
      TargetDate: '2026-04-01',
      CompletionPercentage: 0,
      CreatedDate: '2026-03-10T12:00:00.000Z',
      ModifiedDate: '2026-03-10T12:00:00.000Z',
    });
    expect(await ask(tenant, `GET /goals/${made.Gsid}`)).toEqual(made);
  });

  test('a repeated create makes a second goal', async () => {
    const tenant = await startTenant();
    const { totalCount } = await search(tenant);
    const input = { Name: 'Twice', CompanyId: (await anyGoal(tenant)).CompanyId };
    await ask(tenant, 'POST /goals', input);
    await ask(tenant, 'POST /goals', input);
    expect((await search(tenant)).totalCount).toBe(totalCount + 2);
  });

  test('a new goal comes last, an updated one stays where it was', async () => {
    const tenant = await startTenant();
    const goal = await anyGoal(tenant);
    const { Gsid } = await ask<Goal>(tenant, 'POST /goals', { Name: 'New', CompanyId: goal.CompanyId });
    await ask(tenant, `PUT /goals/${goal.Gsid}`, inputOf(goal));
    const { records } = await search(tenant, { select: ['Gsid'], limit: 5000 });
    expect([records[0]?.Gsid, records.at(-1)?.Gsid]).toEqual([goal.Gsid, Gsid]);
  });

  test('a company without a goal can be given its first', async () => {
    const tenant = await startTenant({ goals: 0 });
    const other = await startTenant();
    const { CompanyId } = await anyGoal(other);
    expect((await search(tenant)).totalCount).toBe(0);
    await ask(tenant, 'POST /goals', { Name: 'First', CompanyId });
    expect((await search(tenant)).totalCount).toBe(1);
  });

  test('updateGoal replaces the record: what is left out is cleared', async () => {
    const tenant = await startTenant();
    const before = (await search(tenant, { limit: 5000 })).records.find(
      (goal) => goal.OwnerId && goal.TargetDate && goal.Description && goal.TemplateId && goal.Status === 'Achieved',
    )!;
    const after = await ask<Goal>(tenant, `PUT /goals/${before.Gsid}`, {
      Name: 'Renamed',
      CompanyId: before.CompanyId,
    });
    const { Gsid, CompanyId, CompanyName, CreatedDate } = before;
    expect(after).toMatchObject({ Gsid, Name: 'Renamed', CompanyId, CompanyName, CreatedDate, Status: 'Not Started' });
    expect(Object.keys(after).filter((field) => /Owner|TargetDate|Description|Template/.test(field))).toEqual([]);
    expect(await ask(tenant, `GET /goals/${Gsid}`)).toEqual(after);
  });

  test('updateGoal moves ModifiedDate, even twice in a millisecond', async () => {
    const tenant = await startTenant({ now: () => new Date('2026-03-10T12:00:00Z') });
    const goal = await anyGoal(tenant);
    const first = await ask<Goal>(tenant, `PUT /goals/${goal.Gsid}`, inputOf(goal));
    const second = await ask<Goal>(tenant, `PUT /goals/${goal.Gsid}`, inputOf(goal));
    expect([first.ModifiedDate, second.ModifiedDate]).toEqual(['2026-03-10T12:00:00.000Z', '2026-03-10T12:00:00.001Z']);
  });

  test('an update with what was read changes nothing else', async () => {
    const tenant = await startTenant();
    const { records } = await search(tenant, { limit: 40 });
    for (const goal of records) {
      const after = await ask<Goal>(tenant, `PUT /goals/${goal.Gsid}`, inputOf(goal));
      expect({ ...after, ModifiedDate: goal.ModifiedDate }).toEqual(goal);
    }
  });

  test('an achieved goal is complete', async () => {
    const tenant = await startTenant();
    const goal = (await search(tenant, { limit: 5000 })).records.find(({ Status }) => Status === 'In Progress')!;
    const after = await ask<Goal>(tenant, `PUT /goals/${goal.Gsid}`, { ...inputOf(goal), Status: 'Achieved' });
    expect(after.CompletionPercentage).toBe(100);
  });

  test('addGoalMetric answers the metric, and moves the goal', async () => {
    const tenant = await startTenant({ now: () => new Date('2026-03-10T12:00:00Z') });
    const { CompanyId } = await anyGoal(tenant);
    const goal = await ask<Goal>(tenant, 'POST /goals', { Name: 'Measured', CompanyId });
    const metric = await ask<GoalMetric>(tenant, `POST /goals/${goal.Gsid}/metrics`, {
      Name: 'Users',
      TargetValue: 8,
      CurrentValue: 2,
      Unit: 'users',
    });
    const LastUpdatedDate = '2026-03-10T12:00:00.001Z';
    expect(metric).toEqual({
      Gsid: expect.stringMatching(/^[A-Z0-9]{36}$/),
      Name: 'Users',
      GoalId: goal.Gsid,
      CurrentValue: 2,
      TargetValue: 8,
      Unit: 'users',
      LastUpdatedDate,
    });
    expect(await metricsOf(tenant, goal)).toEqual([metric]);
    expect(await ask(tenant, `GET /goals/${goal.Gsid}`)).toEqual({
      ...goal,
      CompletionPercentage: 25,
      ModifiedDate: LastUpdatedDate,
    });
  });

  test('a metric begins at 0', async () => {
    const tenant = await startTenant();
    const goal = await anyGoal(tenant);
    const before = await metricsOf(tenant, goal);
    const metric = await ask<GoalMetric>(tenant, `POST /goals/${goal.Gsid}/metrics`, { Name: 'Users', TargetValue: 8 });
    expect(metric.CurrentValue).toBe(0);
    expect(await metricsOf(tenant, goal)).toEqual([...before, metric]);
  });

  test('a goal keeps its metrics when it is updated', async () => {
    const tenant = await startTenant();
    const goal = await anyGoal(tenant);
    const other = await startTenant();
    await ask(tenant, `PUT /goals/${goal.Gsid}`, { Name: 'Other', CompanyId: goal.CompanyId });
    expect(await metricsOf(tenant, goal)).toEqual(await metricsOf(other, goal));
  });

  test('listGoalTemplates answers all of them', async () => {
    const found = await ask<readonly GoalTemplate[]>(await startTenant(), 'GET /goals/templates');
    expect(found).toHaveLength(12);
    expect(Object.keys(found[0]!)).toEqual(['id', 'name', 'description', 'category', 'isActive']);
  });

  test('searchGoals pages through every goal once', async () => {
    const tenant = await startTenant();
    const pages = await Promise.all(
      [0, 100, 200, 300].map((offset) => search(tenant, { select: ['Gsid'], limit: 100, offset })),
    );
    expect(pages.map(({ records }) => records.length)).toEqual([100, 100, 40, 0]);
    expect(new Set(pages.flatMap(({ records }) => records.map(({ Gsid }) => Gsid))).size).toBe(240);
  });
});

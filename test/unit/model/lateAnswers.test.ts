import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import type { GoalMetricInput } from '../../../src/api/schema.ts';
import { connect } from '../api/connectedClient.ts';
import { until } from '../until.ts';
import { allGoals } from './allGoals.ts';
import { loaded, type Row } from './listedTenant.ts';
import { newStore } from './newStore.ts';

const seats: GoalMetricInput = { Name: 'Seats', TargetValue: 5 };

/** A goal without metrics, whose first list of them is answered by the tenant at once and comes when it is let go. */
const lateMetrics = async () => {
  const { client, newRequests } = await connect();
  const gate = Promise.withResolvers<void>();
  let listed = 0;
  const listGoalMetrics: Client['listGoalMetrics'] = async (...asked) => {
    const before = await client.listGoalMetrics(...asked);
    listed += 1;
    if (listed === 1) await gate.promise;
    return before;
  };
  const store = newStore();
  store.use({ ...client, listGoalMetrics });
  await store.load();
  const goals = allGoals(store).map(({ Gsid }) => Gsid);
  const lists = await Promise.all(goals.map((id) => client.listGoalMetrics(id)));
  const goalId = goals[lists.findIndex(({ length }) => length === 0)] ?? '';
  const told: number[] = [];
  store.onDidReadMetrics(({ metrics }) => told.push(metrics.length));
  newRequests();
  const late = store.metrics(goalId);
  await until(() => listed === 1);
  return { store, goalId, late, letGo: gate.resolve, told, newRequests };
};

describe('metrics that come late', () => {
  it('from before one was added are asked for again, and told to nobody', async () => {
    const { store, goalId, late, letGo, told } = await lateMetrics();
    await store.addMetric(goalId, seats);
    letGo();
    expect(await late).toHaveLength(1);
    expect(store.hasMetrics(goalId)).toBe(true);
    expect(told).toEqual([1]);
  });

  it('take no further request where somebody asked since', async () => {
    const { store, goalId, late, letGo, told, newRequests } = await lateMetrics();
    await store.addMetric(goalId, seats);
    const known = await store.metrics(goalId);
    newRequests();
    letGo();
    expect(await late).toBe(known);
    expect(store.hasMetrics(goalId)).toBe(true);
    expect(told).toEqual([1, 1]);
    expect(newRequests()).toEqual([]);
  });

  it('from before a person refreshed are asked for again', async () => {
    const { store, goalId, late, letGo, newRequests } = await lateMetrics();
    await store.refresh({ isAsked: true });
    expect(store.hasMetrics(goalId)).toBeUndefined();
    newRequests();
    letGo();
    expect(await late).toEqual([]);
    expect(newRequests()).toEqual(['listGoalMetrics 200']);
    expect(store.hasMetrics(goalId)).toBe(false);
  });
});

it('templates that come late, from before a person refreshed, are asked for again', async () => {
  const { client } = await connect();
  const gate = Promise.withResolvers<void>();
  let listed = 0;
  const listGoalTemplates: Client['listGoalTemplates'] = async (...asked) => {
    const all = await client.listGoalTemplates(...asked);
    listed += 1;
    if (listed > 1) return all;
    await gate.promise;
    return [];
  };
  const store = newStore();
  store.use({ ...client, listGoalTemplates });
  await store.load();
  const late = store.templates();
  await until(() => listed === 1);
  await store.refresh({ isAsked: true });
  gate.resolve();
  expect(await late).toHaveLength(12);
});

/** A goal with a description whose read is on its way: what is answered is what the tenant held when it was asked. */
const lateGoal = async () => {
  const { tenant, store, changes } = await loaded();
  const change = (fields: Partial<Row>): void => {
    tenant.later(0.5);
    tenant.put('goal-5', 'company-5', 'Changed');
    tenant.rows = tenant.rows.map((row) =>
      row.Gsid === 'goal-5' ? { ...row, Description: '<p>Text</p>', ...fields } : row,
    );
  };
  change({});
  await store.refresh({ isAsked: false });
  const letGo = tenant.hold('calls');
  tenant.requests = [];
  const late = store.fetchGoal('goal-5');
  await until(() => tenant.requests.length === 1);
  const held = (): Row => {
    const row = tenant.rows.find(({ Gsid }) => Gsid === 'goal-5');
    if (row === undefined) throw new Error('it is not there');
    return row;
  };
  changes.length = 0;
  return { tenant, store, changes, change, held, letGo, late };
};

describe('a goal that comes late', () => {
  it('is asked for again where this window wrote it, and comes with its description though a list was quicker', async () => {
    const { store, change, held, letGo, late } = await lateGoal();
    change({ Name: 'Ours' });
    store.writer().stored(held());
    change({ Name: 'Theirs' });
    await store.refresh({ isAsked: false });
    letGo();
    expect(await late).toEqual(held());
    expect(store.goal('goal-5')).toEqual(held());
  });

  it('is asked for again where a list had a later version', async () => {
    const { tenant, store, change, held, letGo, late } = await lateGoal();
    change({ Name: 'Theirs', Description: '<p>Theirs</p>' });
    await store.refresh({ isAsked: false });
    letGo();
    expect(await late).toEqual(held());
    expect(store.goal('goal-5')).toEqual(held());
    expect(tenant.requests.filter((path) => path.endsWith('/goal-5'))).toHaveLength(2);
  });

  it('is taken where only another was changed', async () => {
    const { tenant, store, held, letGo, late } = await lateGoal();
    tenant.put('goal-6', 'company-6', 'Renamed');
    await store.refresh({ isAsked: false });
    letGo();
    expect(await late).toEqual(held());
    expect(tenant.requests.filter((path) => path.endsWith('/goal-5'))).toHaveLength(1);
  });

  it('is asked for no more than once again of a copy that stays behind', async () => {
    const { tenant, store, change, held, letGo, late } = await lateGoal();
    const before = held();
    change({ Name: 'Theirs' });
    await store.refresh({ isAsked: false });
    tenant.rows = tenant.rows.map((row) => (row.Gsid === 'goal-5' ? before : row));
    letGo();
    expect(await late).toEqual(before);
    expect(store.goal('goal-5')?.Name).toBe('Theirs');
    expect(tenant.requests.filter((path) => path.endsWith('/goal-5'))).toHaveLength(2);
  });

  it('does not bring a deleted one back, and says that it is gone', async () => {
    const { tenant, store, changes, letGo, late } = await lateGoal();
    tenant.later();
    tenant.delete('goal-5');
    await store.refresh({ isAsked: true });
    expect(store.goal('goal-5')).toBeUndefined();
    changes.length = 0;
    letGo();
    await expect(late).rejects.toMatchObject({ kind: 'notFound' });
    expect(store.goal('goal-5')).toBeUndefined();
    expect(changes).toEqual([]);
  });

  it('and was read for a conflict does not bring a deleted one back', async () => {
    const { tenant, store, held, letGo, late } = await lateGoal();
    const read = held();
    letGo();
    await late;
    store.wasRead({ ...read, Name: 'Theirs' });
    expect(store.goal('goal-5')?.Name).toBe('Theirs');
    tenant.later();
    tenant.delete('goal-5');
    await store.refresh({ isAsked: true });
    store.wasRead(read);
    expect(store.goal('goal-5')).toBeUndefined();
  });
});

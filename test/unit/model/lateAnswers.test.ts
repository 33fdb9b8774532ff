import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import type { GoalMetricInput } from '../../../src/api/schema.ts';
import { connect } from '../api/connectedClient.ts';
import { until } from '../until.ts';
import { allGoals } from './allGoals.ts';
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

import { expect, it } from 'vitest';
import { ListedTenant } from './listedTenant.ts';
import { until } from '../until.ts';

const aborted = { kind: 'aborted' };
const metricsPath = '/v1/goals/goal-3/metrics';

/** What is asked for stays on its way until `letGo`. */
const held = async () => {
  const tenant = new ListedTenant(10);
  const { store } = tenant.open();
  await store.load();
  tenant.requests = [];
  const letGo = tenant.hold('calls');
  const sent = (count: number): Promise<void> => until(() => tenant.requests.length === count);
  return { tenant, store, letGo, sent };
};

it('a goal that nobody waits for any more is not read on', async () => {
  const { tenant, store, sent, letGo } = await held();
  const waiting = new AbortController();
  const reading = store.fetchGoal('goal-3', waiting.signal);
  await sent(1);
  waiting.abort();
  await expect.poll(() => tenant.cancelled).toEqual(['/v1/goals/goal-3']);
  letGo();
  await expect(reading).rejects.toMatchObject(aborted);
});

it('metrics that nobody waits for any more are not read on, and are asked for anew', async () => {
  const { tenant, store, sent, letGo } = await held();
  const waiting = new AbortController();
  const reading = store.metrics('goal-3', waiting.signal);
  await sent(1);
  waiting.abort();
  await expect(reading).rejects.toMatchObject(aborted);
  expect(tenant.cancelled).toEqual([metricsPath]);
  const again = store.metrics('goal-3');
  letGo();
  expect(await again).toEqual([]);
  expect(tenant.requests).toEqual([metricsPath, metricsPath]);
});

it('metrics that somebody waits for are read to the end', async () => {
  const { tenant, store, sent, letGo } = await held();
  const leaving = new AbortController();
  const readings = [store.metrics('goal-3', leaving.signal), store.metrics('goal-3')];
  await sent(1);
  leaving.abort();
  letGo();
  await expect(readings[0]).rejects.toMatchObject(aborted);
  expect(await readings[1]).toEqual([]);
  expect(tenant.cancelled).toEqual([]);
  await store.metrics('goal-3');
  expect(tenant.requests).toEqual([metricsPath]);
});

it.each(['metrics', 'templates'] as const)('%s end with the connection', async (what) => {
  const { tenant, store, sent } = await held();
  const reading = what === 'metrics' ? store.metrics('goal-3') : store.templates();
  await sent(1);
  store.use(undefined);
  await expect(reading).rejects.toMatchObject(aborted);
  expect(tenant.cancelled).toHaveLength(1);
});

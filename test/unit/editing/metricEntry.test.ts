import { expect, it } from 'vitest';
import { metricStateOf } from '../../../src/form/formState.ts';
import { openLoaded } from './openSession.ts';

const entered = async (fields: Readonly<Record<string, string>> = {}) => {
  const form = await openLoaded();
  const { metric } = form.session;
  const all = { Name: 'Logins a day', CurrentValue: '450', TargetValue: '600', Unit: 'users', ...fields };
  for (const name of ['Name', 'CurrentValue', 'TargetValue', 'Unit'] as const) metric.edit(name, all[name]);
  const shown = () => metricStateOf(metric, []);
  return { ...form, metric, shown, add: () => metric.add(form.goal.Gsid) };
};

it('adds the metric, shows it and empties the row', async () => {
  const { metric, add, shown, window, key } = await entered();
  const before = shown().rows.length;
  await add();
  await expect.poll(() => shown().rows).toHaveLength(before + 1);
  expect(shown().rows.at(-1)).toEqual({ name: 'Logins a day', text: '450 of 600 users', percent: 75 });
  expect(metric.isBegun).toBe(false);
  expect(metric.added).toBe(1);
  expect(window.drafts.read(key)).toBeUndefined();
});

it('adds one metric, however often it is asked while one is added', async () => {
  const { add, window } = await entered();
  await Promise.all([add(), add(), add()]);
  expect(window.newRequests().filter((request) => request.startsWith('addGoalMetric'))).toEqual(['addGoalMetric 200']);
});

it('sends nothing that it knows to be wrong', async () => {
  const { add, shown, window } = await entered({ Name: '', TargetValue: 'many' });
  await add();
  expect(window.newRequests()).toEqual([]);
  expect(shown().showProblems).toBe(true);
});

it('puts what the tenant says at the field, until it is changed', async () => {
  const { add, shown, metric } = await entered({ Unit: 'x'.repeat(51) });
  await add();
  expect(shown().serverErrors.Unit).toContain('51 characters');
  expect(shown().entry.Name).toBe('Logins a day');
  metric.edit('Unit', 'users');
  expect(shown().serverErrors).toEqual({});
});

it('keeps the row and says why when the tenant fails', async () => {
  const { add, shown, window, key } = await entered();
  window.tenant.faults.add({ kind: 'refused', operation: 'addGoalMetric' });
  await add();
  expect(shown().failure?.sentence).toBeTruthy();
  expect(window.drafts.read(key)?.metric?.Name).toBe('Logins a day');
});

it('offers the units that this tenant’s metrics were seen to have, and no other tenant’s', async () => {
  const { window, add, metric } = await entered({ Unit: 'fathoms' });
  const before = window.store.units();
  expect(before.length).toBeGreaterThan(0);
  await add();
  await expect.poll(() => metric.list.state.kind).toBe('loaded');
  await expect.poll(() => window.store.units()).toContain('fathoms');
  window.connectTo(undefined);
  expect(window.store.units()).toEqual([]);
});

it('is said to be only here while it is not added', async () => {
  const { line } = await entered();
  expect(line()).toBe('Saved in Sample Data, but for the new metric: not added yet, kept on this computer.');
});

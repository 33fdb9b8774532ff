import { describe, expect, it } from 'vitest';
import { metricStateOf } from '../../../src/form/formState.ts';
import { openLoaded, openWindow } from './openSession.ts';

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

it('says that it changed at each key', async () => {
  const { metric, session } = await entered();
  let changes = 0;
  session.onDidChange(() => (changes += 1));
  metric.edit('Unit', 'people');
  expect(changes).toBe(1);
});

it('is not in doubt where the tenant refused it: the next try is sent at once', async () => {
  const { add, window, metric, key } = await entered({ Unit: 'x'.repeat(51) });
  await add();
  expect(window.drafts.read(key)?.metricSent).toBeUndefined();
  metric.edit('Unit', 'users');
  window.newRequests();
  await add();
  expect(window.newRequests()[0]).toBe('addGoalMetric 200');
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
  expect(line()).toBe('Saved in Sample Data. The new metric has not been added yet.');
});

/** The answer to the add is lost, and no look gets through meanwhile. */
const inDoubt = async (kind: 'cutBefore' | 'cutAfter') => {
  const form = await entered();
  form.window.tenant.faults.add(
    { kind, operation: 'addGoalMetric', times: 1 },
    { kind: 'refused', operation: 'listGoalMetrics' },
  );
  await form.add();
  form.window.tenant.faults.clear();
  const metricsNamed = async (name: string) =>
    (await form.window.client.listGoalMetrics(form.goal.Gsid)).filter(({ Name }) => Name === name).length;
  const adds = (): number =>
    form.window.tenant.requests.filter(({ operationId }) => operationId === 'addGoalMetric').length;
  return { ...form, metricsNamed, adds };
};

it.each([
  ['cutAfter', 1],
  ['cutBefore', 2],
] as const)('in doubt (%s), is looked for before it is sent again', async (kind, adds) => {
  const form = await inDoubt(kind);
  expect(form.shown().failure?.advice).toContain('It is not known whether Gainsight saved your changes');
  expect(form.window.drafts.read(form.key)?.metricSent?.fields.Name).toBe('Logins a day');
  await form.add();
  expect(await form.metricsNamed('Logins a day')).toBe(1);
  expect(form.adds()).toBe(adds);
  expect(form.metric.isBegun).toBe(false);
  expect(form.window.drafts.read(form.key)).toBeUndefined();
});

it('in doubt, is looked for after a restart, too', async () => {
  const form = await inDoubt('cutAfter');
  const again = form.window.openGoal(form.goal).session.metric;
  expect(again.sent?.fields.Name).toBe('Logins a day');
  await again.add(form.goal.Gsid);
  expect(await form.metricsNamed('Logins a day')).toBe(1);
  expect(form.adds()).toBe(1);
});

it('in doubt, is told of before another one is added in its place', async () => {
  const form = await inDoubt('cutAfter');
  form.metric.edit('Name', 'Logins a week');
  await form.add();
  expect(form.shown().failure?.sentence).toContain('saved after all');
  expect([await form.metricsNamed('Logins a day'), await form.metricsNamed('Logins a week')]).toEqual([1, 0]);
  await form.add();
  expect(await form.metricsNamed('Logins a week')).toBe(1);
});

it.each(['GSOBJ_1006', 'GS_APIG_2401'])('stays in doubt when the look for it fails (%s)', async (errorCode) => {
  const form = await inDoubt('cutAfter');
  const sent = form.metric.sent;
  form.window.tenant.faults.add({ kind: 'refused', errorCode, operation: 'listGoalMetrics' });
  await form.add();
  expect(form.metric.sent).toEqual(sent);
  expect(form.window.drafts.read(form.key)?.metricSent).toEqual(sent);
  form.window.tenant.faults.clear();
  await form.add();
  expect(await form.metricsNamed('Logins a day')).toBe(1);
  expect(form.adds()).toBe(1);
});

it('in doubt, stays so and is not sent to a tenant that is connected while it is looked for', async () => {
  const form = await inDoubt('cutBefore');
  const other = await openWindow();
  const adding = form.add();
  form.window.connectTo('other.example', other.client);
  await adding;
  expect(other.newRequests().filter((request) => request.startsWith('addGoalMetric'))).toEqual([]);
  expect(form.metric.sent?.fields.Name).toBe('Logins a day');
  form.window.connectTo('sample');
  await form.add();
  expect(await form.metricsNamed('Logins a day')).toBe(1);
});

it('whose answer comes when another tenant is connected is taken, and asks that one for nothing', async () => {
  const form = await entered();
  const other = await openWindow();
  other.newRequests();
  form.window.tenant.faults.add({ kind: 'latency', delay: 50, operation: 'addGoalMetric' });
  const adding = form.add();
  await expect.poll(() => form.metric.sent).toBeDefined();
  form.window.connectTo('other.example', other.client);
  await adding;
  await form.metric.whenIdle();
  expect(form.metric.sent).toBeUndefined();
  expect(form.metric.list.isLoading).toBe(false);
  expect(other.newRequests()).toEqual([]);
});

it('stays in doubt when what was answered could not be read to its end', async () => {
  const form = await entered();
  form.window.store.addMetric = () => Promise.reject(new TypeError('a fault of our own'));
  await form.add();
  expect(form.metric.sent?.fields.Name).toBe('Logins a day');
});

it('says how the looking goes while it goes', async () => {
  const form = await entered();
  const notes = new Set<string | undefined>();
  form.session.onDidChange(() => notes.add(form.shown().note));
  form.window.tenant.faults.add(
    { kind: 'cutBefore', operation: 'addGoalMetric', times: 1 },
    { kind: 'refused', operation: 'listGoalMetrics', times: 1 },
  );
  await form.add();
  expect([...notes]).toContain(
    'No answer yet. Checking whether the metric was added. Next check in 1 second, giving up in 120 seconds…',
  );
  expect(form.shown().note).toBeUndefined();
});

it.each(['revert', 'discard'] as const)('in doubt, is forgotten with all that was typed (%s)', async (how) => {
  const form = await inDoubt('cutAfter');
  await form.saver.giveUp(how);
  expect(form.metric.sent).toBeUndefined();
  expect(form.window.drafts.read(form.key)).toBeUndefined();
});

it('thrown away while it is added is remembered as in doubt where its answer is lost, and not added twice', async () => {
  const { add, metric, saver, window } = await entered();
  window.tenant.faults.add(
    { kind: 'cutAfter', operation: 'addGoalMetric', times: 1, delay: 50 },
    { kind: 'serverError', operation: 'listGoalMetrics' },
  );
  const adding = add();
  await saver.giveUp('discard');
  await adding;
  expect(metric.isBegun).toBe(false);
  expect(metric.sent?.fields.Name).toBe('Logins a day');
});

describe('a metric that two windows show from one draft', () => {
  const inTwoWindows = async () => {
    const here = await openLoaded();
    here.session.metric.edit('Name', 'Logins');
    here.session.metric.edit('TargetValue', '5');
    const there = here.window.openGoal(here.goal);
    expect(there.session.metric.fields.Name).toBe('Logins');
    const logins = async (): Promise<number> =>
      (await here.window.client.listGoalMetrics(here.goal.Gsid)).filter(({ Name }) => Name === 'Logins').length;
    return { here, there, goalId: here.goal.Gsid, logins };
  };

  it('is added once, and asked about in the other', async () => {
    const { here, there, goalId, logins } = await inTwoWindows();
    await here.session.metric.add(goalId);
    await there.session.metric.add(goalId);
    expect(there.session.metric.failure).toMatchObject({ kind: 'perhapsMetricAdded' });
    expect(await logins()).toBe(1);
    await there.session.metric.add(goalId);
    expect(await logins()).toBe(2);
  });

  it('is added in the other where it was discarded here', async () => {
    const { here, there, goalId, logins } = await inTwoWindows();
    here.session.discard();
    await there.session.metric.add(goalId);
    expect(await logins()).toBe(1);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DraftSaver } from '../../../src/editing/draftSaver.ts';
import { noFields } from '../../../src/model/goalFields.ts';
import { OpenPlan } from '../../../src/plan/openPlan.ts';
import { PlanFiles } from '../../../src/plan/planFiles.ts';
import { PlanSession } from '../../../src/plannedChanges/planSession.ts';
import { allGoals } from '../model/allGoals.ts';
import { until } from '../until.ts';
import { openLoaded, openWindow } from './openSession.ts';

/** The pauses of a real look, a hundred times as fast. */
const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms / 100));

const slowly = async () => {
  const window = await openWindow({ client: { sleep } });
  const first = window.openNew({ companyId: window.store.companies()[0]?.Gsid ?? '' });
  first.session.edit('Name', 'Brand new');
  window.tenant.faults.add({ kind: 'latency', operation: 'createGoal', times: 1, delay: 50 });
  const isSending = (): boolean => window.drafts.read({ tenant: 'sample', id: 'made-up' })?.sent !== undefined;
  const made = async (): Promise<number> => {
    await window.store.refresh({ isAsked: true });
    return allGoals(window.store).filter(({ Name }) => Name === 'Brand new').length;
  };
  return { window, first, isSending, made };
};

it('a draft that is opened in a form while the list of drafts saves it is one goal', async () => {
  const { window, isSending, made } = await slowly();
  const saver = new DraftSaver({ ...window, tenant: () => 'sample', openForm: async () => undefined });
  const saving = saver.save({ tenant: 'sample', id: 'made-up', isNew: true, name: '', preset: {} });
  await until(isSending);
  const form = window.openNew();
  expect(await saving).toMatchObject({ kind: 'saved' });
  expect(form.saver.state.kind).toBe('inDoubt');
  expect(await form.saver.save()).toBe('created');
  expect(window.tenant.requests.filter(({ operationId }) => operationId === 'createGoal')).toHaveLength(1);
  expect(await made()).toBe(1);
});

it('a form that is closed while it creates a goal, and opened again, makes one goal', async () => {
  const { window, first, isSending, made } = await slowly();
  const saving = first.saver.save();
  await until(isSending);
  const again = window.openNew();
  expect(await again.saver.save()).toBe('created');
  expect(await saving).toBe('created');
  expect(again.session.goalId).toBe(first.session.goalId);
  expect(await made()).toBe(1);
});

it('a metric whose form is closed while it is added, and opened again, is one metric', async () => {
  const { session, window, goal, key } = await openLoaded({ client: { sleep } });
  session.metric.edit('Name', 'Logins');
  session.metric.edit('TargetValue', '5');
  window.tenant.faults.add({ kind: 'latency', operation: 'addGoalMetric', times: 1, delay: 50 });
  const adding = session.metric.add(goal.Gsid);
  await until(() => window.drafts.read(key)?.metricSent !== undefined);
  const again = window.openGoal(goal);
  await adding;
  await again.session.metric.add(goal.Gsid);
  const metrics = await window.client.listGoalMetrics(goal.Gsid);
  expect(metrics.filter(({ Name }) => Name === 'Logins')).toHaveLength(1);
});

it('a plan that a full disk ended, and that goes on in the same window, makes its goal once', async () => {
  const { store, log, tenant } = await openWindow({ client: { sleep } });
  const folder = mkdtempSync(join(tmpdir(), 'plans-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = new PlanFiles(folder, () => undefined);
  const session = new PlanSession({ store, tenant: () => 'sample', files: async () => files, log });
  const CompanyId = store.companies()[0]?.Gsid ?? '';
  await session.add([{ kind: 'create', fields: { ...noFields, Name: 'Brand new', CompanyId, Status: 'Not Started' } }]);
  const { signal } = new AbortController();
  tenant.faults.add({ kind: 'latency', operation: 'createGoal', times: 1, delay: 50 });
  const append = vi.spyOn(OpenPlan.prototype, 'append');
  const applying = session.apply(session.toApply(), () => undefined, signal);
  await until(() => append.mock.calls.length > 0);
  append.mockRejectedValueOnce(new Error('no space'));
  await expect(applying).rejects.toThrow('no space');
  append.mockRestore();
  expect(session.unsettled).toBe(1);
  await session.apply(session.toApply(), () => undefined, signal);
  await store.refresh({ isAsked: true });
  expect(allGoals(store).filter(({ Name }) => Name === 'Brand new')).toHaveLength(1);
  expect(session.unsettled).toBe(0);
});

import { rm } from 'node:fs/promises';
import { expect, it, onTestFinished } from 'vitest';
import type { GoalMetric } from '../../../src/api/schema.ts';
import { Histories } from '../../../src/history/histories.ts';
import { HistoryRecorder } from '../../../src/history/historyRecorder.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';
import { mostListed } from '../../../src/model/storeChange.ts';
import { ListedTenant } from '../model/listedTenant.ts';
import { asText, freshFolder, recorded, tenant } from './tenantHistory.ts';

const open = async (store: GoalStore, folder: string, isOn = () => true) => {
  const warnings: string[] = [];
  const quiet = (): void => {};
  const recorder = new HistoryRecorder({
    store,
    open: async () => new Histories(folder),
    isOn,
    log: { debug: quiet, info: quiet, error: quiet, warn: (message) => warnings.push(message) },
    now: () => Date.UTC(2031, 0, 2),
  });
  onTestFinished(() => {
    recorder.dispose();
    expect(warnings).toEqual([]);
  });
  recorder.use(tenant);
  return { recorder, warnings };
};

/** A loaded window on a tenant of some goals, whose history is recorded. */
const loadedWindow = async (listed: ListedTenant, folder: string, isOn?: () => boolean) => {
  const { store } = listed.open();
  const { recorder, warnings } = await open(store, folder, isOn);
  await store.load();
  await recorder.whenIdle();
  listed.later();
  return { store, recorder, warnings };
};

const told = async (folder: string): Promise<readonly string[]> => (await recorded(folder)).changes.map(asText);

it('records what a refresh brings, and what is written here', async () => {
  const [listed, folder] = [new ListedTenant(20), await freshFolder()];
  listed.later();
  const { store, recorder } = await loadedWindow(listed, folder);
  listed.put('goal-1', 'company-2', 'Renamed');
  listed.put('goal-new', 'company-2', 'New here');
  listed.delete('goal-5');
  await store.refresh({ isAsked: true });
  await recorder.whenIdle();
  expect((await told(folder)).toSorted()).toEqual([
    'goal-1 CompanyId: company-1 → company-2',
    'goal-1 Name: Goal 1 → Renamed',
    'goal-5 CompanyId: company-5 → ',
    'goal-5 CompanyName: Name of company-5 → ',
    'goal-5 existence: Goal 5 → ',
    'goal-new existence:  → New here',
  ]);
});

it('records once what two windows see, and nothing of a first load but that there is a gap', async () => {
  const [listed, folder] = [new ListedTenant(20), await freshFolder()];
  listed.later();
  const one = await loadedWindow(listed, folder);
  const other = await loadedWindow(listed, folder);
  listed.put('goal-1', 'company-1', 'First');
  await one.store.refresh({ isAsked: false });
  listed.later();
  listed.put('goal-1', 'company-1', 'Second');
  for (const { store } of [other, one]) await store.refresh({ isAsked: false });
  for (const { recorder } of [one, other]) await recorder.whenIdle();
  expect(await told(folder)).toEqual(['goal-1 Name: Goal 1 → First', 'goal-1 Name: First → Second']);
  expect((await recorded(folder)).coverage.gaps.length).toBeGreaterThan(0);
});

it('says that there is a gap where more changed than is listed', async () => {
  const [listed, folder] = [new ListedTenant(mostListed + 1), await freshFolder()];
  listed.later();
  const { store, recorder } = await loadedWindow(listed, folder);
  const before = (await recorded(folder)).coverage.gaps.length;
  listed.rows = listed.rows.map((row) => ({ ...row, Name: `${row.Name}, renamed` }));
  await store.load();
  await recorder.whenIdle();
  expect((await recorded(folder)).coverage.gaps.length).toBe(before + 1);
});

it('records nothing where it is turned off, and forgets what there was', async () => {
  const [listed, folder] = [new ListedTenant(20), await freshFolder()];
  let isOn = true;
  listed.later();
  const { store, recorder } = await loadedWindow(listed, folder, () => isOn);
  listed.put('goal-1', 'company-1', 'First');
  await store.refresh({ isAsked: false });
  await recorder.whenIdle();
  isOn = false;
  await recorder.followSetting();
  listed.later();
  listed.put('goal-1', 'company-1', 'Second');
  await store.refresh({ isAsked: false });
  await recorder.whenIdle();
  expect(await told(folder)).toEqual([]);
  expect(await recorder.read(0, () => undefined)).toBeUndefined();
});

it('goes on where its folder was taken away', async () => {
  const [listed, folder] = [new ListedTenant(20), await freshFolder()];
  listed.later();
  const { store, recorder, warnings } = await loadedWindow(listed, folder);
  const rename = async (name: string): Promise<void> => {
    listed.later();
    listed.put('goal-1', 'company-1', name);
    await store.refresh({ isAsked: false });
    await recorder.whenIdle();
  };
  await rename('First');
  await rm(folder, { recursive: true });
  await rename('Second');
  await rename('Third');
  expect(await told(folder)).toEqual(['goal-1 Name: Second → Third']);
  expect(warnings.splice(0)).toEqual(['The history could not be written: Error ENOENT']);
});

it('writes nothing of a tenant that is connected no more', async () => {
  const [listed, folder] = [new ListedTenant(20), await freshFolder()];
  listed.later();
  const { store, recorder } = await loadedWindow(listed, folder);
  listed.put('goal-1', 'company-1', 'First');
  await store.refresh({ isAsked: false });
  recorder.use(undefined);
  await recorder.forgetOthers([]);
  expect(await recorded(folder)).toMatchObject({ changes: [], coverage: { gaps: [] } });
});

const metric = (Gsid: string, CurrentValue: number): GoalMetric => ({ Gsid, GoalId: 'g', Name: Gsid, CurrentValue });

it('records metrics when they are read, and each value once', async () => {
  const [listed, folder] = [new ListedTenant(1), await freshFolder()];
  listed.later();
  const { recorder } = await loadedWindow(listed, folder);
  recorder.noteMetrics('g', [metric('m1', 5)]);
  recorder.noteMetrics('g', [metric('m1', 5)]);
  recorder.noteMetrics('g', [metric('m1', 7), metric('m2', 1)]);
  await recorder.whenIdle();
  expect(await told(folder)).toEqual([
    'g metricsRead:  → 1',
    'g metricNamem1:  → m1',
    'g metricValuem1:  → 5',
    'g metricValuem1: 5 → 7',
    'g metricNamem2:  → m2',
    'g metricValuem2:  → 1',
  ]);
});

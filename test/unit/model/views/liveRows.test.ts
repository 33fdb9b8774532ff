import * as fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { LiveRows, type RowsChange } from '../../../../src/model/views/liveRows.ts';
import { ListedTenant } from '../listedTenant.ts';

const opened = (count: number) => {
  const tenant = new ListedTenant(count);
  tenant.later();
  const { store } = tenant.open();
  const live = new LiveRows(store, () => new Promise((resolve) => setImmediate(resolve)));
  onTestFinished(() => live.dispose());
  const told: RowsChange[] = [];
  live.onDidChange((change) => told.push(change));
  return { tenant, store, live, told };
};

const refreshed = async ({ tenant, store }: ReturnType<typeof opened>): Promise<void> => {
  tenant.later();
  await store.refresh({ isAsked: true });
};

/** The goals that the rows have, as `id name`. */
const inRows = (live: LiveRows): readonly string[] => {
  const { rows } = live;
  return [...(rows?.inOrder() ?? [])].map((row) => `${rows?.id(row)} ${rows?.textAt('CompanyName', row)}`).toSorted();
};

const inStore = ({ store }: ReturnType<typeof opened>): readonly string[] =>
  [...store.goalIds()].map((id) => `${id} ${store.goal(id)?.CompanyName}`).toSorted();

it('there are rows of all goals once they are loaded', async () => {
  const window = opened(60);
  await window.store.load();
  await window.live.ready();
  expect(inRows(window.live)).toEqual(inStore(window));
  expect(window.told).toEqual(['all']);
});

it('a change of some goals changes their rows alone', async () => {
  const window = opened(60);
  await window.store.load();
  await window.live.ready();
  window.told.length = 0;
  window.tenant.put('goal-7', 'company-1', 'Renamed');
  await refreshed(window);
  const row = window.live.rows?.rowOf('goal-7');
  expect(window.told).toEqual([[row]]);
  expect(inRows(window.live)).toEqual(inStore(window));
});

it('they stand while others are made, and are gone with their tenant', async () => {
  const window = opened(60);
  await window.store.load();
  await window.live.ready();
  window.store.use(undefined);
  expect(window.live.rows).toBeUndefined();
  expect(await window.live.ready()).toBeUndefined();
});

it('who waits when they are ended gets none', async () => {
  const window = opened(60);
  await window.store.load();
  const live = new LiveRows(window.store);
  const waiting = live.ready();
  live.dispose();
  expect(await waiting).toBeUndefined();
});

it('a load that brings page after page makes none but for who waits', async () => {
  const window = opened(12_000);
  const seen: number[] = [];
  window.store.onDidChange(() => seen.push(window.live.rows?.size ?? 0));
  await window.store.load();
  expect(Math.max(...seen)).toBe(0);
  await window.live.ready();
  expect(window.live.rows?.size).toBe(12_000);
});

it('who waits during a load has what has come', async () => {
  const window = opened(12_000);
  const release = window.tenant.hold();
  const loading = window.store.load();
  const rows = await window.live.ready();
  expect(rows?.size).toBe(0);
  release();
  await loading;
  expect((await window.live.ready())?.size).toBe(12_000);
});

it('whatever changes while they are made, they are as the store is', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('put', 'delete', 'reload', 'wait'), fc.nat({ max: 70 })), { maxLength: 12 }),
      async (acts) => {
        const window = opened(60);
        const loading = window.store.load();
        for (const [act, number] of acts) {
          if (act === 'put') window.tenant.put(`goal-${number}`, `company-${number % 4}`, `Name ${number}`);
          if (act === 'delete') window.tenant.delete(`goal-${number}`);
          if (act === 'reload') await window.live.ready();
          if (act === 'wait') await refreshed(window);
        }
        await loading;
        await refreshed(window);
        await window.live.ready();
        expect(inRows(window.live)).toEqual(inStore(window));
      },
    ),
    { numRuns: 60 },
  ));

import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { NewsItem } from '../../../src/history/goalNews.ts';
import { Histories } from '../../../src/history/histories.ts';
import { HistoryRecorder } from '../../../src/history/historyRecorder.ts';
import { Series } from '../../../src/history/series.ts';
import { WhatChanged } from '../../../src/history/whatChanged.ts';
import { ListedTenant } from '../model/listedTenant.ts';
import { freshFolder, tenant } from './tenantHistory.ts';

const minutesAWeek = 7 * 24 * 60;
const start = Date.UTC(2031, 0, 1);

/** A tenant in which three weeks go by, seen by two windows, of which one looks at the end of each week alone. */
const threeWeeks = async () => {
  const listed = new ListedTenant(6);
  const folder = await freshFolder();
  let minutes = 0;
  const later = (some: number): void => {
    minutes += some;
    listed.later(some);
  };
  const openWindow = async () => {
    const { store } = listed.open();
    const quiet = (): void => {};
    const recorder = new HistoryRecorder({
      store,
      open: async () => new Histories(folder),
      isOn: () => true,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      now: () => start + minutes * 60_000,
    });
    recorder.use(tenant);
    await store.load();
    await recorder.whenIdle();
    return { store, recorder };
  };
  const look = async ({ store, recorder }: Awaited<ReturnType<typeof openWindow>>): Promise<void> => {
    later(60);
    await store.refresh({ isAsked: true });
    await recorder.whenIdle();
    later(60);
  };
  const set = (id: string, fields: Partial<Goal>): void => {
    const row = listed.rows.find(({ Gsid }) => Gsid === id);
    listed.put(id, fields.CompanyId ?? row?.CompanyId ?? 'company-0', fields.Name ?? row?.Name ?? id);
    listed.rows = listed.rows.map((each) =>
      each.Gsid === id ? { ...row, ...each, ...fields, ModifiedDate: each.ModifiedDate } : each,
    );
  };
  later(60);
  const [often, seldom] = [await openWindow(), await openWindow()];
  const weeks: (() => Promise<void>)[] = [
    async () => {
      set('goal-0', { Status: 'In Progress', CompletionPercentage: 10, TargetDate: '2031-02-01' });
      await look(often);
      set('goal-0', { CompletionPercentage: 30 });
      set('goal-1', { OwnerId: 'u1' });
    },
    async () => {
      set('goal-0', { CompletionPercentage: 60, TargetDate: '2031-03-01' });
      await look(often);
      set('goal-0', { TargetDate: '2031-04-01' });
      set('goal-new', { Name: 'New', CompanyId: 'company-1' });
      listed.delete('goal-2');
    },
    async () => {
      set('goal-0', { CompletionPercentage: 100, Status: 'Achieved' });
      await look(often);
      set('goal-3', { Status: 'Missed' });
      set('goal-1', { OwnerId: 'u2', Name: 'Renamed' });
    },
  ];
  for (const week of weeks) {
    await week();
    await look(often);
    await look(seldom);
    later(minutesAWeek - (minutes % minutesAWeek));
  }
  return { recorder: often.recorder, store: often.store };
};

const secondsAt = (week: number): number => (start + week * minutesAWeek * 60_000) / 1000;

const asText = ({ kind, ...rest }: NewsItem): string =>
  [kind, ...['from', 'to'].map((end) => Object.entries(rest).find(([name]) => name === end)?.[1] ?? '')]
    .join(' ')
    .trim();

it.each<readonly [week: number, expected: readonly string[]]>([
  [
    2,
    [
      'Goal 0: achieved In Progress Achieved, progress 60 100',
      'Renamed: owner u1 u2, renamed Goal 1 Renamed',
      'Goal 3: missed  Missed',
    ],
  ],
  [
    1,
    [
      'Goal 0: achieved In Progress Achieved, slipped 2031-02-01 2031-04-01, progress 30 100',
      'New: created',
      'Renamed: owner u1 u2, renamed Goal 1 Renamed',
      'Goal 2: gone',
      'Goal 3: missed  Missed',
    ],
  ],
])('says what changed since the end of week %i, as it was written down by hand', async (week, expected) => {
  const { recorder, store } = await threeWeeks();
  const what = new WhatChanged(secondsAt(week), 'at');
  const series = new Series(secondsAt(0));
  await recorder.read(0, (change) => series.take(change));
  await recorder.read(secondsAt(week), (change) => what.take(change));
  const told = what
    .companies(store)
    .flatMap(({ goals }) => goals.map(({ name, items }) => `${name}: ${items.map(asText).join(', ')}`));
  expect(told).toEqual(expected);
  expect(series.points('goal-0').map(({ value }) => value)).toEqual([10, 30, 60, 100]);
});

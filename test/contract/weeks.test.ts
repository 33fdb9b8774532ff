import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Goal } from '../../src/api/schema.ts';
import { TenantClock } from '../../src/api/tenantClock.ts';
import { GoalPasts } from '../../src/history/goalPasts.ts';
import { Histories } from '../../src/history/histories.ts';
import { HistoryRecorder } from '../../src/history/historyRecorder.ts';
import { WhatChanged } from '../../src/history/whatChanged.ts';
import type { GoalFields } from '../../src/model/goalFields.ts';
import { newStore } from '../unit/model/newStore.ts';
import { GoalRows } from '../../src/model/query/goalRows.ts';
import { riskOfRow } from '../../src/model/risk/riskRows.ts';
import { usualThresholds } from '../../src/model/risk/riskThresholds.ts';
import { gatherGoals } from '../../src/report/gatherGoals.ts';
import { markdownReport } from '../../src/report/markdownReport.ts';
import { reportContents } from '../../src/report/reportContents.ts';
import { filled, readTemplate } from '../../src/report/template.ts';
import { logUpdate } from '../../src/review/logUpdate.ts';
import { newsText } from '../../src/review/newsText.ts';
import { recentNotes } from '../../src/history/recentNotes.ts';
import { sparkText } from '../../src/words/sparkText.ts';
import { clientFor, connect } from '../unit/api/connectedClient.ts';
import { colleagueWrites } from './planTenant.ts';

const tenantId = 'acme.example';
const dayMs = 86_400_000;
const monday = Date.UTC(2031, 0, 6, 9);
const never = new AbortController().signal;
const quiet = (): void => {};
const unchecked = (): void => {};

/** Three weeks in a sample tenant whose clock goes by the test's: a window that looks each Friday, and colleagues who work in between. */
const threeWeeks = async () => {
  let now = monday;
  const clock = new TenantClock({ wall: () => now, steady: () => now });
  const connected = await connect({ tenant: { now: () => new Date(now) }, client: { clock } });
  const folder = await mkdtemp(path.join(tmpdir(), 'weeks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = newStore(() => new Date(now));
  const history = new HistoryRecorder({
    store,
    open: async () => new Histories(folder),
    isOn: () => true,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    now: () => now,
  });
  onTestFinished(() => history.dispose());
  const colleague = clientFor(connected);
  store.use(connected.client);
  history.use(tenantId);
  await store.load();
  const [company] = store.companies().filter(({ Gsid }) => store.goalsOf(Gsid).length >= 5);
  const [moved, done, left, owned] = store.goalsOf(company?.Gsid ?? '');
  if (company === undefined || !moved || !done || !left || !owned)
    throw new Error('the sample tenant has too few goals');
  const set = ({ Gsid }: Goal, fields: Partial<GoalFields>): Promise<void> => colleagueWrites(colleague, Gsid, fields);
  const until = async (day: number): Promise<void> => {
    now = monday + day * dayMs;
    await store.refresh({ isAsked: true });
    await history.whenIdle();
  };
  const note = (name: string, text: string, day: number) =>
    logUpdate(
      store,
      moved.Gsid,
      { date: new Date(monday + day * dayMs).toISOString().slice(0, 10), name, text },
      { beforeRead: async () => {} },
    );

  await set(moved, { Status: 'In Progress', TargetDate: '2031-01-20', Description: '' });
  await set(done, { Status: 'In Progress', TargetDate: '2031-02-03' });
  await set(left, { Status: 'In Progress', TargetDate: '2031-01-13' });
  await until(4);
  now = monday + 8 * dayMs;
  await set(moved, { TargetDate: '2031-02-28' });
  await until(11);
  // Two people at once.
  await Promise.all([note('Ann', 'Waiting for legal', 11), note('Ben', 'Seats are ordered', 11)]);
  now = monday + 15 * dayMs;
  await set(done, { Status: 'Achieved' });
  await set(owned, {
    OwnerId: moved.OwnerId === owned.OwnerId ? (done.OwnerId ?? '') : (moved.OwnerId ?? ''),
    Name: 'Renamed',
  });
  await colleague.createGoal({ Name: 'Brand new', CompanyId: company.Gsid, Status: 'Not Started' });
  await until(18);
  return { store, history, company, now, goals: { moved, done, left, owned } };
};

it('three weeks in a tenant are told as they were written down by hand', async () => {
  const { store, history, company, now, goals } = await threeWeeks();
  const { moved, done, left } = goals;
  const since = monday + 5 * dayMs;

  const what = new WhatChanged(since / 1000, 'at');
  await history.read(since / 1000, (change) => what.take(change));
  const { notes, isPart } = await recentNotes(store, { since, check: unchecked }, never);
  for (const [goalId, each] of notes.toSorted(([, a], [, b]) => a.name.localeCompare(b.name)))
    what.takeUpdate(goalId, each);
  const names = { owner: () => 'somebody', company: String, metric: String };
  const told = what
    .companies(store)
    .flatMap((each) =>
      each.goals.map(({ name, items }) => `${name}: ${items.map((item) => newsText(item, names)).join('; ')}`),
    );
  expect(isPart).toBe(false);
  expect(told.filter((line) => !line.includes('Owner: somebody'))).toEqual([
    `${done.Name}: Achieved; Progress: ${done.CompletionPercentage}% → 100%`,
    `${moved.Name}: Target date slipped: Jan 20, 2031 → Feb 28, 2031; Update of Jan 17, 2031 by Ann: Waiting for legal; Update of Jan 17, 2031 by Ben: Seats are ordered`,
    'Brand new: New goal',
  ]);
  expect(told.at(-1)).toBe(`Renamed: Owner: somebody → somebody; Renamed: ${goals.owned.Name} → Renamed`);

  const pasts = new GoalPasts({ read: (...args) => history.read(...args), now: () => now });
  const points = (await pasts.of(done.Gsid)).points(done.Gsid);
  expect(points.map(({ value }) => value)).toEqual([done.CompletionPercentage, 100]);
  expect(sparkText(points)).toBe(`${'▁'.repeat(15)}█`);

  const rows = new GoalRows();
  rows.putAll([...store.goalsOf(company.Gsid)]);
  const risk = (goalId: string): readonly string[] =>
    riskOfRow(rows, rows.rowOf(goalId) ?? -1, { now: new Date(now), thresholds: usualThresholds }).reasons.map(
      ({ code }) => code,
    );
  expect(risk(left.Gsid)).toContain('overdue');
  expect(risk(done.Gsid)).toEqual([]);

  const scope = { title: company.name, since, now: new Date(now), edition: 'team' as const, mayLack: false };
  const deps = { store, history, check: unchecked, onProgress: quiet };
  const { data } = await gatherGoals(
    store.goalsOf(company.Gsid).filter(({ Gsid }) => [moved, done, left].some((goal) => goal.Gsid === Gsid)),
    scope,
    deps,
    never,
  );
  const template = readTemplate('{{summary}}\n\n## A\n\n{{achieved}}\n\n## S\n\n{{slipped}}\n\n## M\n\n{{missed}}');
  const parts = template.kind === 'read' ? template.parts : [];
  const withoutMetrics = { ...data, achieved: data.achieved.map((item) => ({ ...item, metrics: [] })) };
  const text = markdownReport(filled(parts, reportContents(withoutMetrics)), String);
  const lastNote = data.slipped.find(({ goal }) => goal.goal.Gsid === moved.Gsid)?.goal.notes.at(-1)?.text ?? '';
  expect(['Waiting for legal', 'Seats are ordered']).toContain(lastNote);
  expect(text.split('\n').filter((line) => line !== '')).toEqual([
    '3 goals: 1 achieved, 2 open (1 overdue), 0 missed.',
    '## A',
    `- **${done.Name}**`,
    '## S',
    ...[
      `- **${moved.Name}**: Jan 20, 2031 → Feb 28, 2031. ${lastNote}`,
      `- **${left.Name}**: 11 days overdue`,
    ].toSorted((a, b) => text.indexOf(a) - text.indexOf(b)),
    '## M',
    'Nothing was missed.',
  ]);
});

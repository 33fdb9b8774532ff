import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Connections } from '../../../src/connection/connections.ts';
import { tenantIdOf, type Tenant } from '../../../src/connection/storedTenant.ts';
import { Drafts } from '../../../src/editing/drafts.ts';
import { FormReads, GoalReads } from '../../../src/editing/goalReads.ts';
import { GoalSaver } from '../../../src/editing/goalSaver.ts';
import { GoalSession } from '../../../src/editing/goalSession.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';
import { newStore } from '../model/newStore.ts';
import { startSampleTenant, type SampleTenant } from '../../../src/sample/server.ts';
import { SnapshotKeeper } from '../../../src/snapshot/snapshotKeeper.ts';
import { Snapshots } from '../../../src/snapshot/snapshots.ts';
import { openClient } from '../../torture/openClient.ts';
import { MemoryMemento, MemorySecrets } from './memory.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const pauses = { afterChange: 0, betweenWrites: 0, betweenChecks: 60_000 };

const startTenant = async (goals: number): Promise<SampleTenant> => {
  const tenant = await startSampleTenant({ goals, requestsPerMinute: Infinity });
  onTestFinished(() => tenant.close());
  return tenant;
};

const addressOf = ({ url, accessKey }: SampleTenant): Tenant => ({ origin: url, accessKey });

/** What a window is made of, on real tenants and a real disk. */
const openWindow = async (...tenants: readonly SampleTenant[]) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'switching-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const store = newStore(() => new Date());
  const keeper = new SnapshotKeeper({
    goals: store,
    open: async () => new Snapshots(path.join(folder, 'snapshots'), quiet),
    isOn: () => true,
    log: quiet,
    pauses,
  });
  let answer: Tenant | undefined;
  const connections = new Connections({
    secrets: new MemorySecrets(),
    memento: new MemoryMemento(),
    ownMemento: new MemoryMemento(),
    createClient: async (tenant) => openClient(tenant),
    startSampleTenant: () => Promise.reject(new Error('no')),
    startWithSampleData: () => false,
    forgetGoals: (kept) => keeper.forgetOthers(kept),
    signIn: async () => answer,
    tell: () => {},
    warn: () => {},
    log: quiet,
  });
  const tenant = () => connections.connected?.tenant;
  let restored = Promise.resolve();
  connections.onDidChange(() => {
    store.use(connections.connected?.client);
    restored = keeper.use(tenant());
  });
  onTestFinished(() => {
    connections.dispose();
    keeper.dispose();
    store.use(undefined);
  });
  await connections.start();
  for (const each of tenants) {
    answer = addressOf(each);
    await connections.connect();
  }
  const deps = { store, log: quiet, drafts: new Drafts(path.join(folder, 'drafts'), () => {}), tenant, now: () => 0 };
  const openForm = (goalId: string) => {
    const reads = new GoalReads();
    const address = { tenant: tenant() ?? '', id: goalId, isNew: false, name: '', preset: {} };
    const session = new GoalSession({ ...deps, reads: new FormReads(reads) }, address);
    store.onDidChange(() => session.follow());
    connections.onDidChange(() => session.follow());
    session.restore('restoreDraft');
    session.follow();
    return { session, saver: new GoalSaver(session, { ...deps, reads }) };
  };
  return {
    store,
    connections,
    openForm,
    /** How many snapshots are on disk. */
    written: async () =>
      (await readdir(path.join(folder, 'snapshots')).catch(() => [])).filter((name) => name.endsWith('.snapshot'))
        .length,
    drafts: deps.drafts,
    switchTo: (to: SampleTenant) => connections.switchTo(tenantIdOf(addressOf(to))),
    restored: () => restored,
  };
};

const goalIds = (store: GoalStore): readonly string[] =>
  store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid).map((goal) => goal.Gsid));

const writesTo = ({ requests }: SampleTenant): number => requests.filter(({ method }) => method === 'PUT').length;

it('shows the goals of the tenant that is connected and no others, and each from its own snapshot', async () => {
  const [one, other] = [await startTenant(40), await startTenant(7)];
  const { store, connections, switchTo, restored, written } = await openWindow(one, other);
  await store.load();
  await expect.poll(written).toBe(1);
  const ofOther = goalIds(store).length;
  await switchTo(one);
  expect(goalIds(store)).toEqual([]);
  await store.load();
  const ofOne = goalIds(store).length;
  expect(ofOne).toBeGreaterThan(ofOther);
  await expect.poll(written).toBe(2);
  const shownAfter = async (to: SampleTenant): Promise<number> => {
    await switchTo(to);
    await restored();
    return goalIds(store).length;
  };
  expect([await shownAfter(other), await shownAfter(one)]).toEqual([ofOther, ofOne]);
  await connections.remove(tenantIdOf(addressOf(other)));
  expect(await written()).toBe(1);
});

it('sends what was typed for one tenant to that tenant, once it is back, and to no other', async () => {
  const [one, other] = [await startTenant(40), await startTenant(40)];
  const { store, switchTo, openForm, connections, drafts } = await openWindow(other, one);
  await store.load();
  const [goalId = ''] = goalIds(store);
  const { session, saver } = openForm(goalId);
  await expect.poll(() => session.goal?.Gsid).toBe(goalId);
  session.edit('Name', 'Typed for one');
  await switchTo(other);
  await store.load();
  expect(session.isLive).toBe(false);
  await saver.save().catch(() => undefined);
  expect([writesTo(one), writesTo(other)]).toEqual([0, 0]);
  expect(drafts.list().map(({ tenant, draft }) => [tenant, draft.mine.Name])).toEqual([
    [tenantIdOf(addressOf(one)), 'Typed for one'],
  ]);
  await switchTo(one);
  await expect.poll(() => session.isLive).toBe(true);
  await saver.save();
  expect(writesTo(one)).toBeGreaterThan(0);
  expect(writesTo(other)).toBe(0);
  expect((await connections.connected?.client.getGoal(goalId))?.Name).toBe('Typed for one');
});

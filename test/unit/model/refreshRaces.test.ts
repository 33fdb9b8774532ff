import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import type { Goal } from '../../../src/api/schema.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';
import { anyGoal, connect } from '../api/connectedClient.ts';
import { ListedTenant, loaded, names, namesIn, told, type Row } from './listedTenant.ts';
import { newStore } from './newStore.ts';
import { until } from '../until.ts';

const byItself = { isAsked: false };
const byHand = { isAsked: true };

describe('what is written or read of one goal', () => {
  it('at the very end of a pass through all is not lost', async () => {
    const { tenant, store } = await loaded(6000);
    tenant.delete('goal-7');
    const refresh = { isOver: false };
    const refreshed = store.refresh(byHand).finally(() => (refresh.isOver = true));
    let name = '';
    for (let version = 0; !refresh.isOver; version += 1) {
      name = `Version ${version}`;
      tenant.put('goal-5', 'company-5', name);
      await store.fetchGoal('goal-5');
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    await refreshed;
    expect(store.goal('goal-5')?.Name).toBe(name);
  });

  it('does not replace a later version that the pass found', async () => {
    const { tenant, store } = await loaded();
    tenant.delete('goal-7');
    let letGo = tenant.hold();
    const refreshing = store.refresh(byHand);
    await until(() => tenant.requests.length > 0);
    await store.fetchGoal('goal-5');
    letGo();
    letGo = tenant.hold();
    await until(() => tenant.requests.includes('count'));
    tenant.later();
    tenant.put('goal-5', 'company-5', 'Later');
    letGo();
    await refreshing;
    expect(tenant.requests.at(-1)).toBe('all');
    expect(store.goal('goal-5')?.Name).toBe('Later');
  });

  it.each([
    ['o1', 'Ada'],
    ['o2', undefined],
  ] as const)('that leaves names out: the owner is %s, so the name is %s', async (OwnerId, name) => {
    const { tenant, store } = await loaded();
    const change = (fields: Partial<Goal>): void => {
      tenant.rows = tenant.rows.map((row) => (row.Gsid === 'goal-5' ? { ...row, ...fields } : row));
    };
    change({ OwnerId: 'o1', OwnerName: 'Ada' });
    await store.load();
    expect(store.goal('goal-5')?.OwnerName).toBe('Ada');
    tenant.rows = tenant.rows.map(({ OwnerName: _owner, CompanyName: _company, ...row }) => row);
    change({ OwnerId, ModifiedDate: '2031-01-05T00:00:00.000Z' });
    await store.fetchGoal('goal-5');
    expect(store.goal('goal-5')).toMatchObject({ OwnerId, CompanyName: 'Name of company-5' });
    expect(store.goal('goal-5')?.OwnerName).toBe(name);
  });

  it('is not replaced by an earlier version, of a late answer or of a search that lags', async () => {
    const { tenant, store } = await loaded();
    tenant.put('goal-5', 'company-5', 'Earlier');
    const [...earlier] = tenant.rows;
    tenant.later(0.5);
    tenant.put('goal-5', 'company-5', 'Later');
    await store.fetchGoal('goal-5');
    tenant.rows = earlier;
    await store.fetchGoal('goal-5');
    await store.refresh(byItself);
    expect(store.goal('goal-5')?.Name).toBe('Later');
  });
});

describe('a search that lags', () => {
  /** A goal that was read alone just now, and the rows as they were a moment before. */
  const readJustNow = async (tenant: ListedTenant, store: GoalStore, goalId: string): Promise<readonly Row[]> => {
    const [...before] = tenant.rows;
    tenant.later(0.1);
    tenant.put(goalId, 'company-5', 'Later');
    await store.fetchGoal(goalId);
    return before;
  };

  it('takes a first load back behind nothing that was read just before', async () => {
    const tenant = new ListedTenant(60);
    const { store } = tenant.open();
    tenant.rows = [...(await readJustNow(tenant, store, 'goal-5'))];
    await store.load();
    expect(store.goal('goal-5')?.Name).toBe('Later');
  });

  it('takes a pass through all back behind nothing that was read just before', async () => {
    const { tenant, store, changes } = await loaded();
    tenant.rows = [...(await readJustNow(tenant, store, 'goal-5'))];
    tenant.delete('goal-7');
    changes.length = 0;
    await store.refresh(byHand);
    expect(store.goal('goal-5')?.Name).toBe('Later');
    expect(changes.map(told)).toMatchObject([{ goals: ['goal-7: Goal 7 in company-7 → gone'] }]);
  });

  it('takes a pass through all back behind nothing that a refresh listed just before', async () => {
    const { tenant, store } = await loaded();
    const [...before] = tenant.rows;
    tenant.put('goal-5', 'company-5', 'Later');
    await store.refresh(byItself);
    tenant.rows = before;
    tenant.delete('goal-7');
    await store.refresh(byHand);
    expect(tenant.requests.at(-1)).toBe('all');
    expect(store.goal('goal-5')?.Name).toBe('Later');
  });

  it.each(['a first load', 'a pass through all'])('takes %s back behind nothing that it met itself', async (what) => {
    const { client } = await connect({ tenant: { goals: 3 } });
    const goal = await anyGoal({ client });
    const now = Date.now();
    const version = (ms: number): Goal => ({ ...goal, Name: `${ms}`, ModifiedDate: new Date(now + ms).toISOString() });
    let versions = [version(2), version(1)];
    const searchAllGoals: Client['searchAllGoals'] = async function* () {
      yield { records: versions.slice(0, 1), changed: [] };
      yield { records: [], changed: versions.slice(1) };
    };
    const store = newStore();
    store.use({ ...client, searchAllGoals });
    await store.load();
    if (what === 'a pass through all') {
      versions = [version(4), version(3)];
      await store.load();
    }
    expect(store.goal(goal.Gsid)?.Name).toBe(versions[0]?.Name);
  });

  it('takes no goal away that was created just before', async () => {
    const { tenant, store } = await loaded();
    const before = await readJustNow(tenant, store, 'goal-new');
    const [...now] = tenant.rows;
    tenant.rows = [...before];
    await store.refresh(byHand);
    expect(tenant.requests.at(-1)).toBe('all');
    expect(store.goal('goal-new')?.Name).toBe('Later');
    tenant.rows = now;
    tenant.requests = [];
    await store.refresh(byHand);
    expect(tenant.requests).toEqual(['changes', 'count']);
    expect(names(store)).toEqual(namesIn(tenant));
  });
});

describe('a pass through all heals a stamp', () => {
  const stamped = (tenant: ListedTenant, ModifiedDate: string, Name: string): void => {
    tenant.rows = tenant.rows.map((row) => (row.Gsid === 'goal-5' ? { ...row, ModifiedDate, Name } : row));
  };

  it.each([
    ['that went backwards a while ago', '2031-01-01T00:15:00.000Z'],
    ['that was ahead of all clocks', '2099-01-01T00:00:00.000Z'],
  ])('%s', async (_, stamp) => {
    const { tenant, store } = await loaded();
    stamped(tenant, stamp, 'Odd');
    await store.fetchGoal('goal-5');
    expect(store.goal('goal-5')?.Name).toBe('Odd');
    stamped(tenant, '2030-06-01T00:00:00.000Z', 'Imported');
    tenant.later(24 * 60);
    await store.refresh(byHand);
    expect(store.goal('goal-5')?.Name).toBe('Imported');
  });
});

describe('a goal that was deleted', () => {
  it('while a refresh ran that it was read in is gone with that', async () => {
    const { tenant, store, changes } = await loaded();
    const letGo = tenant.hold('searches');
    const refreshing = store.refresh(byHand);
    await until(() => tenant.requests.length > 0);
    await store.fetchGoal('goal-7');
    tenant.delete('goal-7');
    changes.length = 0;
    letGo();
    await refreshing;
    expect(names(store)).toEqual(namesIn(tenant));
    expect(changes.map(told)).toMatchObject([{ goals: ['goal-7: Goal 7 in company-7 → gone'] }]);
  });

  it.each(['refresh', 'pass through all'])(
    'after it was created here, and listed by a %s, is gone at once',
    async (what) => {
      const { tenant, store } = await loaded();
      tenant.put('goal-new', 'company-5', 'New');
      await store.fetchGoal('goal-new');
      if (what === 'refresh') await store.refresh(byItself);
      else await store.load();
      tenant.delete('goal-new');
      await store.refresh(byHand);
      expect(names(store)).toEqual(namesIn(tenant));
    },
  );

  it('while a first load ran that it was read in is gone with the next refresh by hand', async () => {
    const tenant = new ListedTenant(60);
    const { store } = tenant.open();
    const letGo = tenant.hold('searches');
    const loading = store.load();
    await until(() => tenant.requests.length > 0);
    await store.fetchGoal('goal-7');
    tenant.delete('goal-7');
    letGo();
    await loading;
    await store.refresh(byHand);
    expect(names(store)).toEqual(namesIn(tenant));
  });

  it.each([0, 1])(
    'just after it was created is gone after the second refresh by hand, at a tenant that counts %i too many',
    async (miscount) => {
      const { tenant, store } = await loaded();
      tenant.miscount = miscount;
      await store.refresh(byHand);
      tenant.put('goal-new', 'company-5', 'New');
      await store.fetchGoal('goal-new');
      tenant.delete('goal-new');
      await store.refresh(byHand);
      await store.refresh(byHand);
      expect(names(store)).toEqual(namesIn(tenant));
      tenant.later();
      await store.refresh(byHand);
      tenant.requests = [];
      await store.refresh(byHand);
      expect(tenant.requests).toEqual(['changes', 'count']);
    },
  );
});

it('a refresh by itself that could not read every goal again tries it the next time', async () => {
  const { tenant, store } = await loaded();
  tenant.delete('goal-7');
  tenant.later(30);
  tenant.statuses = [200, 200, 503];
  await store.refresh(byItself);
  expect(store.state.kind).toBe('failed');
  await store.refresh(byItself);
  expect(names(store)).toEqual(namesIn(tenant));
});

it('finds a goal gone though another was made while everything was loaded', async () => {
  const tenant = new ListedTenant(60);
  const { store } = tenant.open();
  const release = tenant.hold();
  const loading = store.load();
  await until(() => tenant.requests.length > 0);
  tenant.put('goal-new', 'company-1', 'New');
  await store.fetchGoal('goal-new');
  release();
  await loading;
  tenant.delete('goal-7');
  await store.refresh(byHand);
  expect(names(store)).toEqual(namesIn(tenant));
});

describe('a refresh by hand', () => {
  it('that comes too late for one of the clock is done after it', async () => {
    const { tenant, store } = await loaded();
    await store.metrics('goal-5');
    tenant.later(40);
    tenant.requests = [];
    let release = tenant.hold();
    const byClock = store.refresh(byItself);
    await until(() => tenant.requests.length === 1);
    release();
    release = tenant.hold();
    await until(() => tenant.requests.includes('count'));
    tenant.later();
    tenant.put('goal-3', 'company-3', 'Renamed');
    const byPerson = [store.refresh(byHand), store.refresh(byHand)];
    release();
    await Promise.all([byClock, ...byPerson]);
    expect(store.goal('goal-3')?.Name).toBe('Renamed');
    expect(tenant.requests).toEqual(['changes', 'count', 'changes', 'count']);
    await store.metrics('goal-5');
    expect(tenant.requests.at(-1)).toContain('metrics');
  });

  it('keeps what it did not meet at a tenant that never keeps still', async () => {
    const { tenant, store } = await loaded();
    tenant.mostRows = 20;
    tenant.restlessBut = 'goal-59';
    tenant.miscount = 1;
    await store.refresh(byHand);
    expect(tenant.requests.filter((request) => request === 'all').length).toBeGreaterThan(50);
    expect(names(store)).toEqual(namesIn(tenant));
  });
});

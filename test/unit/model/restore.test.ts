import { describe, expect, it } from 'vitest';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import type { GoalStore } from '../../../src/model/goalStore.ts';
import { ListedTenant, loaded, names, namesIn, tenMinutesIn } from './listedTenant.ts';

const byItself = { isAsked: false };

describe('a snapshot', () => {
  const snapshotOf = (store: GoalStore) => {
    const { slices = [], ...times } = store.snapshot() ?? { at: -1, since: '', readAt: -1 };
    const all = [...slices];
    return async (take: (slice: (typeof all)[number]) => void) => {
      all.forEach(take);
      return times;
    };
  };

  it('is shown at once, with its age, and then brought up to date, deletions included', async () => {
    const { tenant, store } = await loaded();
    const read = snapshotOf(store);
    tenant.put('goal-3', 'company-3', 'Renamed');
    const next = tenant.open().store;
    await next.restore(read);
    expect(next.state).toMatchObject({ kind: 'idle', loaded: 60, asOf: tenMinutesIn });
    expect(next.companies()).toEqual(store.companies());
    tenant.requests = [];
    await next.refresh(byItself);
    expect(tenant.requests).toEqual(['changes', 'count']);
    expect(names(next)).toEqual(namesIn(tenant));
    expect(next.state.kind).toBe('loaded');
  });

  it('of an old format is shown, and every goal is read with the next refresh', async () => {
    const { tenant, store } = await loaded();
    const read = snapshotOf(store);
    const next = tenant.open().store;
    await next.restore(async (take) => ({ ...(await read(take)), readAt: 1 }));
    tenant.requests = [];
    await next.refresh(byItself);
    expect(tenant.requests).toEqual(['changes', 'all']);
    expect(next.state.kind).toBe('loaded');
  });

  it.each([
    [24 * 60, ['changes', 'all']],
    [-25 * 60, ['changes', 'all']],
    [-70 * 365 * 24 * 60, ['changes', 'all']],
    [10, ['changes', 'count']],
    [-10, ['changes', 'count']],
  ])(
    'that was read %i minutes before it is taken up again, by a clock that was set, has %j asked for',
    async (ago, asked) => {
      const { tenant, store } = await loaded();
      const read = snapshotOf(store);
      const next = tenant.open().store;
      await next.restore(async (take) => {
        const times = await read(take);
        return { ...times, readAt: times.at - ago * 60_000 };
      });
      tenant.requests = [];
      await next.refresh(byItself);
      expect(tenant.requests).toEqual(asked);
    },
  );

  it('leaves a goal as it is that a form was quicker to read', async () => {
    const { tenant, store } = await loaded();
    const read = snapshotOf(store);
    tenant.put('goal-3', 'company-3', 'Renamed');
    const next = tenant.open().store;
    await next.restore(async (take) => {
      await next.fetchGoal('goal-3');
      return read(take);
    });
    expect(names(next)).toEqual(namesIn(tenant));
  });

  it('stays, with its age, when the tenant cannot be reached', async () => {
    const { tenant, store } = await loaded();
    const next = tenant.open().store;
    await next.restore(snapshotOf(store));
    tenant.statuses = [503];
    await next.refresh(byItself);
    expect(next.state).toMatchObject({ kind: 'failed', asOf: tenMinutesIn });
    expect(names(next)).toEqual(namesIn(tenant));
  });

  it('is nothing before all is loaded, and comes too late after it', async () => {
    const { tenant, store } = await loaded();
    const read = snapshotOf(store);
    tenant.delete('goal-3');
    const next = tenant.open().store;
    expect(next.snapshot()).toBeUndefined();
    await next.load();
    await next.restore(read);
    expect(names(next)).toEqual(namesIn(tenant));
  });

  it('is dropped where it was broken', async () => {
    const { store } = new ListedTenant(3).open();
    await store.restore(async (take) => {
      take(sliceOfOne());
      return undefined;
    });
    expect(store.companies()).toEqual([]);
  });
});

const sliceOfOne = () => {
  const index = new GoalIndex();
  index.put({ Gsid: 'x', Name: 'x', CompanyId: 'x' });
  const [slice] = index.slices(1);
  if (slice === undefined) throw new Error('there is a goal in it');
  return slice;
};

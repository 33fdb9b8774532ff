import { describe, expect, it } from 'vitest';
import { noChange } from '../../../src/model/storeChange.ts';
import { ListedTenant, loaded, names, namesIn, tenMinutesIn, told } from './listedTenant.ts';
import { allGoals } from './allGoals.ts';

const byItself = { isAsked: false };
const byHand = { isAsked: true };
describe('a refresh', () => {
  it('takes one request, and tells nothing when nothing changed', async () => {
    const { tenant, store, changes } = await loaded();
    await store.refresh(byItself);
    expect(tenant.requests).toEqual(['changes']);
    expect(changes).toEqual([]);
    expect(store.state.kind).toBe('loaded');
  });

  it('tells which companies and goals changed, and no other', async () => {
    const { tenant, store, changes } = await loaded();
    tenant.put('goal-3', 'company-3', 'Renamed');
    tenant.put('goal-14', 'company-5', 'Moved');
    await store.refresh(byItself);
    expect(names(store)).toEqual(namesIn(tenant));
    expect(changes.map(told)).toEqual([
      {
        companies: ['company-3', 'company-4', 'company-5'],
        goals: [
          'goal-3: Goal 3 in company-3 → Renamed in company-3',
          'goal-14: Goal 14 in company-4 → Moved in company-5',
        ],
        metrics: [],
      },
    ]);
    expect(tenant.requests).toEqual(['changes']);
  });

  it('tells nothing twice, though the tenant answers with what the margin for its clock holds', async () => {
    const { tenant, store, changes } = await loaded();
    tenant.put('goal-3', 'company-3', 'Renamed');
    await store.refresh(byItself);
    await store.refresh(byItself);
    expect(changes).toHaveLength(1);
  });

  it.each([
    ['came', (tenant: ListedTenant) => tenant.put('new', 'company-new', 'New')],
    [
      'went',
      (tenant: ListedTenant) =>
        tenant.rows
          .slice()
          .forEach(({ Gsid, CompanyId }) => CompanyId === 'company-1' && tenant.put(Gsid, 'company-2', 'Moved')),
    ],
  ])('tells of all when a company %s', async (_, change) => {
    const { tenant, store, changes } = await loaded();
    change(tenant);
    await store.refresh(byItself);
    expect(changes.map(({ companies }) => companies)).toEqual(['all']);
    expect(new Set(store.companies().map(({ Gsid }) => Gsid))).toEqual(
      new Set(tenant.rows.map((row) => row.CompanyId)),
    );
  });

  it('asks from before the last one began, whatever failed in between', async () => {
    const { tenant, store } = await loaded();
    tenant.put('goal-3', 'company-3', 'Renamed');
    tenant.statuses = [503];
    await store.refresh(byItself);
    expect(store.state).toMatchObject({ kind: 'failed', error: { kind: 'server' } });
    tenant.later();
    await store.refresh(byItself);
    expect(store.state.kind).toBe('loaded');
    expect(names(store)).toEqual(namesIn(tenant));
    tenant.later();
    await store.refresh(byItself);
    const [failed, made, next] = tenant.since;
    expect(made).toBe(failed);
    expect(Date.parse(next ?? '') - Date.parse(made ?? '')).toBe(2 * 600_000);
  });

  it('that fails leaves what is known as it is, and says whether a person is waiting for more', async () => {
    const { tenant, store, changes } = await loaded();
    tenant.statuses = [503];
    await store.refresh(byItself);
    expect(store.state).toMatchObject({ kind: 'failed', isAsked: false, asOf: tenMinutesIn, loaded: 60 });
    tenant.statuses = [503];
    await store.refresh(byHand);
    expect(store.state).toMatchObject({ kind: 'failed', isAsked: true, asOf: tenMinutesIn, loaded: 60 });
    await store.refresh(byItself);
    expect(store.state.kind).toBe('loaded');
    expect(changes).toEqual([noChange, noChange, noChange]);
  });

  it('before everything was loaded once loads everything', async () => {
    const tenant = new ListedTenant(60);
    const { store } = tenant.open();
    tenant.statuses = [503];
    await store.load();
    await store.refresh(byItself);
    expect(names(store)).toEqual(namesIn(tenant));
    expect(tenant.requests).toEqual(['all', 'all']);
  });

  it('looks for deleted goals every half hour', async () => {
    const { tenant, store } = await loaded();
    tenant.delete('goal-7');
    await store.refresh(byItself);
    tenant.later(20);
    await store.refresh(byItself);
    expect(store.goal('goal-7')).toBeUndefined();
    expect(tenant.requests).toEqual(['changes', 'changes', 'count', 'all']);
    await store.refresh(byItself);
    expect(tenant.requests.slice(4)).toEqual(['changes']);
  });

  it('counts the goals no more often than that', async () => {
    const { tenant, store } = await loaded();
    tenant.later(20);
    await store.refresh(byItself);
    await store.refresh(byItself);
    expect(tenant.requests).toEqual(['changes', 'count', 'changes']);
  });

  it('fetches the metrics of a goal that changed anew', async () => {
    const { tenant, store } = await loaded();
    await Promise.all([store.metrics('goal-3'), store.metrics('goal-4')]);
    tenant.put('goal-3', 'company-3', 'Renamed');
    await store.refresh(byItself);
    tenant.requests = [];
    await Promise.all([store.metrics('goal-3'), store.metrics('goal-4')]);
    expect(tenant.requests.filter((path) => path.endsWith('/metrics'))).toEqual(['/v1/goals/goal-3/metrics']);
  });

  it.each([
    [byItself, 'waits unseen', 0],
    [byHand, 'is seen to wait', 1],
  ])('with %j %s for the pace', async (who, _, count) => {
    const tenant = new ListedTenant(60);
    tenant.later();
    const { store, waits } = tenant.open(1);
    await store.load();
    const refreshing = store.refresh(who);
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(waits.filter((wait) => wait !== undefined)).toHaveLength(count);
    store.stop();
    await refreshing;
  });

  it('tells of what came before it failed, and asks for it again', async () => {
    const { tenant, store, changes } = await loaded(6000);
    for (let i = 0; i < 5500; i += 1) tenant.put(`goal-${i}`, `company-${i % 10}`, `Renamed ${i}`);
    tenant.statuses = [200, 503];
    tenant.since.length = 0;
    await store.refresh(byItself);
    const [from] = tenant.since;
    expect(store.goal('goal-0')?.Name).toBe('Renamed 0');
    expect(changes[0]?.goals).toHaveProperty('size', 5000);
    await store.refresh(byItself);
    expect(names(store)).toEqual(namesIn(tenant));
    expect(tenant.since).toEqual(tenant.since.map(() => from));
  });

  it('takes what a search found over what was read alone before it changed', async () => {
    const { tenant, store } = await loaded();
    tenant.put('goal-3', 'company-3', 'Earlier');
    const letGo = tenant.hold('searches');
    const refreshing = store.refresh(byItself);
    await store.fetchGoal('goal-3');
    tenant.later();
    tenant.put('goal-3', 'company-3', 'Later');
    letGo();
    await refreshing;
    expect(store.goal('goal-3')?.Name).toBe('Later');
  });

  it('joins one that runs', async () => {
    const { tenant, store } = await loaded();
    await Promise.all([store.refresh(byItself), store.refresh(byItself)]);
    expect(tenant.requests).toEqual(['changes']);
  });

  it('does not go back behind a goal that was read meanwhile', async () => {
    const { tenant, store } = await loaded();
    tenant.put('goal-3', 'company-3', 'Earlier');
    const letGo = tenant.hold();
    const refreshing = store.refresh(byItself);
    await expect.poll(() => tenant.requests).toEqual(['changes']);
    tenant.put('goal-3', 'company-3', 'Later');
    await store.fetchGoal('goal-3');
    letGo();
    await refreshing;
    expect(store.goal('goal-3')?.Name).toBe('Later');
  });
});

describe('a refresh by hand', () => {
  it('finds deleted goals by the count', async () => {
    const { tenant, store } = await loaded();
    tenant.delete('goal-7');
    await store.refresh(byItself);
    expect(store.goal('goal-7')).toBeDefined();
    await store.refresh(byHand);
    expect(store.goal('goal-7')).toBeUndefined();
    expect(names(store)).toEqual(namesIn(tenant));
    expect(tenant.requests).toEqual(['changes', 'changes', 'count', 'all']);
  });

  it('that finds a goal gone tells of its company alone, and the load is nowhere to be seen', async () => {
    const { tenant, store, changes } = await loaded();
    tenant.delete('goal-7');
    const kinds = new Set<string>();
    store.onDidChange(() => kinds.add(store.state.kind));
    await store.refresh(byHand);
    expect(changes.map(told)).toEqual([
      { companies: ['company-7'], goals: ['goal-7: Goal 7 in company-7 → gone'], metrics: [] },
    ]);
    expect([...kinds]).toEqual(['loaded']);
  });

  it('reads every goal once a day: a company may have another name, and no goal tells', async () => {
    const { tenant, store, changes } = await loaded();
    const rename = (name: string) => {
      tenant.rows = tenant.rows.map((row) => (row.CompanyId === 'company-1' ? { ...row, CompanyName: name } : row));
    };
    await store.refresh(byItself);
    rename('Renamed');
    await store.refresh(byHand);
    expect(store.company('company-1')?.name).toBe('Name of company-1');
    tenant.later(24 * 60);
    await store.refresh(byHand);
    expect(store.company('company-1')?.name).toBe('Renamed');
    expect(changes.map(({ companies }) => companies)).toEqual(['all']);
    await store.refresh(byHand);
    expect(tenant.requests.filter((what) => what === 'all')).toHaveLength(1);
  });

  it('that joins one of the clock looks for deletions all the same', async () => {
    const { tenant, store } = await loaded();
    tenant.delete('goal-7');
    await Promise.all([store.refresh(byItself), store.refresh(byHand)]);
    expect(store.goal('goal-7')).toBeUndefined();
    expect(tenant.requests).toEqual(['changes', 'count', 'all']);
  });

  it('leaves what is known when reading every goal fails', async () => {
    const { tenant, store } = await loaded();
    tenant.delete('goal-7');
    tenant.statuses = [200, 200, 503];
    await store.refresh(byHand);
    expect(store.state).toMatchObject({ kind: 'failed', isAsked: true });
    expect(allGoals(store)).toHaveLength(60);
    await store.refresh(byHand);
    expect(names(store)).toEqual(namesIn(tenant));
  });

  it('fetches the metrics that were looked at anew, and says so', async () => {
    const { tenant, store, changes } = await loaded();
    await store.metrics('goal-3');
    await store.refresh(byItself);
    await store.metrics('goal-3');
    await store.refresh(byHand);
    await store.metrics('goal-3');
    expect(tenant.requests.filter((path) => path.endsWith('/metrics'))).toHaveLength(2);
    expect(changes.map(told)).toEqual([{ companies: [], goals: [], metrics: ['goal-3'] }]);
  });
});

describe('a load that is stopped', () => {
  it('keeps what came and says how much that is', async () => {
    const tenant = new ListedTenant(12_000);
    tenant.later();
    const { store } = tenant.open();
    const watch = store.onDidChange(() => store.state.kind === 'loading' && store.state.loaded > 0 && store.stop());
    await store.load();
    watch.dispose();
    expect(store.state).toMatchObject({ kind: 'failed', error: { kind: 'aborted' }, loaded: 5000, total: 12_000 });
    expect(names(store)).toHaveLength(5000);
    tenant.requests = [];
    tenant.later();
    tenant.put('goal-3', 'company-3', 'Renamed meanwhile');
    await store.refresh(byHand);
    expect(names(store)).toEqual(namesIn(tenant));
    // All of these goals were made at one moment, and so are looked at once more.
    expect(tenant.requests).toEqual(['all', 'all', 'changes', 'changes', 'changes', 'changes']);
    expect(store.state.kind).toBe('loaded');
    tenant.put('goal-4', 'company-4', 'Renamed later');
    await store.refresh(byItself);
    expect(store.goal('goal-4')?.Name).toBe('Renamed later');
  });
});

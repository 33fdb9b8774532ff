import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { fieldsOf, noFields } from '../../../src/model/goalFields.ts';
import { mostDetails } from '../../../src/model/goalColumns.ts';
import { type GoalStore, NotConnected, type StoreChange } from '../../../src/model/goalStore.ts';
import { newStore } from './newStore.ts';
import { GoalConflict } from '../../../src/model/merge.ts';
import { connect, type Connected, type ConnectedOptions } from '../api/connectedClient.ts';
import { allGoals } from './allGoals.ts';

type Loaded = Connected & { readonly store: GoalStore; readonly changes: StoreChange[] };

const loaded = async (options?: ConnectedOptions): Promise<Loaded> => {
  const connected = await connect(options);
  const store = newStore(() => new Date());
  store.use(connected.client);
  await store.load();
  const changes: StoreChange[] = [];
  store.onDidChange((change) => changes.push(change));
  connected.newRequests();
  return { ...connected, store, changes };
};

const someGoal = ({ store }: Pick<Loaded, 'store'>) => {
  const [company] = store.companies();
  const [goal] = store.goalsOf(company?.Gsid ?? '');
  if (company === undefined || goal === undefined) throw new Error('nothing was loaded');
  return { company, goal };
};

describe('loading', () => {
  it('knows every goal of the tenant, by company', async () => {
    const { store, client } = await loaded();
    const { totalCount } = await client.searchGoals({ limit: 1 });
    expect(allGoals(store)).toHaveLength(totalCount ?? 0);
    expect(store.companies().length).toBeGreaterThan(40);
    expect(store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid))).toHaveLength(totalCount ?? 0);
    expect(store.state.kind).toBe('loaded');
  });

  it('grows page by page and says how far it is', async () => {
    const connected = await connect();
    connected.tenant.faults.add({ kind: 'clampedPage', rows: 100, operation: 'searchGoals' });
    const store = newStore(() => new Date());
    const steps: number[] = [];
    store.onDidChange(() => {
      if (store.state.kind === 'loading') steps.push(allGoals(store).length);
    });
    store.use(connected.client);
    await store.load();
    expect(steps.slice(0, 3)).toEqual([0, 100, 199]);
  });

  it('keeps what came before a failure', async () => {
    const { store, tenant, client } = await loaded();
    tenant.faults.add({ kind: 'serverError', operation: 'searchGoals' });
    await store.load();
    expect(store.state).toMatchObject({ kind: 'failed', error: { kind: 'server' } });
    tenant.faults.clear();
    expect(allGoals(store)).toHaveLength((await client.searchGoals({ limit: 1 })).totalCount ?? 0);
    await store.load();
    expect(store.state.kind).toBe('loaded');
  });

  it('keeps the pages that came when the next one fails', async () => {
    const connected = await connect();
    connected.tenant.faults.add(
      { kind: 'clampedPage', rows: 50, operation: 'searchGoals', times: 1 },
      { kind: 'refused', errorCode: 'GS_APIG_2401' },
    );
    const store = newStore(() => new Date());
    store.use(connected.client);
    await store.load();
    expect(allGoals(store)).toHaveLength(50);
    expect(store.state).toMatchObject({ kind: 'failed', error: { kind: 'unauthorized' } });
  });

  it('joins a load that runs', async () => {
    const { store, newRequests } = await loaded();
    await Promise.all([store.load(), store.load(), store.load()]);
    expect(newRequests()).toEqual(['searchGoals 200']);
  });

  it('takes two requests when a person refreshes', async () => {
    const { store, newRequests, changes } = await loaded();
    await store.refresh({ isAsked: true });
    expect(store.state.kind).toBe('loaded');
    expect(newRequests()).toEqual(['searchGoals 200', 'searchGoals 200']);
    expect(changes).toEqual([]);
  });

  it('does not go back behind a goal that was saved meanwhile', async () => {
    const { store, tenant } = await loaded();
    const { goal } = someGoal({ store });
    tenant.faults.add({ kind: 'latency', delay: 150, operation: 'searchGoals' });
    const loading = store.load();
    const before = fieldsOf(await store.fetchGoal(goal.Gsid));
    await store.updateGoal(goal.Gsid, before, { ...before, Name: 'Saved meanwhile' });
    await loading;
    expect(store.goal(goal.Gsid)?.Name).toBe('Saved meanwhile');
  });

  it('drops the late answers of a tenant that is not connected any more', async () => {
    const { store, tenant } = await loaded();
    tenant.faults.add({ kind: 'latency', delay: 100 });
    const loading = store.load();
    store.use(undefined);
    await loading;
    expect(store.companies()).toEqual([]);
    expect(store.state).toEqual({ kind: 'disconnected' });
  });

  it('asks nothing of nobody', async () => {
    const store = newStore(() => new Date());
    await store.load();
    expect(store.state).toEqual({ kind: 'disconnected' });
    expect(() => store.metrics('x')).toThrow(NotConnected);
    await expect(store.createGoal(noFields)).rejects.toThrow(NotConnected);
  });
});

describe('metrics and templates', () => {
  it('are fetched once', async () => {
    const { store, newRequests } = await loaded();
    const { goal } = someGoal({ store });
    await Promise.all([store.metrics(goal.Gsid), store.metrics(goal.Gsid), store.templates(), store.templates()]);
    expect(newRequests().toSorted()).toEqual(['listGoalMetrics 200', 'listGoalTemplates 200']);
  });

  it('are fetched again after a failure', async () => {
    const { store, tenant } = await loaded();
    const { goal } = someGoal({ store });
    tenant.faults.add({ kind: 'refused', times: 8 });
    await expect(store.metrics(goal.Gsid)).rejects.toThrow(ApiError);
    await expect(store.templates()).rejects.toThrow(ApiError);
    expect(await store.metrics(goal.Gsid)).not.toEqual([]);
    expect(await store.templates()).toHaveLength(12);
  });

  it('of goals that were looked at long ago are fetched again, of those looked at since are not', async () => {
    const { store, newRequests } = await loaded({ tenant: { goals: 3 * mostDetails } });
    const goals = allGoals(store).slice(0, 2 * mostDetails + 1);
    await Promise.all(goals.map(({ Gsid }) => store.metrics(Gsid)));
    newRequests();
    for (const { Gsid } of goals.slice(-mostDetails)) await store.metrics(Gsid);
    expect(newRequests()).toEqual([]);
    await store.metrics(goals[0]?.Gsid ?? '');
    expect(newRequests()).toEqual(['listGoalMetrics 200']);
  });

  it('that were read while one was added are read again', async () => {
    const { client } = await connect();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    const store = newStore(() => new Date());
    const slow = async (...args: Parameters<typeof client.addGoalMetric>) => {
      await answered;
      return client.addGoalMetric(...args);
    };
    store.use({ ...client, addGoalMetric: slow });
    await store.load();
    const { goal } = someGoal({ store });
    const adding = store.addMetric(goal.Gsid, { Name: 'Seats', TargetValue: 5 });
    const before = await store.metrics(goal.Gsid);
    answer();
    expect(await store.metrics(goal.Gsid)).toEqual(before);
    const { metric: added } = await adding;
    expect(await store.metrics(goal.Gsid)).toEqual([...before, added]);
  });

  it('show a metric that was added', async () => {
    const { store, changes } = await loaded();
    const { goal } = someGoal({ store });
    const before = await store.metrics(goal.Gsid);
    const { metric: added } = await store.addMetric(goal.Gsid, { Name: 'Seats', TargetValue: 5 });
    expect(await store.metrics(goal.Gsid)).toEqual([...before, added]);
    expect(changes).toEqual([{ companies: new Set(), goals: new Map(), metrics: new Set([goal.Gsid]) }]);
  });
});

describe('writing', () => {
  it('adds a goal to its company and says which', async () => {
    const { store, changes } = await loaded();
    const { company } = someGoal({ store });
    const { goal: created } = await store.createGoal({ ...noFields, Name: 'Brand new', CompanyId: company.Gsid });
    expect(store.goalsOf(company.Gsid)).toContainEqual(created);
    expect(changes.at(-1)?.goals).toEqual(new Map([[created.Gsid, { after: created }]]));
  });

  it('changes only what was changed, on top of what the tenant holds now', async () => {
    const { store, tenant } = await loaded();
    const { goal } = someGoal({ store });
    const base = fieldsOf(await store.fetchGoal(goal.Gsid));
    tenant.faults.add({ kind: 'changedBehind', changes: { TargetDate: '2031-05-05' }, operation: 'getGoal', times: 1 });
    const { goal: stored } = await store.updateGoal(goal.Gsid, base, { ...base, Name: 'My name for it' });
    expect(stored).toMatchObject({ Name: 'My name for it', TargetDate: '2031-05-05' });
  });

  it('does not overwrite what a colleague changed meanwhile', async () => {
    const { store, tenant, newRequests } = await loaded();
    const { goal } = someGoal({ store });
    const base = fieldsOf(await store.fetchGoal(goal.Gsid));
    newRequests();
    tenant.faults.add({
      kind: 'changedBehind',
      changes: { Name: 'Their name for it' },
      operation: 'getGoal',
      times: 1,
    });
    const saving = store.updateGoal(goal.Gsid, base, { ...base, Name: 'My name for it' });
    await expect(saving).rejects.toThrow(GoalConflict);
    expect(newRequests()).toEqual(['getGoal 200']);
    expect((await store.fetchGoal(goal.Gsid)).Name).toBe('Their name for it');
  });

  it('moves a goal to another company', async () => {
    const { store, changes } = await loaded();
    const { goal, company } = someGoal({ store });
    const other = store.companies()[1];
    const base = fieldsOf(await store.fetchGoal(goal.Gsid));
    await store.updateGoal(goal.Gsid, base, { ...base, CompanyId: other?.Gsid ?? '' });
    expect(store.goalsOf(company.Gsid).map(({ Gsid }) => Gsid)).not.toContain(goal.Gsid);
    expect(store.goalsOf(other?.Gsid ?? '').map(({ Gsid }) => Gsid)).toContain(goal.Gsid);
    expect(changes.at(-1)?.companies).toBe('all');
  });
});

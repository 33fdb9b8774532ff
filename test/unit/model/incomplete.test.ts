import { expect, it } from 'vitest';
import { ListedTenant, loaded, names, namesIn } from './listedTenant.ts';

const byItself = { isAsked: false };
const byHand = { isAsked: true };

/** A tenant of which no reading of all goals proves complete. */
const restless = (): ListedTenant => {
  const tenant = new ListedTenant(60);
  tenant.mostRows = 20;
  tenant.restlessBut = 'goal-59';
  return tenant;
};
const calm = (tenant: ListedTenant): void => {
  tenant.mostRows = Number.POSITIVE_INFINITY;
  tenant.restlessBut = undefined;
};

it('a first load that proves nothing is called incomplete, until a reading proves complete', async () => {
  const tenant = restless();
  const { store } = tenant.open();
  await store.load();
  expect(store.state).toMatchObject({ kind: 'incomplete', loaded: 59 });
  calm(tenant);
  await store.refresh(byItself);
  expect(store.state.kind).toBe('incomplete');
  await store.refresh(byHand);
  expect(store.state.kind).toBe('loaded');
  expect(names(store)).toEqual(namesIn(tenant));
});

it('a later reading of all that proves nothing says so, and keeps what it did not meet', async () => {
  const { tenant, store } = await loaded();
  Object.assign(tenant, { mostRows: 20, restlessBut: 'goal-59', miscount: 1 });
  await store.refresh(byHand);
  expect(store.state).toMatchObject({ kind: 'incomplete', loaded: 60 });
});

it('the next start from a snapshot of an incomplete load reads all goals', async () => {
  const tenant = restless();
  const { store } = tenant.open();
  await store.load();
  const { slices = [], ...times } = store.snapshot() ?? { at: -1, since: '', readAt: -1 };
  const all = [...slices];
  calm(tenant);
  const next = tenant.open().store;
  await next.restore(async (take) => {
    all.forEach(take);
    return times;
  });
  expect(names(next)).toHaveLength(59);
  const kinds = new Set<string>();
  next.onDidChange(() => kinds.add(next.state.kind));
  await next.refresh(byItself);
  expect([...kinds]).toEqual(['loading', 'incomplete', 'loaded']);
  expect(names(next)).toEqual(namesIn(tenant));
});

it('changes that a refresh may have missed are asked for again', async () => {
  const { tenant, store } = await loaded(0);
  const before = new ListedTenant(60).rows;
  tenant.rows = before.map((row) => ({ ...row, ModifiedDate: '2031-01-01T00:20:00.000Z' }));
  tenant.mostRows = 20;
  tenant.isRestlessAboutChanges = true;
  await store.refresh(byItself);
  expect(store.state.kind).toBe('incomplete');
  tenant.mostRows = Number.POSITIVE_INFINITY;
  tenant.isRestlessAboutChanges = false;
  tenant.requests = [];
  await store.refresh(byItself);
  expect(tenant.since.at(-1)).toBe(tenant.since[0]);
  expect(store.state.kind).toBe('loaded');
});

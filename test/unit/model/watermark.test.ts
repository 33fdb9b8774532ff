import { expect, it } from 'vitest';
import { ListedTenant, names, namesIn } from './listedTenant.ts';

const byItself = { isAsked: false };

/** Loads, and lets a colleague rename one goal after another, with a refresh after each. Returns what was known each time. */
const renamedInTurn = async (tenant: ListedTenant) => {
  const known: (readonly string[])[] = [];
  const held: (readonly string[])[] = [];
  tenant.later();
  const { store } = tenant.open();
  await store.load();
  for (const goalId of ['goal-3', 'goal-4', 'goal-5', 'goal-6']) {
    tenant.later(0.5);
    tenant.put(goalId, 'company-3', `Renamed ${goalId}`);
    tenant.later(0.5);
    await store.refresh(byItself);
    known.push(names(store));
    held.push(namesIn(tenant));
  }
  return { known, held, loads: tenant.requests.filter((request) => request === 'all').length };
};

it.each([0, 2, 12, 600, -12])(
  'a rename comes with the next refresh, the header %i minutes ahead of the stamps',
  async (ahead) => {
    const tenant = new ListedTenant(60);
    tenant.headerAhead = ahead;
    const { known, held, loads } = await renamedInTurn(tenant);
    expect(known).toEqual(held);
    expect(loads).toBe(1);
  },
);

it.each(['2099-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '2031-01-01T00:13:00.000Z'])(
  'a rename comes with the next refresh, though one goal is of %s',
  async (stamp) => {
    const tenant = new ListedTenant(60);
    tenant.rows = tenant.rows.map((row, i) => (i === 7 ? { ...row, ModifiedDate: stamp } : row));
    const { known, held, loads } = await renamedInTurn(tenant);
    expect(known).toEqual(held);
    expect(loads).toBe(1);
  },
);

it('a goal comes that was made at a tenant without any', async () => {
  const tenant = new ListedTenant(0);
  tenant.headerAhead = 2;
  const { store } = tenant.open();
  await store.load();
  tenant.later(0.5);
  tenant.put('goal-new', 'company-1', 'New');
  await store.refresh(byItself);
  expect(names(store)).toEqual(['New']);
});

it('many goals of one moment are asked for once more, and no more', async () => {
  const tenant = new ListedTenant(60);
  tenant.mostRows = 50;
  tenant.later();
  const { store } = tenant.open();
  await store.load();
  const requests: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    tenant.later(5);
    tenant.requests = [];
    await store.refresh(byItself);
    requests.push(tenant.requests.length);
  }
  expect(requests.slice(1)).toEqual([1, 1]);
  expect(requests[0]).toBeGreaterThan(1);
});

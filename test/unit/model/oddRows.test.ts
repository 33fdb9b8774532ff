import { expect, it } from 'vitest';
import { loaded, names, namesIn, type ListedTenant } from './listedTenant.ts';

const byItself = { isAsked: false };
const byHand = { isAsked: true };

/** Goals that the tenant shows without an id, as it may while they are imported. */
const putWithoutId = (tenant: ListedTenant, count: number): void => {
  for (let place = 0; place < count; place += 1) {
    tenant.put('new', 'company-1', `Imported ${place}`);
    tenant.rows = tenant.rows.map((row) => (row.Gsid === 'new' ? { ...row, Gsid: '' } : row));
  }
};

it.each([1, 2])('a refresh whose only rows are %i without an id goes well, each time', async (count) => {
  const { tenant, store } = await loaded();
  const before = names(store);
  putWithoutId(tenant, count);
  for (const asked of [byItself, byHand, byItself, byHand]) {
    await store.refresh(asked);
    expect(store.state.kind).toBe('loaded');
    tenant.later();
  }
  expect(names(store)).toEqual(before);
});

it('goals that all have no id any more are not taken for gone', async () => {
  const { tenant, store } = await loaded(20);
  const before = namesIn(tenant);
  tenant.rows = tenant.rows.map((row) => ({ ...row, Gsid: '' }));
  tenant.miscount = 1;
  await store.refresh(byHand);
  expect(store.state.kind).toBe('incomplete');
  expect(names(store)).toEqual(before);
});

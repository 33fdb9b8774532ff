import { expect, it } from 'vitest';
import { ListedTenant } from './listedTenant.ts';

/** Whether each of three refreshes by hand reads every goal. */
const wholeReads = async (tenant: ListedTenant, refresh: () => Promise<void>): Promise<readonly boolean[]> => {
  const seen: boolean[] = [];
  for (let times = 0; times < 3; times += 1) {
    tenant.requests = [];
    await refresh();
    seen.push(tenant.requests.includes('all'));
  }
  return seen;
};

it.each([1, 5])('a tenant that counts %i too many does not mislead for ever', async (miscount) => {
  const tenant = new ListedTenant(60);
  tenant.miscount = miscount;
  const { store } = tenant.open();
  await store.load();
  expect(await wholeReads(tenant, () => store.refresh({ isAsked: true }))).toEqual([true, false, false]);
});

it.each([1, 5])(
  'a count that is %i too many is the tenant’s way only where a second whole read says so',
  async (miscount) => {
    const tenant = new ListedTenant(60);
    const { store } = tenant.open();
    await store.load();
    tenant.miscount = miscount;
    // Every goal is read once a day.
    tenant.later(24 * 60);
    expect(await wholeReads(tenant, () => store.refresh({ isAsked: true }))).toEqual([true, true, false]);
  },
);

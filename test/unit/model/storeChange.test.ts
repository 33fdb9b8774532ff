import { expect, it } from 'vitest';
import { mostListed } from '../../../src/model/storeChange.ts';
import { loaded, ListedTenant, told } from './listedTenant.ts';

it('a load that changes too much to list says that anything may be different', async () => {
  const { tenant, store, changes } = await loaded(mostListed + 1);
  tenant.rows = tenant.rows.map((row) => ({ ...row, CompanyName: `New name of ${row.CompanyId}` }));
  await store.load();
  expect(changes.map(told)).toEqual([{ companies: 'all', goals: 'all', metrics: [] }]);
});

it('what was written while all goals were read is told once', async () => {
  const { tenant, store, changes } = await loaded();
  tenant.delete('goal-7');
  const letGo = tenant.hold('searches');
  const loading = store.load();
  tenant.put('goal-5', 'company-5', 'Read alone');
  await store.fetchGoal('goal-5');
  letGo();
  await loading;
  expect(changes.map(told)).toEqual([
    { companies: ['company-5'], goals: ['goal-5: Goal 5 in company-5 → Read alone in company-5'], metrics: [] },
    { companies: ['company-7'], goals: ['goal-7: Goal 7 in company-7 → gone'], metrics: [] },
  ]);
});

it('a first load lists nothing: nobody knew the goals before', async () => {
  const { store, changes } = new ListedTenant(60).open();
  await store.load();
  expect(changes.map(({ goals }) => goals)).toEqual([new Map(), 'all', new Map()]);
});

it('a first load tells of each page that brought goals, and of nothing else', async () => {
  const tenant = new ListedTenant(12_000);
  tenant.later();
  const { store, changes } = tenant.open();
  await store.load();
  // All of these goals were made at one moment, and so are looked at once more.
  expect(tenant.requests).toEqual(['all', 'all', 'all', 'changes', 'changes', 'changes']);
  expect(changes.filter(({ companies }) => companies === 'all')).toHaveLength(3);
});

it('a page that changes while it is put in says of each goal what was just before', async () => {
  const { tenant, store, changes } = await loaded(6000);
  for (let i = 0; i < 5000; i += 1) tenant.put(`goal-${i}`, `company-${i % 10}`, 'Found');
  const refreshing = store.refresh({ isAsked: false });
  // Between two slices, once the first is in.
  while (store.goal('goal-0')?.Name !== 'Found') await new Promise((resolve) => setTimeout(resolve, 0));
  tenant.later();
  tenant.put('goal-0', 'company-0', 'Read alone');
  tenant.put('goal-4999', 'company-9', 'Read alone');
  await store.fetchGoal('goal-0');
  await store.fetchGoal('goal-4999');
  await refreshing;
  const story = (id: string) =>
    changes.flatMap(({ goals }) => {
      const change = goals === 'all' ? undefined : goals.get(id);
      return change === undefined ? [] : [`${change.before?.Name} → ${change.after?.Name}`];
    });
  expect(story('goal-0')).toEqual(['Goal 0 → Found', 'Found → Read alone']);
  expect(story('goal-4999').join()).toMatch(/^Goal 4999 → (Found,Found → )?Read alone$/);
});

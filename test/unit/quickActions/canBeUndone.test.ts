import { expect, it } from 'vitest';
import { canBeUndone } from '../../../src/quickActions/canBeUndone.ts';
import { openWindow, someGoal } from '../editing/openSession.ts';

const opened = async () => {
  const window = await openWindow();
  const { Gsid } = await someGoal(window);
  const goal = window.store.goal(Gsid);
  if (goal === undefined) throw new Error('the list has no such goal');
  return { ...window, goal };
};

it.each([
  ['2031-05-01', '2031-05-01', true],
  ['2031-05-01T23:30:00-05:00', '2031-05-01', false],
])('of a target date that came as %s', async (came, TargetDate, expected) => {
  const { tenant, store, goal } = await opened();
  tenant.faults.add({ kind: 'oddRow', operation: 'getGoal', row: { TargetDate: came } });
  expect(await canBeUndone(store, { ...goal, TargetDate }, 'TargetDate')).toBe(expected);
});

it('of a target date whose time nobody can be asked for is not', async () => {
  const { tenant, store, goal } = await opened();
  tenant.faults.add({ kind: 'refused', operation: 'getGoal' });
  expect(await canBeUndone(store, { ...goal, TargetDate: '2031-05-01' }, 'TargetDate')).toBe(false);
});

it.each([
  ['Status', 'Missed', true],
  ['Status', undefined, false],
  ['OwnerId', undefined, true],
  ['TargetDate', undefined, true],
  ['Name', 'Old', true],
] as const)('of %s %s needs nothing to be asked', async (field, value, expected) => {
  const { store, goal, newRequests } = await opened();
  const { [field]: _, ...others } = goal;
  newRequests();
  const before = { ...others, Name: goal.Name, ...(value && { [field]: value }) };
  expect(await canBeUndone(store, before, field)).toBe(expected);
  expect(newRequests()).toEqual([]);
});

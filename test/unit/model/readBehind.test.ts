import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf, type GoalField, type GoalFields } from '../../../src/model/goalFields.ts';
import { newestRead } from '../../../src/model/newestRead.ts';
import { applyPlan } from '../../../src/plan/applyPlan.ts';
import { anyGoal, connect } from '../api/connectedClient.ts';
import { newStore } from './newStore.ts';

/** A form that was opened after a colleague's change, and a service whose reads are behind that from then on, so many times. */
const behind = async (changes: Partial<GoalFields>, times: number) => {
  const { client } = await connect({ tenant: { goals: 3 } });
  const { Gsid } = await anyGoal({ client });
  const before = await client.getGoal(Gsid);
  const store = newStore();
  let left = 0;
  const getGoal: typeof client.getGoal = async (goalId, signal) => {
    const read = await client.getGoal(goalId, signal);
    left -= 1;
    return left >= 0 ? before : read;
  };
  const searchGoals: typeof client.searchGoals = async (...about) => {
    const page = await client.searchGoals(...about);
    return left > 0 ? { ...page, records: page.records.map((goal) => (goal.Gsid === Gsid ? before : goal)) } : page;
  };
  store.use({ ...client, getGoal, searchGoals });
  await store.load();
  await client.updateGoal(Gsid, inputOf({ ...fieldsOf(before), ...changes }));
  const base = fieldsOf(await store.fetchGoal(Gsid));
  left = times;
  const save = (mine: Partial<GoalFields>) => store.updateGoal(Gsid, base, { ...base, ...mine });
  const plan = async (field: GoalField, after: string) => {
    const step = { kind: 'update', key: 'k', goalId: Gsid, changes: [{ field, before: base[field], after }] } as const;
    const { states } = await applyPlan([step], { ...store.writer(), journal: { append: async () => {} } });
    return states.get('k')?.kind;
  };
  return { save, plan, base, held: async () => fieldsOf(await client.getGoal(Gsid)) };
};

describe('reads that are behind what was seen', () => {
  it.each([1, 2, 3, 99])('(%i of them) take no colleague’s change back', async (times) => {
    const theirs = { Status: 'Missed', TargetDate: '2031-05-05', Description: '<p>Theirs</p>' };
    const { save, base, held } = await behind(theirs, times);
    await save({ Name: 'Mine' });
    expect(await held()).toEqual({ ...base, ...theirs, Name: 'Mine' });
  });

  it.each([1, 2, 99])('(%i of them) make no conflict of what was seen', async (times) => {
    const { save, base, held } = await behind({ Status: 'Missed' }, times);
    await save({ Status: 'Achieved' });
    expect(await held()).toEqual({ ...base, Status: 'Achieved' });
  });

  it.each([1, 2, 3, 99])('(%i of them) take no colleague’s change back by a plan', async (times) => {
    const theirs = { Status: 'Missed', TargetDate: '2031-05-05' };
    const { plan, base, held } = await behind(theirs, times);
    expect(await plan('Name', 'Mine')).toBe('done');
    expect(await held()).toEqual({ ...base, ...theirs, Name: 'Mine' });
  });

  it.each([1, 2, 99])('(%i of them) make no conflict of what a plan was made on', async (times) => {
    const { plan, base, held } = await behind({ Status: 'Missed' }, times);
    expect(await plan('Status', 'Achieved')).toBe('done');
    expect(await held()).toEqual({ ...base, Status: 'Achieved' });
  });
});

const now = '2031-01-01T12:00:00.000Z';
const goal = (hour: number, more: Partial<Goal> = {}): Goal => ({
  Gsid: 'G',
  Name: `At ${hour}`,
  CompanyId: 'C',
  ModifiedDate: new Date(Date.parse(now) + (hour - 12) * 3_600_000).toISOString(),
  ...more,
});
const came = { TargetDate: '2031-05-05', asCame: { TargetDate: '2031-05-05T22:00:00Z' } };

describe('the newest', () => {
  it.each<readonly [string, read: Goal, seen: Goal | undefined, newest: Goal]>([
    ['is what is read where nothing was seen', goal(9), undefined, goal(9)],
    ['is what is read where that is later', goal(11), goal(10), goal(11)],
    ['is what is read where that is as late', goal(10, { Name: 'x' }), goal(10), goal(10, { Name: 'x' })],
    ['is what is read where what was seen has an odd stamp', goal(9), goal(99), goal(9)],
    [
      'is what is read where that has no stamp',
      { Gsid: 'G', Name: 'x', CompanyId: 'C' },
      goal(10),
      { Gsid: 'G', Name: 'x', CompanyId: 'C' },
    ],
    ['is what was seen, with what the update was begun on', goal(9), goal(10), goal(10, { Description: 'base' })],
    [
      'has the description that was seen',
      goal(9, { Description: 'a' }),
      goal(10, { Description: 'b' }),
      goal(10, { Description: 'b' }),
    ],
    [
      'has the same date as it came',
      goal(9, came),
      goal(10, { TargetDate: '2031-05-05' }),
      goal(10, { ...came, Description: 'base' }),
    ],
    [
      'has another date as it is',
      goal(9, came),
      goal(10, { TargetDate: '2031-06-06' }),
      goal(10, { TargetDate: '2031-06-06', Description: 'base' }),
    ],
    [
      'is not read where either was not',
      goal(9, { unreadable: ['Status'] }),
      goal(10, { unreadable: ['OwnerId'] }),
      goal(10, { Description: 'base', unreadable: ['OwnerId', 'Status'] }),
    ],
  ])('%s', (_, read, seen, newest) => {
    expect(newestRead(read, seen, { Description: 'base' }, now)).toEqual(newest);
  });
});

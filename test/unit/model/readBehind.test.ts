import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf, type GoalField, type GoalFields } from '../../../src/model/goalFields.ts';
import { listedFields } from '../../../src/model/goalSlice.ts';
import { isReadBehind, newestClient, newestRead } from '../../../src/model/newestRead.ts';
import { sendUpdate } from '../../../src/model/sendUpdate.ts';
import { applyPlan } from '../../../src/plan/applyPlan.ts';
import { anyGoal, connect } from '../api/connectedClient.ts';
import { newStore } from './newStore.ts';

const journal = { append: async () => {} };

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
    const { states } = await applyPlan([step], { ...store.writer(), journal });
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

/** As {@link behind}, for a goal whose newer version came with a list: nobody has read its description since. */
const behindList = async (times: number, isWhole: boolean, searches = 99) => {
  const { client, newRequests } = await connect({ tenant: { goals: 3 } });
  const { Gsid } = await anyGoal({ client });
  const before = await client.getGoal(Gsid);
  // Longer than the others': a plan takes no word of a search for it.
  const theirs = { Status: 'Missed', Description: `<p>${'Theirs. '.repeat(1000)}</p>` };
  await client.updateGoal(Gsid, inputOf({ ...fieldsOf(before), ...theirs }));
  const { records } = await client.searchGoals({ select: listedFields, limit: 3, offset: 0 });
  const listed = records.find((goal) => goal.Gsid === Gsid);
  const seen = isWhole ? await client.getGoal(Gsid) : listed;
  const known = seen && { goal: seen, earlier: [before.ModifiedDate ?? ''] };
  let left = times;
  let searchesLeft = searches;
  const waits: number[] = [];
  const lagging: typeof client = {
    ...client,
    getGoal: async (goalId, signal) => {
      const read = await client.getGoal(goalId, signal);
      if (goalId === Gsid) left -= 1;
      return left >= 0 && goalId === Gsid ? before : read;
    },
    searchGoals: async (...about) => {
      const page = await client.searchGoals(...about);
      searchesLeft -= 1;
      if (searchesLeft < 0) return page;
      return { ...page, records: page.records.map((goal) => (goal.Gsid === Gsid ? before : goal)) };
    },
  };
  const wait = async (ms: number): Promise<void> => void waits.push(ms);
  const newest = newestClient(lagging, (goalId) => (goalId === Gsid ? known : undefined), wait);
  newRequests();
  return { client, newest, before, theirs, waits, newRequests, held: async () => fieldsOf(await client.getGoal(Gsid)) };
};

describe('reads that are behind a list, which has no descriptions', () => {
  it.each([0, 1, 2, 3])('(%i of them) are made again until they are not', async (times) => {
    const { newest, before, theirs, waits, held } = await behindList(times, false);
    const base = fieldsOf(before);
    await sendUpdate(newest, before.Gsid, base, { ...base, Name: 'Mine' });
    expect(await held()).toEqual({ ...base, ...theirs, Name: 'Mine' });
    expect(waits).toHaveLength(times);
  });

  it('that stay so fail the update, and nothing is sent', async () => {
    const { newest, before, theirs, waits, newRequests, held } = await behindList(99, false);
    const base = fieldsOf(before);
    const failure = await sendUpdate(newest, before.Gsid, base, { ...base, Name: 'Mine' }).catch(
      (error: unknown) => error,
    );
    expect(isReadBehind(failure)).toBe(true);
    expect(newRequests()).toEqual(['getGoal 200', 'getGoal 200', 'getGoal 200', 'getGoal 200']);
    expect(waits).toEqual([300, 700, 2000, 0]);
    expect(await held()).toEqual({ ...base, ...theirs });
  });

  it('are not waited for where the goal itself was read', async () => {
    const { newest, before, theirs, waits } = await behindList(99, true);
    expect(fieldsOf(await newest.getGoal(before.Gsid))).toEqual({ ...fieldsOf(before), ...theirs });
    expect(waits).toEqual([]);
  });

  it('end with the person’s wish', async () => {
    const { newest, before } = await behindList(99, false);
    const end = AbortSignal.abort();
    await expect(newest.getGoal(before.Gsid, end)).rejects.toMatchObject({ kind: 'aborted' });
  });

  it.each([
    ['without its description, is left out', false],
    ['as a whole, is as it was seen', true],
  ])('what a search has of a goal that was seen %s', async (_, isWhole) => {
    const { newest, before, theirs } = await behindList(99, isWhole);
    const { records } = await newest.searchGoals({ limit: 3, offset: 0 });
    const found = records.find((goal) => goal.Gsid === before.Gsid);
    expect(found && fieldsOf(found)).toEqual(isWhole ? { ...fieldsOf(before), ...theirs } : undefined);
    expect(records).toHaveLength(isWhole ? 3 : 2);
  });

  it.each([
    ['with its searches', 99],
    ['alone', 0],
  ])('(%s) fail one update of a plan, and no other', async (_, searches) => {
    const { client, newest, before, theirs, held } = await behindList(99, false, searches);
    const { records } = await client.searchGoals({ limit: 3, offset: 0 });
    const others = records.filter(({ Gsid }) => Gsid !== before.Gsid);
    const steps = [before, ...others].map(({ Gsid, Name }) => {
      const changes = [{ field: 'Name', before: Name, after: `${Name}, mine` }] as const;
      return { kind: 'update', key: Gsid, goalId: Gsid, changes } as const;
    });
    const { states } = await applyPlan(steps, { client: newest, stored: () => {}, metricAdded: () => {}, journal });
    expect(steps.map(({ key }) => states.get(key)?.kind)).toEqual(['failed', 'done', 'done']);
    expect(await held()).toEqual({ ...fieldsOf(before), ...theirs });
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
const seenText = { Description: 'seen' };
const came = { TargetDate: '2031-05-05', asCame: { TargetDate: '2031-05-05T22:00:00Z' } };

describe('the newest', () => {
  it.each<readonly [string, read: Goal, seen: Goal | undefined, newest: Goal | undefined]>([
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
    ['is what was seen, as a whole', goal(9), goal(10, seenText), goal(10, seenText)],
    ['is not known where what was seen lacks its description', goal(9, { Description: 'a' }), goal(10), undefined],
    [
      'has the description that was seen',
      goal(9, { Description: 'a' }),
      goal(10, { Description: 'b' }),
      goal(10, { Description: 'b' }),
    ],
    [
      'has the same date as it came',
      goal(9, came),
      goal(10, { TargetDate: '2031-05-05', ...seenText }),
      goal(10, { ...came, ...seenText }),
    ],
    [
      'has another date as it is',
      goal(9, came),
      goal(10, { TargetDate: '2031-06-06', ...seenText }),
      goal(10, { TargetDate: '2031-06-06', ...seenText }),
    ],
    [
      'is not read where either was not',
      goal(9, { unreadable: ['Status'] }),
      goal(10, { unreadable: ['OwnerId'], ...seenText }),
      goal(10, { unreadable: ['OwnerId', 'Status'], ...seenText }),
    ],
  ])('%s', (_, read, seen, newest) => {
    const known = seen && { goal: seen, earlier: [read.ModifiedDate ?? ''] };
    expect(newestRead(read, known, now)).toEqual(newest);
  });

  it('is not known where the older version was never seen: it may be a newer one whose clock is behind', () => {
    expect(
      newestRead(goal(9), { goal: goal(10, seenText), earlier: [goal(8).ModifiedDate ?? ''] }, now),
    ).toBeUndefined();
  });

  it('is not what is read where that was seen before, however little later it was changed', () => {
    const listed = goal(10, { Name: 'n', ModifiedDate: '2031-01-01T10:00:00.620Z' });
    const read = goal(10, { Name: 'n' });
    expect(newestRead(read, { goal: listed, earlier: [read.ModifiedDate ?? ''] }, now)).toBeUndefined();
  });

  it.each<readonly [string, more: Partial<Goal>, seenMore: Partial<Goal>, isRead: boolean]>([
    ['one part of a second', {}, {}, true],
    ['one part of a second, and with the description', seenText, seenText, true],
    ['a second before', { ModifiedDate: '2031-01-01T09:59:59.620Z' }, {}, true],
    ['no names of ids', {}, { CompanyName: 'Acme', OwnerName: 'Ann' }, true],
    ['another name', { Name: 'x' }, {}, false],
    ['another description', { Description: 'x' }, seenText, false],
    ['an older second', { ModifiedDate: '2031-01-01T09:59:57.620Z' }, {}, false],
  ])('is what is read where search and read write one moment in two ways: %s', (_, more, seenMore, isRead) => {
    const read = goal(10, { Name: 'n', ...more });
    const listed = goal(10, { Name: 'n', ModifiedDate: '2031-01-01T10:00:00.620Z', ...seenMore });
    expect(newestRead(read, { goal: listed, earlier: [] }, now)).toEqual(isRead ? read : undefined);
  });
});

import { describe, expect, it } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { ApiError } from '../../src/api/errors.ts';
import type { Goal } from '../../src/api/schema.ts';
import { fieldsOf } from '../../src/model/goalFields.ts';
import { applyPlan } from '../../src/plan/applyPlan.ts';
import { another, colleagueWrites, held, memory, open, stepOf, tally } from './planTenant.ts';

const count = (requests: readonly string[], operation: string): number =>
  requests.filter((each) => each.startsWith(operation)).length;

/** A client to which the tenant refuses to change these goals. */
const refusing = (client: Client, ids: readonly string[]): Client => ({
  ...client,
  updateGoal: async (goalId, input, signal) => {
    if (!ids.includes(goalId)) return client.updateGoal(goalId, input, signal);
    await client.updateGoal(goalId, { ...input, Status: 'Nonsense' }, signal);
    throw new Error('it should have been refused');
  },
});

/** So that after one goal the searches are trusted: what is read by itself is not in the gap. */
const sameDescriptions = async (client: Client, ids: readonly string[]): Promise<void> => {
  for (const id of ids) await colleagueWrites(client, id, { Description: '<p>The same</p>' });
};

describe('fifty goals at once', () => {
  it('45 are changed, 3 refused with their reason, 2 are conflicts, in few requests', async () => {
    const { client, colleague, goals, ids, newRequests } = await open(50);
    const steps = goals.map((goal) => stepOf(goal, 'TargetDate', '2031-05-05'));
    const refused = [ids[3], ids[24], ids[49]].map((id) => id ?? '');
    const changed = [ids[0] ?? '', ids[30] ?? ''];
    for (const id of changed) await colleagueWrites(colleague, id, { TargetDate: '2032-01-01' });
    newRequests();
    const journal = memory();
    const applied = await applyPlan(steps, { client: refusing(client, refused), journal });
    const requests = newRequests();
    expect(tally(applied)).toEqual({ done: 45, failed: 3, conflict: 2 });
    expect(count(requests, 'updateGoal')).toBeLessThanOrEqual(50);
    expect(count(requests, 'searchGoals')).toBeLessThanOrEqual(15);
    expect(count(requests, 'getGoal')).toBeLessThanOrEqual(30);
    const reasons = refused.map((id) => applied.states.get(id));
    for (const state of reasons) expect(state).toMatchObject({ error: { kind: 'invalid', status: 400 } });
    const after = await held(colleague, ids);
    const dates = goals.map(({ Gsid, TargetDate = '' }) => {
      if (changed.includes(Gsid)) return '2032-01-01';
      return refused.includes(Gsid) ? TargetDate : '2031-05-05';
    });
    expect(ids.map((id) => after.get(id)?.TargetDate ?? '')).toEqual(dates);
    expect(journal.entries.filter(({ state }) => state.kind === 'sending')).toHaveLength(48);
    const again = await applyPlan(steps, { client, journal: memory(), before: journal.entries });
    expect(tally(again)).toEqual({ done: 48, conflict: 2 });
    expect(count(newRequests(), 'updateGoal')).toBe(3);
  });

  it('what nobody touched is byte for byte as it was', async () => {
    const { client, colleague, goals, ids } = await open(50);
    await applyPlan(
      goals.map((goal) => stepOf(goal, 'Status', another(goal))),
      { client, journal: memory() },
    );
    const after = await held(colleague, ids);
    for (const goal of goals)
      expect(fieldsOf(after.get(goal.Gsid) ?? {})).toEqual({ ...fieldsOf(goal), Status: another(goal) });
  });

  // The first ten are read by themselves. Later, what has no description, or a template that no other has.
  it.each([
    [10, 3, 10],
    [50, 11, 20],
  ])('%i take %i searches and at most %i reads', async (size, searches, reads) => {
    const { client, goals, newRequests } = await open(size);
    await applyPlan(
      goals.map((goal) => stepOf(goal, 'Status', another(goal))),
      { client, journal: memory() },
    );
    const requests = newRequests();
    expect(count(requests, 'searchGoals')).toBeLessThanOrEqual(searches);
    expect(count(requests, 'getGoal')).toBeLessThanOrEqual(reads);
    expect(count(requests, 'updateGoal')).toBe(size);
  });
});

describe('a colleague’s change in the gap', () => {
  const places = Array.from({ length: 10 }, (_, place) => place);

  it.each(places)('of another field survives at place %i', async (place) => {
    const act = { now: async (): Promise<void> => {} };
    const { client, colleague, goals, ids } = await open(10, async (search) => {
      if (search === (place < 5 ? 1 : 2)) await act.now();
    });
    await sameDescriptions(colleague, ids);
    act.now = () => colleagueWrites(colleague, ids[place] ?? '', { TargetDate: '2032-02-02' });
    const applied = await applyPlan(
      goals.map((goal) => stepOf(goal, 'Name', `${goal.Name} 2`)),
      { client, journal: memory() },
    );
    expect(tally(applied)).toEqual({ done: 10 });
    const after = await held(colleague, ids);
    expect(ids.map((id) => after.get(id)?.Name)).toEqual(goals.map(({ Name }) => `${Name} 2`));
    const dates = goals.map(({ TargetDate }, at) => (at === place ? '2032-02-02' : TargetDate));
    expect(ids.map((id) => after.get(id)?.TargetDate)).toEqual(dates);
  });

  it.each(places)('of the same field is put back and is a conflict at place %i', async (place) => {
    const act = { now: async (): Promise<void> => {} };
    const { client, colleague, goals, ids } = await open(10, async (search) => {
      if (search === (place < 5 ? 1 : 2)) await act.now();
    });
    await sameDescriptions(colleague, ids);
    act.now = () => colleagueWrites(colleague, ids[place] ?? '', { Name: 'Theirs' });
    const applied = await applyPlan(
      goals.map((goal) => stepOf(goal, 'Name', `${goal.Name} 2`)),
      { client, journal: memory() },
    );
    expect(tally(applied)).toEqual({ done: 9, conflict: 1 });
    expect((await held(colleague, ids)).get(ids[place] ?? '')?.Name).toBe('Theirs');
  });

  it.each<readonly [string, Partial<Record<'Name' | 'Status', string>>, string]>([
    ['goes on in another field', { Status: 'Missed' }, 'done'],
    ['goes on in the same field', { Name: 'Theirs' }, 'conflict'],
  ])('survives where the answer is lost and a colleague %s', async (_, later, expected) => {
    const act = { now: async (): Promise<void> => {} };
    const { client, colleague, goals, ids } = await open(3, async (search) => {
      if (search === 1) await act.now();
    });
    await sameDescriptions(colleague, ids);
    const [, id = ''] = ids;
    act.now = () => colleagueWrites(colleague, id, { TargetDate: '2032-02-02' });
    let isLost = false;
    const losing: Client = {
      ...client,
      updateGoal: async (goalId, ...rest) => {
        const answer = await client.updateGoal(goalId, ...rest);
        if (goalId !== id || isLost) return answer;
        isLost = true;
        await colleagueWrites(colleague, id, later);
        throw new ApiError('network', 'updateGoal');
      },
    };
    const steps = goals.map((goal) => stepOf(goal, 'Name', 'Mine'));
    const applied = await applyPlan(steps, { client: losing, journal: memory() });
    expect(applied.states.get(id)?.kind).toBe(expected);
    expect(await colleague.getGoal(id)).toMatchObject({ Name: 'Mine', TargetDate: '2032-02-02', ...later });
  });
});

describe('a tenant whose searches do not do', () => {
  /** What a search of this tenant makes of a goal. */
  const searching = (client: Client, change: (goal: Goal) => Goal): Client => ({
    ...client,
    searchGoals: async (request, signal) => {
      const page = await client.searchGoals(request, signal);
      return { ...page, records: page.records.map((goal) => change(goal)) };
    },
  });
  const without =
    (...names: readonly (keyof Goal)[]) =>
    (goal: Goal): Goal => ({
      ...goal,
      ...Object.fromEntries(names.map((name) => [name, undefined])),
    });

  it.each<readonly [string, (client: Client) => Client]>([
    ['leaves descriptions out', (client) => searching(client, without('Description'))],
    [
      'leaves long descriptions out',
      (client) =>
        searching(client, (goal) => ((goal.Description?.length ?? 0) > 200 ? without('Description')(goal) : goal)),
    ],
    [
      'cuts descriptions',
      (client) =>
        searching(client, (goal) => ({
          ...goal,
          ...(goal.Description && { Description: goal.Description.slice(0, 50) }),
        })),
    ],
    ['leaves templates and owners out', (client) => searching(client, without('TemplateId', 'OwnerId'))],
    [
      'heeds no condition',
      (client) => ({
        ...client,
        searchGoals: (request, signal) => client.searchGoals({ limit: request.limit ?? 10 }, signal),
      }),
    ],
    [
      'does not take IN',
      (client) => ({
        ...client,
        searchGoals: () =>
          Promise.reject(
            new ApiError('invalid', 'searchGoals', { status: 400, answeredBy: 'tenant', code: 'GSOBJ_1006' }),
          ),
      }),
    ],
    [
      'serves no search',
      (client) => ({
        ...client,
        searchGoals: () =>
          Promise.reject(
            new ApiError('noSuchApi', 'searchGoals', { status: 404, answeredBy: 'tenant', code: 'GS_APIG_1000' }),
          ),
      }),
    ],
    [
      'gives a part of what was asked for',
      (client) => ({
        ...client,
        searchGoals: (request, signal) => client.searchGoals({ ...request, limit: 3 }, signal),
      }),
    ],
  ])('%s: what nobody touched is as it was', async (_, odd) => {
    const { client, colleague, goals, ids } = await open(12);
    const applied = await applyPlan(
      goals.map((goal) => stepOf(goal, 'Status', another(goal))),
      { client: odd(client), journal: memory() },
    );
    expect(tally(applied)).toEqual({ done: 12 });
    const after = await held(colleague, ids);
    for (const goal of goals)
      expect(fieldsOf(after.get(goal.Gsid) ?? {})).toEqual({ ...fieldsOf(goal), Status: another(goal) });
  });
});

import { describe, expect, it } from 'vitest';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { partOf } from '../../../src/plan/plan.ts';
import { discard, kinds, namesOf, never, opened, rename, undo } from './openedSession.ts';

describe('planned changes', () => {
  it('are sent when they are applied, and known then', async () => {
    const all = await opened();
    const { session, store } = all;
    const goals = all.goals.slice(0, 7);
    all.newRequests();
    await session.add(goals.map(rename));
    expect(all.newRequests().filter((each) => !each.startsWith('listGoalTemplates'))).toEqual([]);
    await session.apply(session.toApply(), () => {}, never);
    const wanted = goals.map(({ Name }) => `${Name} 2`);
    expect(await namesOf(all, goals)).toEqual(wanted);
    expect(goals.map(({ Gsid }) => store.goal(Gsid)?.Name)).toEqual(wanted);
    expect(new Set(kinds(session))).toEqual(new Set(['done']));
  });

  it('are there after a reload, with what was left out', async () => {
    const { session, newSession, goals } = await opened();
    await session.add(goals.slice(0, 3).map(rename));
    await session.change((plan) => ({ ...plan, leftOut: [partOf.row('1')] }));
    const later = newSession();
    await later.load();
    expect(later.planned?.plan).toEqual(session.planned?.plan);
    await later.apply(later.toApply(), () => {}, never);
    expect(later.planned?.steps?.map(({ key }) => key)).toEqual(['0', '2']);
  });

  it('are there where the plan is read before the tenant is connected, and its goals are loaded', async () => {
    const { session, newSession, goals, store, client } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    store.use(undefined);
    const later = newSession();
    await later.load();
    expect([later.planned?.plan, later.rows()]).toEqual([session.planned?.plan, []]);
    store.use(client);
    await store.load();
    expect(later.rows()).toHaveLength(2);
  });

  it('are added to as long as nothing was sent, and begin anew then', async () => {
    const { session, goals } = await opened();
    const [first, second, third] = goals.map(rename);
    await session.add([first, second].filter((each) => each !== undefined));
    await session.add([third].filter((each) => each !== undefined));
    expect(session.rows()).toHaveLength(3);
    await session.apply(session.toApply(), () => {}, never);
    await session.add([first].filter((each) => each !== undefined));
    expect(session.planned?.steps).toBeUndefined();
    expect(session.planned?.plan.intents).toHaveLength(1);
  });

  it('are undone but for what a colleague touched since', async () => {
    const all = await opened();
    const { session, colleague, store } = all;
    const goals = all.goals.slice(0, 3);
    await session.add(goals.map(rename));
    await session.apply(session.toApply(), () => {}, never);
    const [, touched] = goals;
    const now = await colleague.getGoal(touched?.Gsid ?? '');
    await colleague.updateGoal(now.Gsid, inputOf({ ...fieldsOf(now), Status: 'Missed' }));
    await store.fetchGoal(now.Gsid);
    await undo(session);
    expect(session.rows().map(({ state }) => state.kind)).toEqual(['update', 'refused', 'update']);
    await session.apply(session.toApply(), () => {}, never);
    expect(await namesOf(all, goals)).toEqual([goals[0]?.Name, `${touched?.Name} 2`, goals[2]?.Name]);
  });

  it('are in conflict with what a colleague wrote since they were seen, also where that is known', async () => {
    const all = await opened();
    const { session, colleague, store } = all;
    const goals = all.goals.slice(0, 2);
    await session.add(goals.map(rename));
    const [touched] = goals;
    const now = await colleague.getGoal(touched?.Gsid ?? '');
    await colleague.updateGoal(now.Gsid, inputOf({ ...fieldsOf(now), Name: 'Theirs' }));
    await store.fetchGoal(now.Gsid);
    await session.apply(session.toApply(), () => {}, never);
    expect(kinds(session)).toEqual(['conflict', 'done']);
    expect(await namesOf(all, goals)).toEqual(['Theirs', `${goals[1]?.Name} 2`]);
  });

  it('that were cancelled go on where they were', async () => {
    const all = await opened();
    const { session } = all;
    const goals = all.goals.slice(0, 20);
    await session.add(goals.map(rename));
    const cancel = new AbortController();
    await session.apply(session.toApply(), ({ settled }) => settled >= 5 && cancel.abort(), cancel.signal);
    expect(session.unsettled).toBeGreaterThan(0);
    await session.apply(session.toApply(), () => {}, never);
    expect(session.unsettled).toBe(0);
    expect(await namesOf(all, goals)).toEqual(goals.map(({ Name }) => `${Name} 2`));
  });

  it('of another tenant are not shown', async () => {
    const { session, goals, setTenant } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    setTenant('acme.example');
    await session.load();
    expect(session.planned).toBeUndefined();
    setTenant('sample');
    await session.load();
    expect(session.rows()).toHaveLength(2);
  });

  it('that are discarded are gone', async () => {
    const { session, newSession, goals } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    await discard(session);
    const later = newSession();
    await later.load();
    expect([session.planned, later.planned]).toEqual([undefined, undefined]);
  });

  it('that another window applies are not sent from here', async () => {
    const { session, newSession, goals, newRequests } = await opened();
    await session.add(goals.slice(0, 6).map(rename));
    const other = newSession();
    await other.load();
    const first = session.apply(session.toApply(), () => {}, never);
    await expect(other.apply(other.toApply(), () => {}, never)).rejects.toThrow('planTaken');
    await first;
    expect(newRequests().filter((each) => each.startsWith('updateGoal'))).toHaveLength(6);
  });
});

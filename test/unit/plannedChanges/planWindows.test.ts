import { describe, expect, it } from 'vitest';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { NotConnected } from '../../../src/model/goalStore.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { partOf } from '../../../src/plan/plan.ts';
import { PlanFiles } from '../../../src/plan/planFiles.ts';
import { refreshList } from '../../../src/plannedChanges/freshList.ts';
import { madeMeanwhile, thereEntries } from '../../../src/plannedChanges/madeMeanwhile.ts';
import { discard, kinds, never, opened, rename } from './openedSession.ts';

describe('planned changes, of several windows and tenants', () => {
  it('are not sent where another tenant is connected by now, nor is anything added', async () => {
    const { session, goals, setTenant, newRequests } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    const agreed = session.toApply();
    newRequests();
    setTenant('acme.example');
    await expect(session.apply(agreed, () => {}, never)).rejects.toThrow(NotConnected);
    await expect(session.add(goals.slice(2, 3).map(rename), { tenant: 'sample' })).rejects.toThrow(NotConnected);
    expect(newRequests()).toEqual([]);
    setTenant('sample');
    await session.load();
    expect(session.planned?.steps).toBeUndefined();
    expect(session.rows()).toHaveLength(2);
  });

  it('that are applied while another tenant is connected are not that one’s afterwards', async () => {
    const { session, goals, setTenant, newRequests } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    const agreed = session.toApply();
    const applying = session.apply(agreed, () => setTenant('acme.example'), never);
    await applying;
    newRequests();
    expect(session.planned).toBeUndefined();
    await expect(session.apply(agreed, () => {}, never)).rejects.toThrow(NotConnected);
    expect(newRequests()).toEqual([]);
  });

  it('that another window changed or applied since they were agreed to are shown, not sent', async () => {
    const all = await opened();
    const { session, newSession, newRequests } = all;
    const goals = all.goals.slice(0, 3);
    await session.add(goals.map(rename));
    const other = newSession();
    await other.load();
    await other.change((plan) => ({ ...plan, leftOut: [partOf.row('1')] }));
    newRequests();
    await expect(session.apply(session.toApply(), () => {}, never)).rejects.toThrow('planChanged');
    expect(newRequests().filter((each) => each.startsWith('updateGoal'))).toEqual([]);
    expect(session.planned?.plan.leftOut).toEqual([partOf.row('1')]);
    const agreed = session.toApply();
    await other.apply(other.toApply(), () => {}, never);
    await expect(session.apply(agreed, () => {}, never)).rejects.toThrow('planChanged');
    expect(kinds(session)).toEqual(['done', 'done']);
  });

  it('are what was agreed to, whatever is known of the goals by then', async () => {
    const all = await opened();
    const { session, store, colleague } = all;
    const goals = all.goals.slice(0, 2);
    await session.add(goals.map(rename));
    const agreed = session.toApply();
    const now = await colleague.getGoal(goals[0]?.Gsid ?? '');
    await colleague.updateGoal(now.Gsid, inputOf({ ...fieldsOf(now), Name: `${now.Name} 2` }));
    await store.fetchGoal(now.Gsid);
    expect(session.toApply()?.steps).toHaveLength(1);
    await session.apply(agreed, () => {}, never);
    expect(session.planned?.steps).toEqual(agreed?.steps);
  });

  it('that are added at the same time are all there, and what is left out meanwhile stays so', async () => {
    const { session, newSession, goals, store } = await opened();
    await session.add(goals.slice(0, 1).map(rename));
    const described = goals.slice(1, 4).map((goal): Intent => {
      return { kind: 'update', goalId: goal.Gsid, fields: { Description: '<p>New</p>' } };
    });
    expect(store.goal(goals[1]?.Gsid ?? '')?.Description).toBeUndefined();
    const adding = described.map((each) => session.add([each]));
    await session.change((plan) => ({ ...plan, leftOut: [partOf.row('0')] }));
    await Promise.all(adding);
    const later = newSession();
    await later.load();
    expect(later.planned?.plan).toEqual(session.planned?.plan);
    expect([session.planned?.plan.intents.length, session.planned?.plan.leftOut]).toEqual([4, [partOf.row('0')]]);
  });

  it('that another window made are added to, and what it wrote is not written over', async () => {
    const { session, newSession, goals } = await opened();
    const other = newSession();
    await session.add(goals.slice(0, 1).map(rename));
    await other.add(goals.slice(1, 2).map(rename));
    await session.add(goals.slice(2, 3).map(rename));
    expect(session.planned?.plan.intents).toHaveLength(3);
    await expect(other.change((plan) => ({ ...plan, leftOut: [partOf.row('0')] }))).rejects.toThrow('planChanged');
    expect(other.planned?.plan).toEqual(session.planned?.plan);
  });

  it('that another window has begun are not discarded as unsent', async () => {
    const { session, newSession, goals } = await opened();
    await session.add(goals.slice(0, 1).map(rename));
    const other = newSession();
    await other.load();
    await other.apply(other.toApply(), () => {}, never);
    await expect(discard(session)).rejects.toThrow('planChanged');
    expect(kinds(session)).toEqual(['done']);
  });

  it('that are in conflict are offered once, also after a reload', async () => {
    const all = await opened();
    const { session, newSession, colleague } = all;
    const [touched, ...others] = all.goals.slice(0, 2);
    await session.add([touched, ...others].flatMap((goal) => (goal === undefined ? [] : [rename(goal)])));
    const now = await colleague.getGoal(touched?.Gsid ?? '');
    await colleague.updateGoal(now.Gsid, inputOf({ ...fieldsOf(now), Name: 'Theirs' }));
    await session.apply(session.toApply(), () => {}, never);
    if (session.planned !== undefined) await session.offered(session.planned, '0');
    const later = newSession();
    await later.load();
    for (const each of [session, later]) {
      expect(each.planned?.states.get('0')).toMatchObject({ kind: 'conflict', isOffered: true });
      expect(kinds(each)).toEqual(['conflict', 'done']);
    }
  });

  it('hold what was written over until somebody was shown it', async () => {
    const { session, newSession, folder, goals } = await opened();
    await session.add(goals.slice(0, 1).map(rename));
    const plan = session.planned?.plan;
    if (plan === undefined) throw new Error('nothing is planned');
    const open = await new PlanFiles(folder).open('sample', plan.id);
    const stored = { kind: 'done', goalId: goals[0]?.Gsid ?? '', changes: [], mismatches: [] } as const;
    await open.begin(session.toApply()?.steps ?? [], '2031-01-01T00:00:00.000Z');
    await open.append([{ step: '0', state: { kind: 'notPutBack', stored, lost: { Name: 'Theirs' } } }]);
    await open.close();
    const later = newSession();
    await later.load();
    expect([later.unsettled, later.held]).toEqual([0, 1]);
    await expect(later.add(goals.slice(1, 2).map(rename))).rejects.toThrow('planChanged');
    if (later.planned !== undefined) await later.offered(later.planned, '0');
    expect(later.held).toBe(0);
    await later.add(goals.slice(1, 2).map(rename));
    expect(later.planned?.steps).toBeUndefined();
  });

  it('that make a goal ask about one that a colleague has made, once the list is fresh', async () => {
    const { session, store, colleague, goals } = await opened();
    const CompanyId = goals[0]?.CompanyId ?? '';
    await session.add([{ kind: 'create', fields: { CompanyId, Name: 'Brand new' } }]);
    await colleague.createGoal({ CompanyId, Name: 'Brand new' });
    expect(session.toApply()?.steps).toHaveLength(1);
    expect(await refreshList(store)).toBe(true);
    expect(session.rows()[0]?.state.kind).toBe('open');
    expect(session.toApply()?.steps).toEqual([]);
  });

  it('that were begun do not make a goal that a colleague has made since, nor its metrics, where a person says so', async () => {
    const all = await opened();
    const { session, store, colleague, goals, folder, newSession } = all;
    const CompanyId = goals[0]?.CompanyId ?? '';
    const metrics = [{ Name: 'Seats', TargetValue: '1', CurrentValue: '', Unit: '' }];
    const named = (Name: string): Intent => ({ kind: 'create', fields: { CompanyId, Name }, metrics });
    await session.add([named('Brand new'), named('Another')]);
    const open = await new PlanFiles(folder).open('sample', session.planned?.plan.id ?? '');
    await open.begin(session.toApply()?.steps ?? [], '2031-01-01T00:00:00.000Z');
    await open.close();
    const theirs = await colleague.createGoal({ CompanyId, Name: 'BRAND NEW' });
    const later = newSession();
    await later.load();
    await refreshList(store);
    const agreed = later.toApply();
    if (agreed === undefined || later.planned === undefined) throw new Error('nothing is planned');
    const found = madeMeanwhile(agreed, later.planned, store);
    expect(found.map(({ fields }) => fields.Name)).toEqual(['Brand new']);
    const applied = await later.apply({ ...agreed, there: thereEntries(agreed, found) }, () => {}, never);
    expect(applied).toMatchObject({ total: 4, settled: 4 });
    expect(kinds(later)).toEqual(['unchanged', 'unchanged', 'done', 'done']);
    await refreshList(store);
    const names = store.goalsOf(CompanyId).map(({ Name }) => Name);
    expect(names.filter((name) => /^(brand new|another)$/i.test(name)).toSorted()).toEqual(['Another', 'BRAND NEW']);
    expect(await colleague.listGoalMetrics(theirs.Gsid)).toEqual([]);
    // What the plan itself made is not taken for a colleague's.
    expect(madeMeanwhile(agreed, later.planned, store)).toEqual([]);
  });
});

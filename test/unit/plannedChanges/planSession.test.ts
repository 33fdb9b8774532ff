import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { GoalStore, NotConnected } from '../../../src/model/goalStore.ts';
import type { TenantId } from '../../../src/model/tenant.ts';
import type { Intent } from '../../../src/plan/intent.ts';
import { partOf } from '../../../src/plan/plan.ts';
import { PlanFiles } from '../../../src/plan/planFiles.ts';
import { PlanSession } from '../../../src/plannedChanges/planSession.ts';
import { clientFor, connect } from '../api/connectedClient.ts';

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const never = new AbortController().signal;

const opened = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'planned-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const connected = await connect({ tenant: { goals: 40 } });
  const colleague = clientFor(connected);
  const store = new GoalStore(() => new Date());
  store.use(connected.client);
  await store.load();
  let tenant: TenantId | undefined = 'sample';
  const newSession = (): PlanSession => {
    const session = new PlanSession({
      store,
      tenant: () => tenant,
      files: async () => new PlanFiles(folder),
      log,
    });
    onTestFinished(() => session.dispose());
    return session;
  };
  const session = newSession();
  const goals: readonly Goal[] = store.companies().flatMap(({ Gsid }) => store.goalsOf(Gsid));
  return {
    ...connected,
    folder,
    colleague,
    store,
    session,
    newSession,
    goals,
    setTenant: (id?: TenantId) => (tenant = id),
  };
};

type Opened = Awaited<ReturnType<typeof opened>>;

const rename = ({ Gsid, Name }: Goal): Intent => ({ kind: 'update', goalId: Gsid, fields: { Name: `${Name} 2` } });
const namesOf = async ({ colleague }: Opened, goals: readonly Goal[]): Promise<readonly string[]> => {
  const held = await Promise.all(goals.map(({ Gsid }) => colleague.getGoal(Gsid)));
  return held.map(({ Name }) => Name);
};
const undo = async (session: PlanSession): Promise<void> => {
  if (session.planned !== undefined) await session.undo(session.planned);
};
const discard = async (session: PlanSession): Promise<void> => {
  if (session.planned !== undefined) await session.discard(session.planned);
};
const kinds = ({ planned }: PlanSession): readonly (string | undefined)[] =>
  (planned?.steps ?? []).map(({ key }) => planned?.states.get(key)?.kind);

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
});

import { describe, expect, it } from 'vitest';
import { partOf, stepsOf } from '../../../src/plan/plan.ts';
import { isUndoable } from '../../../src/plannedChanges/planned.ts';
import { discard, kinds, namesOf, never, opened, rename, undo } from './openedSession.ts';

describe('a plan', () => {
  it('that is undone, and whose undo is undone, is done again', async () => {
    const all = await opened();
    const { session } = all;
    const goals = all.goals.slice(0, 3);
    const [before, after] = [goals.map(({ Name }) => Name), goals.map(({ Name }) => `${Name} 2`)];
    await session.add(goals.map(rename));
    for (const names of [after, before, after, before]) {
      await session.apply(session.toApply(), () => {}, never);
      expect(await namesOf(all, goals)).toEqual(names);
      await undo(session);
    }
    expect(session.rows().map(({ state }) => state.kind)).toEqual(['update', 'update', 'update']);
  });

  it('of which nothing was done is not undone, and stays to be gone on with', async () => {
    const { session, goals } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    await session.apply(session.toApply(), () => {}, AbortSignal.abort());
    const { planned } = session;
    expect(planned && isUndoable(planned)).toBe(false);
    await undo(session);
    expect(session.planned).toBe(planned);
    expect(session.unsettled).toBe(2);
  });

  it('all of which is left out has nothing to send, and is there', async () => {
    const { session, goals } = await opened();
    await session.add(goals.slice(0, 2).map(rename));
    const companies = session.rows().map(({ companyId }) => partOf.company(companyId));
    await session.change((plan) => ({ ...plan, leftOut: companies }));
    expect(session.toApply()?.steps).toEqual([]);
    expect(stepsOf(session.rows(), [])).toHaveLength(2);
  });

  it('is not made of nothing', async () => {
    const { session, goals } = await opened();
    await session.add([]);
    expect(session.planned).toBeUndefined();
    await session.add(goals.slice(0, 1).map(rename));
    await session.add([]);
    expect(session.rows()).toHaveLength(1);
  });

  it('that is being applied is neither changed nor discarded', async () => {
    const all = await opened();
    const { session } = all;
    const goals = all.goals.slice(0, 7);
    await session.add(goals.map(rename));
    const agreed = session.toApply();
    const applied = session.apply(agreed, () => {}, never);
    await session.change((plan) => ({ ...plan, leftOut: [partOf.row('1')] }));
    await discard(session);
    await applied;
    expect(session.planned?.plan).toEqual(agreed?.plan);
    expect(await namesOf(all, goals)).toEqual(goals.map(({ Name }) => `${Name} 2`));
    expect(kinds(session)).toEqual(goals.map(() => 'done'));
  });
});

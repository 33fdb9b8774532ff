import { describe, expect, it } from 'vitest';
import { goalBeside } from '../../../src/editing/goalBeside.ts';
import { openWindow } from './openSession.ts';

/** A company with its goals as the side bar has them, and what is beside one of them. */
const opened = async () => {
  const window = await openWindow();
  const company = window.store.companies().find(({ Gsid }) => window.store.goalsOf(Gsid).length > 3);
  const goals = window.store.goalsOf(company?.Gsid ?? '');
  const goalAt = (index: number) => {
    const goal = goals.at(index);
    if (goal === undefined) throw new Error('the company has no such goal');
    return goal;
  };
  const beside = (session: Parameters<typeof goalBeside>[0], steps: number): string => {
    const found = goalBeside(session, window.store, steps);
    return 'why' in found ? found.why : found.goal.Gsid;
  };
  const from = (index: number, steps: number): string => beside(window.openGoal(goalAt(index)).session, steps);
  return { window, goalAt, beside, from };
};

describe('the goal beside', () => {
  it('is the one in the row below, or above', async () => {
    const { goalAt, from } = await opened();
    expect(from(1, 1)).toBe(goalAt(2).Gsid);
    expect(from(1, -1)).toBe(goalAt(0).Gsid);
    expect(from(0, 2)).toBe(goalAt(2).Gsid);
  });

  it('is the last one where so many are not there, and none behind that', async () => {
    const { goalAt, from } = await opened();
    expect(from(1, 100)).toBe(goalAt(-1).Gsid);
    expect(from(1, -100)).toBe(goalAt(0).Gsid);
    expect(from(-1, 1)).toBe('last');
    expect(from(0, -1)).toBe('first');
  });

  it('of a goal that is moved to another company is among those it still stands with', async () => {
    const { window, goalAt, beside } = await opened();
    const { session } = window.openGoal(goalAt(0));
    session.edit('CompanyId', window.store.companies().at(-1)?.Gsid ?? '');
    expect(beside(session, 1)).toBe(goalAt(1).Gsid);
  });

  it('of a new goal is its company’s first, or last', async () => {
    const { window, goalAt, beside } = await opened();
    const { session } = window.openNew({ companyId: goalAt(0).CompanyId });
    expect(beside(session, 1)).toBe(goalAt(0).Gsid);
    expect(beside(session, -1)).toBe(goalAt(-1).Gsid);
    expect(beside(session, 2)).toBe(goalAt(1).Gsid);
    expect(beside(window.openNew({}, 'another').session, 1)).toBe('only');
  });

  it('is not known without the goal’s tenant', async () => {
    const { window, goalAt, beside } = await opened();
    const { session } = window.openGoal(goalAt(0));
    window.connectTo(undefined);
    session.follow();
    expect(beside(session, 1)).toBe('offline');
  });
});

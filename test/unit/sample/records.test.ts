import { describe, expect, test } from 'vitest';
import { makeData } from '../../../src/sample/data/makeData.ts';
import { recordsOf } from '../../../src/sample/records.ts';

const made = makeData(4, '2026-03-10').goals;
const goal = made[0]!.goal;
const metric = { Gsid: 'M'.repeat(36), Name: 'Users', GoalId: goal.Gsid, CurrentValue: 1, TargetValue: 2 };

describe('records', () => {
  test('take the same metric twice as once', () => {
    const records = recordsOf(made);
    const before = records.metrics(goal.Gsid).length;
    expect([records.apply({ metric }), records.apply({ metric })]).toEqual([true, true]);
    expect(records.metrics(goal.Gsid)).toHaveLength(before + 1);
  });

  test('keep a goal in its place', () => {
    const records = recordsOf(made);
    records.apply({ goal: { ...goal, Name: 'Renamed' } });
    expect([...records.goals()].map(({ Name }) => Name)[0]).toBe('Renamed');
    expect([...records.goals()]).toHaveLength(4);
  });

  test('count a goal as complete as its metrics are, whatever the entry says', () => {
    const records = recordsOf([]);
    records.apply({ goal: { ...goal, Status: 'In Progress' } });
    records.apply({ metric });
    records.apply({ goal: { ...goal, Status: 'In Progress', CompletionPercentage: 99 } });
    expect(records.goal(goal.Gsid)?.CompletionPercentage).toBe(50);
  });

  test.each([
    { goal: { ...goal, ModifiedDate: 'soon' } },
    { goal: { ...goal, ModifiedDate: '2026-02-30T00:00:00Z' } },
    { goal: { ...goal, ModifiedDate: '+275760-09-13T00:00:00.000Z' } },
    { goal: { ...goal, CreatedDate: 7 } },
    { goal: { ...goal, TargetDate: '9999-99-99' } },
    { goal: { ...goal, TargetDate: '2026-03-10T00:00:00Z' } },
    { metric: { ...metric, LastUpdatedDate: 'zz' } },
    { metric: { ...metric, LastUpdatedDate: null } },
  ])('leave out an entry with an impossible date: %j', (entry) => {
    const records = recordsOf(made);
    expect(records.apply(entry)).toBe(false);
    expect([...records.goals()]).toEqual(made.map((one) => one.goal));
  });

  test('are as they were made after a reset', () => {
    const records = recordsOf(made);
    records.apply({ goal: { ...goal, Gsid: 'G'.repeat(36) } });
    records.apply({ metric });
    records.reset();
    expect([...records.goals()]).toEqual(made.map((one) => one.goal));
    expect(records.metrics(goal.Gsid)).toEqual(recordsOf(made).metrics(goal.Gsid));
  });

  test('know nothing of what is not there', () => {
    const records = recordsOf(made);
    expect([records.goal('nobody'), records.metrics('nobody')]).toEqual([undefined, []]);
    expect(records.apply({ metric: { ...metric, GoalId: 'nobody' } })).toBe(false);
  });
});

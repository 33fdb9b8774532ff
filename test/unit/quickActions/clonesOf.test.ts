import { expect, it } from 'vitest';
import type { Goal, GoalMetric } from '../../../src/api/schema.ts';
import { clonesOf } from '../../../src/quickActions/clonesOf.ts';

const goal: Goal = { Gsid: 'G', Name: 'Roll out', CompanyId: 'C', Status: 'Achieved', OwnerId: 'U' };
const metric: GoalMetric = { Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 10, CurrentValue: 4 };

const cloned = (of: Partial<Goal> = {}, metrics: Partial<GoalMetric> = {}) => {
  const store = {
    fetchGoal: async () => ({ ...goal, ...of }),
    metrics: async () => [{ ...metric, ...metrics }],
  };
  return clonesOf([goal], ['A', 'B'], { store, check: () => undefined });
};

it('a clone is a new goal in each company, not started, with metrics from the start', async () => {
  const intents = await cloned();
  expect(intents.map((intent) => intent.kind === 'create' && intent.fields.CompanyId)).toEqual(['A', 'B']);
  expect(intents[0]).toMatchObject({
    fields: { Name: 'Roll out', Status: 'Not Started', OwnerId: 'U' },
    metrics: [{ Name: 'Seats', TargetValue: '10', CurrentValue: '', Unit: '' }],
  });
});

it('a goal is not cloned without what could not be read, and the fields are named', async () => {
  const intents = await cloned({ unreadable: ['OwnerId', 'TargetDate'] }, { unreadable: ['Name', 'Unit'] });
  const refusal = { code: 'unreadableSource', fields: ['OwnerId', 'TargetDate', 'Metric', 'Unit'] };
  expect(intents).toEqual([{ kind: 'refused', goalId: 'G', name: 'Roll out', refusal }]);
});

it('what a clone has of its own, or nobody writes, may be unreadable', async () => {
  const odd = await cloned(
    { unreadable: ['Status', 'CompanyId', 'ModifiedDate', 'OwnerName'] },
    { unreadable: ['CurrentValue', 'LastUpdatedDate'] },
  );
  expect(odd.map(({ kind }) => kind)).toEqual(['create', 'create']);
});

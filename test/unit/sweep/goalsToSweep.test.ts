import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { GoalRows } from '../../../src/model/query/goalRows.ts';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { goalsToSweep } from '../../../src/sweep/goalsToSweep.ts';

const now = new Date(2031, 2, 15, 12);
const fresh = '2031-03-14T08:00:00Z';

const goal = (Gsid: string, fields: Partial<Goal>, absent: readonly (keyof Goal)[] = []): Goal => {
  const whole: Goal = {
    Gsid,
    Name: Gsid,
    CompanyId: 'c',
    OwnerId: 'me',
    Status: 'In Progress',
    CompletionPercentage: 90,
    TargetDate: '2031-12-31',
    CreatedDate: fresh,
    ModifiedDate: fresh,
    ...fields,
  };
  for (const field of absent) Reflect.deleteProperty(whole, field);
  return whole;
};

it('has the open goals of a person that need a look, by what weighs most, each with its reasons', () => {
  const rows = new GoalRows();
  rows.putAll([
    goal('well', {}),
    goal('stale', { ModifiedDate: '2031-02-28T08:00:00Z' }),
    goal('stale by a day less', { ModifiedDate: '2031-03-02T08:00:00Z' }),
    goal('due, nearly done', { TargetDate: '2031-03-20' }),
    goal('due, of unknown progress', { TargetDate: '2031-03-20' }, ['CompletionPercentage']),
    goal('due, behind', { TargetDate: '2031-03-20', CompletionPercentage: 10 }),
    goal('overdue', { TargetDate: '2031-03-01' }),
    goal('overdue, of somebody else', { TargetDate: '2031-03-01', OwnerId: 'other' }),
    goal('overdue, of nobody', { TargetDate: '2031-03-01' }, ['OwnerId']),
    goal('overdue, achieved', { TargetDate: '2031-03-01', Status: 'Achieved' }),
    goal('of my team', { TargetDate: '2031-02-01', OwnerId: 'team' }),
    goal('without a date', {}, ['TargetDate']),
  ]);
  const found = goalsToSweep(rows, { now, me: ['me', 'team'], staleDays: 14, risk: usualThresholds });
  expect(found.map(({ goalId, reasons }) => `${goalId}: ${reasons.map(({ code }) => code).join(' ')}`)).toEqual([
    'of my team: overdue',
    'overdue: overdue',
    'due, behind: dueSoon',
    'stale: stale',
    'without a date: noDate',
    'due, nearly done: due',
    'due, of unknown progress: due',
  ]);
});

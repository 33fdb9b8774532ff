import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { movesOf, type DroppedGoals } from '../../../src/quickActions/dropped.ts';

const goal: Goal = {
  Gsid: 'G',
  Name: 'N',
  CompanyId: 'C1',
  Status: 'Missed',
  OwnerId: 'U1',
  TemplateId: 'T1',
  TargetDate: '2031-01-30',
};
const bare: Goal = { Gsid: 'G', Name: 'N', CompanyId: 'C1' };

it.each<readonly [DroppedGoals['grouping'], string | undefined, Goal, object | undefined]>([
  ['company', 'C2', goal, { CompanyId: 'C2' }],
  ['company', 'C1', goal, undefined],
  ['company', undefined, goal, undefined],
  ['status', 'Achieved', goal, { Status: 'Achieved' }],
  ['status', 'Missed', goal, undefined],
  ['status', undefined, goal, undefined],
  ['owner', 'U2', goal, { OwnerId: 'U2' }],
  ['owner', undefined, goal, { OwnerId: '' }],
  ['owner', undefined, bare, undefined],
  ['template', 'T2', goal, { TemplateId: 'T2' }],
  ['template', undefined, goal, { TemplateId: '' }],
  ['due', '2031-03', goal, { TargetDate: '2031-03-30' }],
  ['due', '2031-02', goal, { TargetDate: '2031-02-28' }],
  ['due', '2032-02', goal, { TargetDate: '2032-02-29' }],
  ['due', '2031-01', goal, undefined],
  ['due', '2031-04', bare, { TargetDate: '2031-04-30' }],
  ['due', undefined, goal, { TargetDate: '' }],
])('a goal dropped onto the %s group %s', (grouping, key, held, fields) => {
  const moves = movesOf({ goalIds: ['G'], grouping, key }, () => held);
  const before = Object.keys(fields ?? {}).map((field) => [
    field,
    Object.entries(held).find(([name]) => name === field)?.[1] ?? '',
  ]);
  const base = Object.fromEntries(before);
  expect(moves).toEqual(fields === undefined ? [] : [{ kind: 'update', goalId: 'G', fields, base }]);
});

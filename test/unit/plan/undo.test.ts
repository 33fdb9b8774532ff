import { expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { Step } from '../../../src/plan/plan.ts';
import type { Done, StepState } from '../../../src/plan/stepState.ts';
import { undoOf } from '../../../src/plan/undo.ts';

const step: Step = { kind: 'update', key: '0', goalId: 'G', changes: [{ field: 'Status', before: 'a', after: 'b' }] };
const created: Step = {
  kind: 'create',
  key: '0',
  fields: { Name: 'N', CompanyId: 'C', Status: '', OwnerId: '', TargetDate: '', TemplateId: '', Description: '' },
};
const done: Done = { kind: 'done', goalId: 'G', changes: step.changes, modified: '2031-01-02', mismatches: [] };
const { modified: _, ...unstamped } = done;
const goal = (ModifiedDate: string, Status = 'b'): Goal => ({
  Gsid: 'G',
  Name: 'N',
  CompanyId: 'C',
  Status,
  ModifiedDate,
});

const inverse = { kind: 'update', goalId: 'G', fields: { Status: 'a' }, base: { Status: 'b' } };
const refused = (code: string) => ({ kind: 'refused', goalId: 'G', refusal: { code } });

it.each<readonly [string, Step, StepState, Goal | undefined, readonly unknown[]]>([
  ['what was changed is put back', step, done, goal('2031-01-02'), [inverse]],
  ['what is known of before does not hinder', step, done, goal('2031-01-01', 'a'), [inverse]],
  ['what is not known is found out when it is applied', step, done, undefined, [inverse]],
  ['what a colleague touched since is left alone', step, done, goal('2031-01-03'), [refused('changedSince')]],
  ['without a stamp the fields say so', step, unstamped, goal('2031-01-03', 'c'), [refused('changedSince')]],
  ['without a stamp the fields allow it', step, unstamped, goal('2031-01-03'), [inverse]],
  ['what was not changed stays', step, { kind: 'unchanged' }, goal('2031-01-02'), []],
  ['what failed stays', step, { kind: 'failed', error: { kind: 'invalid' } }, goal('2031-01-02'), []],
  ['a goal that was made stays', created, done, undefined, [refused('goalCannotBeRemoved')]],
])('%s', (_name, of, state, held, expected) => {
  expect(undoOf([of], new Map([['0', state]]), () => held)).toEqual(expected);
});

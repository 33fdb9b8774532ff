import { expect, it } from 'vitest';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { partOf, type PlanRow, type RowState, type Step } from '../../../src/plan/plan.ts';
import type { StepState } from '../../../src/plan/stepState.ts';
import { companyText, companyTooltip, countsText } from '../../../src/plannedChanges/planCounts.ts';
import type { Planned } from '../../../src/plannedChanges/planned.ts';

const change = { field: 'Status', before: 'Not Started', after: 'Missed' } as const;
const metric = { Name: 'M', CurrentValue: '', TargetValue: '', Unit: '' };
const states: readonly RowState[] = [
  { kind: 'update', goalId: 'G0', changes: [change] },
  { kind: 'create', fields: fieldsOf({ Name: 'N', CompanyId: 'C' }), metrics: [metric] },
  { kind: 'refused', refusals: [{ code: 'unreadable' }] },
  { kind: 'open', questions: [] },
  { kind: 'unchanged', goalId: 'G4' },
  { kind: 'update', goalId: 'G5', changes: [change] },
];
const rows = states.map((state, at): PlanRow => ({ key: String(at), companyId: 'C', name: 'N', state }));
const elsewhere: Step = { kind: 'update', key: '9', goalId: 'G9', changes: [change] };

const planned = (leftOut: readonly string[] = []): Planned => ({
  plan: { id: 'p', tenant: 'sample', intents: [], answers: {}, leftOut },
  states: new Map(),
});

const begun = (...became: readonly (readonly [key: string, state: StepState])[]): Planned => ({
  ...planned(),
  steps: [
    { kind: 'update', key: '0', goalId: 'G0', changes: [change] },
    { kind: 'create', key: '1', fields: fieldsOf({ Name: 'N', CompanyId: 'C' }) },
    { kind: 'addMetric', key: '1.0', goal: { createdBy: '1' }, metric },
    { kind: 'update', key: '5', goalId: 'G5', changes: [change] },
    elsewhere,
  ],
  states: new Map([['9', done], ...became]),
});

const done: StepState = { kind: 'done', goalId: 'G', changes: [], mismatches: [] };
const conflict: StepState = { kind: 'conflict', fields: ['Status'], theirs: fieldsOf({}) };
const failed: StepState = { kind: 'failed', error: { kind: 'invalid' } };

it.each<readonly [string, Planned, readonly string[]]>([
  [
    'before anything was sent',
    planned(),
    ['2 updates', '1 new goal', '1 new metric', '1 to decide', '1 cannot be applied', '1 unchanged'],
  ],
  [
    'with some left out',
    planned([partOf.row('0')]),
    ['1 update', '1 new goal', '1 new metric', '1 to decide', '1 cannot be applied', '1 unchanged', '1 not included'],
  ],
  [
    'once it was begun',
    begun(['0', conflict], ['1', done], ['1.0', failed]),
    ['1 saved', '1 conflict', '1 not saved', '1 waiting', '1 to decide', '1 cannot be applied'],
  ],
])('a company says what is planned for it alone %s', (_, about, lines) => {
  expect(companyTooltip('Acme', about, rows).split('\n')).toEqual(['Acme', ...lines]);
});

it('the row of a company, and the title of the list, say it in short', () => {
  expect(companyText(rows)).toBe('3 changes · 1 to decide · 1 cannot be applied');
  expect(countsText(planned(), rows)).toBe(
    '2 updates · 1 new goal · 1 new metric · 1 to decide · 1 cannot be applied · 1 unchanged',
  );
  expect(countsText(begun(), rows)).toBe('1 saved · 4 waiting');
});

import { expect, it } from 'vitest';
import type { Intent } from '../../../src/plan/intent.ts';
import type { StepState } from '../../../src/plan/stepState.ts';
import { madeFrom } from '../../../src/plannedChanges/madeFrom.ts';

const create = (name: string, file: string): Intent => ({
  kind: 'create',
  fields: { Name: name, CompanyId: 'C1' },
  source: { file },
});
const done = (goalId: string): StepState => ({ kind: 'done', goalId, changes: [], mismatches: [] });

it('what was made of a file is what its own new goals became, and nothing else', () => {
  const intents: readonly Intent[] = [
    create('a', 'f'),
    create('b', 'f'),
    create('c', 'g'),
    { kind: 'update', goalId: 'G9', fields: { Name: 'd' }, source: { file: 'f' } },
    create('e', 'f'),
  ];
  const plan = { id: 'p', tenant: 'sample', intents, answers: { 'goal 4': 'G4' }, leftOut: [] };
  const states = new Map<string, StepState>([
    ['0', done('G1')],
    ['1', { kind: 'inDoubt', since: '2031-01-01T00:00:00Z' }],
    ['2', done('G2')],
    ['3', done('G9')],
    ['4', { kind: 'notPutBack', stored: { kind: 'done', goalId: 'G4', changes: [], mismatches: [] }, lost: {} }],
  ]);
  const made = (goalId: string, name: string) => ({ tenant: 'sample', goalId, companyId: 'C1', name });
  expect(madeFrom({ plan, states }, 'f')).toEqual([made('G1', 'a'), made('G4', 'e')]);
  expect(madeFrom({ plan, states: new Map() }, 'f')).toEqual([]);
});

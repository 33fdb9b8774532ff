import { describe, expect, it } from 'vitest';
import type { Intent, WantedFields } from '../../../src/plan/intent.ts';
import { answerWithGoal, goalsToRead } from '../../../src/plan/makePlan.ts';
import { answer, countsOf, partOf, stepsOf, type Answers, type Plan } from '../../../src/plan/plan.ts';
import { drawn, known, make } from './known.ts';

const update = (goalId: string, fields: WantedFields, line = 1): Intent => ({
  kind: 'update',
  goalId,
  fields,
  source: { line },
});
const create = (fields: WantedFields): Extract<Intent, { readonly kind: 'create' }> => ({
  kind: 'create',
  fields,
  source: { line: 7 },
});
const named = (text: string) => ({ named: text });
const metric = { Name: 'Seats', TargetValue: '10', CurrentValue: '', Unit: '' };

type Case = readonly [name: string, intents: readonly Intent[], rows: readonly string[], answers?: Answers];

const expectRows = (cases: readonly Case[]): void => {
  it.each(cases.map(([name, intents, rows, answers = {}]) => ({ name, intents, rows, answers })))(
    '$name',
    ({ intents, rows, answers }) => {
      expect(make(intents, answers).map(drawn)).toEqual(rows);
    },
  );
};

describe('each change becomes what it comes to', () => {
  expectRows([
    ['an update, before and after', [update('G1', { Status: 'Missed' })], ['0 update G1 Status In Progress → Missed']],
    ['nothing where it is so', [update('G1', { Status: 'In Progress', OwnerId: 'U1' })], ['0 unchanged G1']],
    ['a field that is cleared', [update('G1', { TargetDate: '' })], ['0 update G1 TargetDate 2031-01-01 → ']],
    ['a name without its spaces', [update('G1', { Name: ' New ' })], ['0 update G1 Name Goal G1 → New']],
    ['a text whose before is not known', [update('G1', { Description: 'x' })], ['0 update G1 Description ? → x']],
    ['a text whose before is known', [update('G2', { Description: 'x' })], ['0 update G2 Description <p>Two</p> → x']],
    [
      'what it stands on, where the tenant went on',
      [{ kind: 'update', goalId: 'G1', fields: { Status: 'Missed' }, base: { Status: 'Not Started' } }],
      ['0 update G1 Status Not Started → Missed'],
    ],
    [
      'no change where only the tenant went on',
      [{ kind: 'update', goalId: 'G1', fields: { Status: 'Missed' }, base: { Status: 'Missed' } }],
      ['0 unchanged G1'],
    ],
    ['a goal that is not there', [update('G9', {}, 3)], ['0 refused noSuchGoal  3']],
    ['a goal that was not read exactly', [update('G4', { Name: 'x' })], ['0 refused unreadable TemplateId 1']],
    ['no name', [update('G1', { Name: ' ' })], ['0 refused missing Name 1']],
    ['a name that is too long', [update('G1', { Name: 'x'.repeat(256) })], ['0 refused tooLong Name 1']],
    ['a day that is none', [update('G1', { TargetDate: '2031-02-30' }, 5)], ['0 refused badDate TargetDate 5']],
    ['a new goal', [create({ CompanyId: 'C1', Name: 'New' })], ['0 create C1 New +0']],
    ['a new goal without a company', [create({ Name: 'New' })], ['0 refused missing CompanyId 7']],
    ['a metric', [{ kind: 'addMetric', goalId: 'G1', metric }], ['0 addMetric G1 Seats']],
    [
      'a metric without a number',
      [{ kind: 'addMetric', goalId: 'G1', metric: { ...metric, TargetValue: 'ten' } }],
      ['0 refused badNumber TargetValue'],
    ],
    ['a change that could not be read', [{ kind: 'refused', refusal: { code: 'notRead' } }], ['0 refused notRead']],
  ]);
});

describe('a name is taken or asked for', () => {
  expectRows([
    ['the very name', [update('G1', { OwnerId: named('Bob Ray') })], ['0 update G1 OwnerId U1 → U2']],
    ['an id', [update('G1', { OwnerId: named('U2') })], ['0 update G1 OwnerId U1 → U2']],
    [
      'the same letters written otherwise',
      [create({ CompanyId: named('Mu\u0308ller AG'), Name: 'N' })],
      ['0 create C2 N +0'],
    ],
    [
      'a status of the tenant',
      [update('G1', { Status: named('On Hold') })],
      ['0 update G1 Status In Progress → On Hold'],
    ],
    ['none', [update('G1', { OwnerId: named('') })], ['0 update G1 OwnerId U1 → ']],
    ['namesakes', [create({ CompanyId: named('Twin'), Name: 'N' })], ['0 open CompanyId namesakes [C3 C4]']],
    ['another case', [update('G1', { OwnerId: named('bob ray') })], ['0 open OwnerId weak [U2]']],
    ['a part', [update('G1', { OwnerId: named('Sam') })], ['0 open OwnerId weak [U3 U4]']],
    ['nobody', [update('G1', { OwnerId: named('Eve') })], ['0 open OwnerId unknown []']],
    [
      'a template that makes no goals any more',
      [create({ CompanyId: 'C1', Name: 'N', TemplateId: named('Old') })],
      ['0 open TemplateId unknown []'],
    ],
    [
      'what was answered',
      [update('G1', { OwnerId: named('Eve') })],
      ['0 update G1 OwnerId U1 → U2'],
      { 'OwnerId Eve': 'U2' },
    ],
  ]);
});

describe('one goal is not made or written twice', () => {
  expectRows([
    [
      'a goal of that name is there',
      [create({ CompanyId: 'C2', Name: ' roll\u006fut ' })],
      ['0 open goal perhapsThere [G3]'],
    ],
    [
      'it is made anyway',
      [create({ CompanyId: 'C2', Name: 'Rollout' })],
      ['0 create C2 Rollout +0'],
      { 'goal 0': 'create' },
    ],
    [
      'it is the one that is there',
      [create({ CompanyId: 'C2', Name: 'Rollout', Status: 'Missed' })],
      ['0 update G3 Status In Progress → Missed'],
      { 'goal 0': 'G3' },
    ],
    [
      'it is the one that is there, and what a new one would not have stays',
      [create({ CompanyId: 'C2', Name: 'Rollout', OwnerId: '', TargetDate: named(' '), Status: 'Not Started' })],
      ['0 unchanged G3'],
      { 'goal 0': 'G3' },
    ],
    [
      'it is the one that is there, as it was when that was said',
      [{ ...create({ CompanyId: 'C2', Name: 'Rollout', Status: 'Missed' }), base: { Status: 'Achieved' } }],
      ['0 update G3 Status Achieved → Missed'],
      { 'goal 0': 'G3' },
    ],
    [
      'it is the one that is there, which gets the metrics',
      [{ ...create({ CompanyId: 'C2', Name: 'Rollout' }), metrics: [metric] }],
      ['0 unchanged G3', '0.0 addMetric G3 Seats'],
      { 'goal 0': 'G3' },
    ],
    [
      'two new ones of one name',
      [create({ CompanyId: 'C1', Name: 'New' }), create({ CompanyId: 'C1', Name: 'new' })],
      ['0 create C1 New +0', '1 open goal plannedTwice []'],
    ],
    [
      'two changes of one goal are one row',
      [update('G1', { Status: 'Missed' }), update('G2', { Name: 'B' }), update('G1', { OwnerId: 'U2' })],
      ['0 update G1 Status In Progress → Missed, OwnerId U1 → U2', '1 update G2 Name Goal G2 → B'],
    ],
    [
      'two values for one field',
      [update('G1', { Status: 'Missed' }, 2), update('G1', { Status: 'Achieved' }, 9)],
      ['0 refused twice Status 9'],
    ],
    [
      'an answer that leads to a goal that is changed too',
      [update('G3', { Status: 'Missed' }, 2), create({ CompanyId: 'C2', Name: 'Rollout', Status: 'Achieved' })],
      ['0 refused twice Status 7'],
      { 'goal 1': 'G3' },
    ],
  ]);
});

describe('parts of a plan', () => {
  const plan: Plan = {
    id: 'p',
    tenant: 'sample',
    answers: {},
    leftOut: [],
    intents: [
      update('G1', { Status: 'Missed', OwnerId: 'U2' }),
      update('G3', { Status: 'Missed' }),
      update('G2', { Status: 'In Progress' }),
      update('G9', {}),
      { kind: 'create', fields: { CompanyId: 'C1', Name: 'New', Status: 'Missed' }, metrics: [metric] },
      create({ CompanyId: named('Twin'), Name: 'New' }),
    ],
  };
  const counts = (of: Plan): string => {
    const { updates, creates, metrics, unchanged, refused, toDecide, leftOut } = countsOf(
      make(of.intents, of.answers),
      of.leftOut,
    );
    return [updates, creates, metrics, unchanged, refused, toDecide, leftOut].join(' ');
  };
  const out = (...leftOut: readonly string[]): Plan => ({ ...plan, leftOut });

  it.each<readonly [string, Plan, string]>([
    ['all', plan, '2 1 1 1 1 1 0'],
    ['without a goal', out(partOf.row('0')), '1 1 1 1 1 1 1'],
    ['without a field', out(partOf.field('0', 'Status')), '2 1 1 1 1 1 0'],
    ['without each field of a goal', out(partOf.field('0', 'Status'), partOf.field('0', 'OwnerId')), '1 1 1 1 1 1 1'],
    ['without a company', out(partOf.company('C1')), '1 0 0 0 1 1 3'],
    ['answered', answer(plan, 'CompanyId Twin', 'C3'), '2 2 1 1 1 0 0'],
    [
      'a new goal keeps its name and company',
      out(partOf.field('4', 'Name'), partOf.field('4', 'CompanyId')),
      '2 1 1 1 1 1 0',
    ],
  ])('are counted %s', (_, of, expected) => {
    expect(counts(of)).toBe(expected);
  });

  it('that are left out are not sent', () => {
    const { intents, leftOut } = out(partOf.field('0', 'Status'), partOf.row('1'), partOf.field('4', 'Status'));
    const steps = stepsOf(make(intents), leftOut);
    expect(steps.map(({ kind, key }) => `${key} ${kind}`)).toEqual(['0 update', '4 create', '4.0 addMetric']);
    expect(JSON.stringify(steps)).not.toContain('Missed');
  });

  it('whose text is not known are named', () => {
    const text = { Description: 'x' };
    const intents = [update('G1', text), update('G1', text), update('G2', text), update('G3', {}), create(text)];
    expect(goalsToRead({ intents, answers: {} }, known)).toEqual(['G1']);
    expect(goalsToRead({ intents, answers: { 'goal 4': 'G3' } }, known)).toEqual(['G1', 'G3']);
  });

  it('that are answered with a goal keep what it held then', () => {
    const made = create({ CompanyId: 'C2', Name: 'Rollout', Status: 'Missed', OwnerId: '', Description: 'x' });
    const asked: Plan = { ...plan, intents: [update('G1', {}), made] };
    const goal = known.goal('G3');
    const answered = goal && answerWithGoal(asked, 'goal 1', goal);
    expect(answered?.answers).toEqual({ 'goal 1': 'G3' });
    expect(answered?.intents[0]).toEqual(asked.intents[0]);
    expect(answered?.intents[1]).toEqual({
      ...made,
      base: { CompanyId: 'C2', Name: 'Rollout', Status: 'In Progress' },
    });
  });
});

it.each<readonly [string, Intent, string]>([
  ['as its source has it', { kind: 'refused', refusal: { code: 'notRead' }, name: ' N ' }, 'N'],
  ['as the tenant has it', { kind: 'refused', refusal: { code: 'notRead' }, name: 'N', goalId: 'G1' }, 'Goal G1'],
  ['as the change has it, where the goal is not there', update('G9', { Name: 'N' }), 'N'],
  ['by nothing', update('G9', {}), ''],
])('a goal that cannot be changed is called %s', (_, intent, expected) => {
  expect(make([intent]).map(({ name }) => name)).toEqual([expected]);
});

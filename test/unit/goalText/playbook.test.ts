import { describe, expect, it } from 'vitest';
import { planOfPlaybook, playbookProblems, variablesOf } from '../../../src/goalText/playbook.ts';
import { readGoalText } from '../../../src/goalText/readGoalText.ts';
import { relativeDate } from '../../../src/goalText/relativeDate.ts';
import { drawn, make } from '../plan/known.ts';
import { knownGoals } from './textTenant.ts';

const context = { file: 'f', known: knownGoals, isComplete: true };
const playbook = `variables:
  company:
  owner:
  start:
goals:
  - name: Kick-off with \${company}
    targetDate: start
  - name: Go live
    owner: Bob Ray
    targetDate: start + 2 weeks
    template: Onboarding
    description: |
      Agreed with **\${owner}**.
    metrics:
      - {name: Logins, target: 100}
`;
const start = {
  companies: [
    { id: 'C1', name: 'Acme' },
    { id: 'C2', name: 'Müller AG' },
  ],
  owner: { id: 'U1', name: 'Ann Lee' },
  start: '2031-01-31',
};

it('makes its goals for each company, with its owner and dates', () => {
  const { intents, problems } = planOfPlaybook(readGoalText(playbook), context, start);
  expect(problems).toEqual([]);
  expect(make(intents).map(drawn)).toEqual([
    '0 create C1 Kick-off with Acme +0',
    '1 create C1 Go live +1',
    '2 create C2 Kick-off with Müller AG +0',
    '3 create C2 Go live +1',
  ]);
  expect(intents[3]).toMatchObject({
    fields: {
      OwnerId: 'U2',
      TargetDate: '2031-02-14',
      TemplateId: 'T1',
      Status: 'Not Started',
      Description: '<p>Agreed with <strong>Ann Lee</strong>.</p>',
    },
    source: { file: 'f', line: 8, column: 5 },
  });
});

it.each([
  ['start', '2031-01-31'],
  ['start + 30d', '2031-03-02'],
  ['START+2weeks', '2031-02-14'],
  ['start - 1 day', '2031-01-30'],
  ['start + 1 month', '2031-02-28'],
  ['start + 13 months', '2032-02-29'],
  ['start + 1y', '2032-01-31'],
  ['${start} + 7 days', '2031-02-07'],
  ['2031-05-05', '2031-05-05'],
  ['start + 9999 years', undefined],
  ['start + soon', undefined],
  ['end + 3d', undefined],
  ['2031-02-30', undefined],
])('reads %s as %s', (text, expected) => {
  expect(relativeDate(text, '2031-01-31')).toBe(expected);
});

describe('a playbook with a mistake', () => {
  it.each([
    ['an id', '- name: Go live', '- id: G1\n    name: Go live', ['8 idInPlaybook']],
    ['a date that is none', 'start + 2 weeks', 'start + two weeks', ['10 badRelativeDate']],
    ['a variable that is not known', '${company}', '${customer}', ['6 unknownVariable']],
    ['an owner that nobody is', 'Bob Ray', 'Rob Bay', ['9 unknownName']],
    ['another variable', '  owner:\n', '  boss:\n', ['3 unknownField']],
    ['a goal without a name', '- name: Go live\n    owner', '- owner', ['8 missing']],
    ['a start that is no date', '  start:', '  start: soon', ['4 badDate']],
  ])('makes no plan: %s', (_, from, to, expected) => {
    const text = readGoalText(playbook.replace(from, to));
    const said = playbookProblems(text, context).map(({ code, span }) => `${text.placeOf(span.start).line} ${code}`);
    expect(said).toEqual(expected);
    expect(planOfPlaybook(text, context, start).intents).toEqual([]);
  });
});

it.each([
  [playbook, ['company', 'owner', 'start']],
  ['variables:\n  start:\ngoals:\n  - {name: a, company: Acme, owner: Bob Ray, targetDate: 2031-01-01}\n', []],
  ['variables:\ngoals:\n  - {name: a, owner: }\n', ['company']],
])('asks for what it uses', (text, expected) => {
  expect([...variablesOf(readGoalText(text))].toSorted()).toEqual(expected);
});

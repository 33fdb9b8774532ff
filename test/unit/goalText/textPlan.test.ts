import { describe, expect, it } from 'vitest';
import { make, drawn } from '../plan/known.ts';
import { mistakes, openedText, planned } from './textTenant.ts';

const { base, text } = openedText();
const edited = (change: (text: string) => string): readonly string[] => {
  const { intents, problems } = planned(change(text), { base, metrics: new Map([['G2', []]]) });
  expect(problems).toEqual([]);
  return make(intents).map(drawn);
};
const put =
  (from: string, to: string) =>
  (whole: string): string => {
    expect(whole).toContain(from);
    return whole.replace(from, to);
  };

it('is written with names, and with ids where a name says nothing', () => {
  expect(openedText().text).toContain('company: Acme\n');
  expect(text).toMatchInlineSnapshot(`
    "tenant: sample
    goals:
      - id: G1
        modified: 2031-01-01T00:00:00.000Z
        company: Acme
        name: Goal G1
        status: In Progress
        owner: Ann Lee
        targetDate: 2031-01-01
        template:
        description:

      - id: G2
        modified: 2031-01-01T00:00:00.000Z
        company: Acme
        name: Goal G2
        status: In Progress
        owner: Ann Lee
        targetDate: 2031-01-01
        template:
        description: |
          Two
        metrics:
          - id: M1
            name: Logins
            current: 3
            target: 10

      - id: G3
        modified: 2031-01-01T00:00:00.000Z
        company: Müller AG
        name: Rollout
        status: In Progress
        owner: Ann Lee
        targetDate: 2031-01-01
        template:
        description:

      - id: G4
        modified: 2031-01-01T00:00:00.000Z
        company: Acme
        name: Goal G4
        status: In Progress
        owner: Ann Lee
        targetDate: 2031-01-01
        template:
        description:
    "
  `);
});

describe('a text that was opened', () => {
  it.each([
    ['nothing', (whole: string) => whole, []],
    [
      'comments and order',
      (whole: string) => `# mine\n${whole.replace('status: In Progress', 'status: In Progress # yes')}`,
      [],
    ],
    [
      'a date',
      put('2031-01-01\n    template:\n    description: |', '2031-02-01\n    template:\n    description: |'),
      ['0 update G2 TargetDate 2031-01-01 → 2031-02-01'],
    ],
    ['an owner by name', put('owner: Ann Lee', 'owner: Bob Ray'), ['0 update G1 OwnerId U1 → U2']],
    ['an owner by id', put('owner: Ann Lee', 'owner: U3'), ['0 update G1 OwnerId U1 → U3']],
    ['an owner that is removed', put('owner: Ann Lee', 'owner:'), ['0 update G1 OwnerId U1 → ']],
    ['a line that is removed', put('    owner: Ann Lee\n', ''), []],
    [
      'a description',
      put('      Two', '      Two\n\n      Three'),
      ['0 update G2 Description <p>Two</p> → <p>Two</p><p>Three</p>'],
    ],
    [
      'a metric that is new',
      put('        target: 10\n', '        target: 10\n      - {name: Seats, target: 5}\n'),
      ['0 addMetric G2 Seats'],
    ],
    [
      'a goal that is new',
      (whole: string) => `${whole}  - company: Acme\n    name: Fresh\n    metrics: [{name: a, target: 1}]\n`,
      ['0 create C1 Fresh +1'],
    ],
    [
      'a company by id, where two have the name',
      put('company: Müller AG', 'company: C4'),
      ['0 update G3 CompanyId C2 → C4'],
    ],
  ])('plans %s', (_, change, expected) => {
    expect(edited(change)).toEqual(expected);
  });

  it('leaves a goal that is removed as it is, and says so', () => {
    const { intents, removed, problems } = planned(text.slice(0, text.indexOf('  - id: G4')), { base });
    expect([intents, problems, removed.map(({ id }) => id)]).toEqual([[], [], ['G4']]);
  });

  it('stands on what it was made of, whatever a colleague did since', () => {
    const older = {
      ...base,
      goals: base.goals.map((goal) => ({
        ...goal,
        fields: { ...goal.fields, Status: 'Missed' },
        shown: { ...goal.shown, status: 'Missed' },
      })),
    };
    const { intents } = planned(text.replaceAll('status: In Progress', 'status: Missed').replace('Rollout', 'Roll'), {
      base: older,
    });
    expect(intents).toEqual([
      {
        kind: 'update',
        goalId: 'G3',
        fields: { Name: 'Roll' },
        base: { Name: 'Rollout' },
        source: { file: 'f', line: 29, column: 5 },
      },
    ]);
  });

  it.each([
    ['another tenant in its first line', put('tenant: sample', 'tenant: other'), ['1:9 otherTenant other sample']],
    ['no tenant', put('tenant: sample\n', ''), ['1:1 noTenant sample']],
    ['an id that is gone', put('  - id: G3\n    modified', '  - modified'), ['31:11 idGone G3 Rollout']],
    ['an id twice', put('id: G4', 'id: G3'), ['39:9 sameId G3']],
    ['a goal that is not there', put('id: G4', 'id: G9'), ['39:9 unknownGoal G9']],
    ['an owner that nobody is', put('owner: Ann Lee', 'owner: Ann Lea'), ['8:12 unknownName owner Ann Lea Ann Lee']],
    ['an owner of whom there are two', put('owner: Ann Lee', 'owner: Sam Doe'), ['8:12 namesakes owner Sam Doe']],
    [
      'a template that is not there',
      put('template:', 'template: Offboarding'),
      ['10:15 unknownName template Offboarding Onboarding'],
    ],
    ['a status that is not there', put('status: In Progress', 'status: Done'), ['7:13 unknownName status Done']],
    ['no name', put('name: Rollout', 'name:'), ['32:10 missing name']],
    ['a metric that is changed', put('target: 10', 'target: 11'), ['27:17 metricChanged target']],
  ])('makes no plan of %s', (_, change, expected) => {
    const changed = change(text);
    expect(mistakes(changed, { base })).toEqual(expected);
    expect(planned(changed, { base }).intents).toEqual([]);
  });

  it('says of names that may come only that they are looked up', () => {
    const { intents, problems } = planned(put('owner: Ann Lee', 'owner: New Person')(text), {
      base,
      isComplete: false,
    });
    expect(problems).toEqual([]);
    expect(intents).toMatchObject([{ fields: { OwnerId: { named: 'New Person' } } }]);
  });

  it('adds no metric that is there already', () => {
    const more = (name: string, target: string): string =>
      put('        target: 10\n', `        target: 10\n      - {name: ${name}, target: ${target}}\n`)(text);
    const now = { Gsid: 'M9', Name: 'Seats', GoalId: 'G2', TargetValue: 5 };
    const metrics = new Map([['G2', [now]]]);
    expect(planned(more('Seats', '5'), { base, metrics })).toMatchObject({ intents: [], problems: [] });
    expect(mistakes(more('Seats', '6'), { base, metrics })).toEqual(['28:10 metricThere Seats']);
    expect(planned(more('Seats', '5'), { base }).metricsToRead).toEqual(['G2']);
  });

  it('asks each time which metrics there are before it adds one', () => {
    const more = put('        target: 10\n', '        target: 10\n      - {name: Seats, target: 5}\n')(text);
    const before = planned(more, { base, metrics: new Map([['G2', []]]) });
    expect([before.intents.length, before.metricsToRead]).toEqual([1, ['G2']]);
    expect(planned(text, { base, metrics: new Map([['G2', []]]) }).metricsToRead).toEqual([]);
  });

  it('asks for metrics of which it has an id that it does not know', () => {
    const other = put('id: M1', 'id: M2')(text);
    expect(planned(other, { base })).toMatchObject({ problems: [], metricsToRead: ['G2'] });
    expect(mistakes(other, { base, metrics: new Map([['G2', []]]) })).toEqual(['24:13 unknownMetric']);
  });
});

describe('a text that somebody wrote', () => {
  const goal = (lines: string): string => `tenant: sample\ngoals:\n  - id: G1\n${lines}`;
  it.each([
    ['of the version that is there', goal('    modified: 2031-01-01T00:00:00.000Z\n    status: Missed\n'), []],
    [
      'of another version',
      goal('    modified: 2030-01-01T00:00:00.000Z\n    status: Missed\n'),
      ['4:15 changedSince 2030-01-01T00:00:00.000Z'],
    ],
    [
      'of another version, with what is there',
      goal('    modified: 2030-01-01T00:00:00.000Z\n    status: In Progress\n'),
      [],
    ],
    ['of no version', goal('    status: Missed\n'), ['3:9 noVersion']],
    [
      'of no tenant',
      goal('    status: Missed\n').replace('tenant: sample\n', ''),
      ['1:1 noTenant sample', '2:9 noVersion'],
    ],
    ['without ids and tenant', 'goals:\n  - name: x\n    company: Acme\n', []],
    [
      'of a company that is not there',
      'goals:\n  - name: x\n    company: Acne\n',
      ['3:14 unknownName company Acne Acme'],
    ],
  ])('%s', (_, text_, expected) => {
    expect(mistakes(text_)).toEqual(expected);
  });

  it('asks for the description before it changes it', () => {
    const some = goal('    modified: 2031-01-01T00:00:00.000Z\n    description: New\n');
    expect(planned(some)).toMatchObject({ intents: [], problems: [], toRead: ['G1'] });
    expect(planned(some, { descriptions: new Map([['G1', '<p>Old</p>']]) }).intents).toMatchObject([
      { fields: { Description: '<p>New</p>' }, base: { Description: '<p>Old</p>' } },
    ]);
  });
});

it.each(['\u00ad', '\u200d', '\u2800', '\ufe0f'])('takes a name that nobody sees for none: %j', (name) => {
  const goal = put('name: Goal G1', `name: "${name}"`)(text);
  expect(mistakes(goal, { base })).toEqual([expect.stringMatching(/ invisible$/)]);
  const metric = put(
    'description:\n\n',
    `description:\n    metrics:\n      - name: "${name}"\n        target: 3\n\n`,
  )(text);
  expect(mistakes(metric, { base, metrics: new Map([['G1', []]]) })).toEqual([expect.stringMatching(/ invisible$/)]);
});

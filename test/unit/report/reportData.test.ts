import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { isInternal } from '../../../src/report/internal.ts';
import { reportContents } from '../../../src/report/reportContents.ts';
import { reportPictures } from '../../../src/report/reportPictures.ts';
import { reportData, type Edition, type ReportGoal } from '../../../src/report/reportData.ts';
import { filled, readTemplate } from '../../../src/report/template.ts';
import { usualTemplate } from '../../../src/report/usualTemplate.ts';
import { markdownReport } from '../../../src/report/markdownReport.ts';

const since = Date.UTC(2031, 0, 1);
const now = new Date(2031, 2, 15, 12);

const item = (Name: string, fields: Partial<Goal>, more: Partial<ReportGoal> = {}): ReportGoal => ({
  goal: { Gsid: `id of ${Name}`, Name, CompanyId: 'c', CompanyName: 'Northwind', OwnerName: 'Noor', ...fields },
  metrics: [],
  news: [],
  notes: [],
  ...more,
});

const goals: readonly ReportGoal[] = [
  item(
    'Sign-on',
    { Status: 'Achieved', CompletionPercentage: 100, ModifiedDate: '2031-02-01T00:00:00Z' },
    {
      news: [{ kind: 'achieved' as const, from: 'In Progress', to: 'Achieved' }],
      metrics: [
        { Gsid: 'm', GoalId: 'g', Name: 'Logins a day', CurrentValue: 600, TargetValue: 600, Unit: 'users' },
        { Gsid: 'n', GoalId: 'g', Name: '[Internal] Upsell', CurrentValue: 1, TargetValue: 2 },
      ],
    },
  ),
  item('Achieved long ago', { Status: 'Achieved', ModifiedDate: '2030-02-01T00:00:00Z' }),
  item('Achieved before anything was recorded', { Status: 'Achieved', ModifiedDate: '2031-01-05T00:00:00Z' }),
  item('Achieved before, and renamed since', { Status: 'Achieved', ModifiedDate: '2031-03-01T00:00:00Z' }),
  item(
    'Expand to EMEA',
    { Status: 'In Progress', CompletionPercentage: 10, TargetDate: '2031-04-30' },
    {
      news: [{ kind: 'slipped', from: '2031-02-28', to: '2031-04-30' }],
      notes: [
        { date: '2031-02-01', name: 'Noor', text: 'Waiting' },
        { date: '2031-03-01', name: 'Noor', text: 'Legal in Dublin needs two weeks' },
      ],
    },
  ),
  item('Overdue one', { Status: 'In Progress', TargetDate: '2031-03-03' }),
  item('Later', { Status: 'Not Started', TargetDate: '2031-12-31' }),
  item('Missed one', { Status: 'Missed' }, { news: [{ kind: 'missed', from: 'In Progress', to: 'Missed' }] }),
  item('Win the account back #internal', { Status: 'In Progress', TargetDate: '2031-04-01' }),
];

const review = (edition: Edition): string => {
  const data = reportData(goals, {
    title: 'Northwind',
    since,
    now,
    edition,
    recordedFrom: Date.UTC(2031, 0, 20),
    mayLack: false,
  });
  const template = readTemplate(usualTemplate());
  if (template.kind === 'refused') throw new Error('the usual template');
  return markdownReport(filled(template.parts, reportContents(data)), (name) => `${name}.svg`);
};

const of = (text: string, heading: string): string =>
  (text.split(`## ${heading}\n\n`)[1] ?? '').split('\n\n')[0]?.trim() ?? '';

describe('a review for the team', () => {
  const text = review('team');

  it.each([
    [
      'Achieved',
      '- **Sign-on**: Logins a day: 600 of 600 users; \\[Internal\\] Upsell: 1 of 2\n- **Achieved before anything was recorded**',
    ],
    [
      'Slipped',
      '- **Expand to EMEA**: Feb 28, 2031 → Apr 30, 2031. Legal in Dublin needs two weeks\n- **Overdue one**: 12 days overdue',
    ],
    ['Missed', '- **Missed one**'],
    [
      'Next',
      '- **Win the account back \\#internal**: Apr 1, 2031\n- **Expand to EMEA**: Apr 30, 2031. Legal in Dublin needs two weeks',
    ],
  ])('says what is %s, as it was written down by hand', (heading, expected) => {
    expect(of(text, heading)).toBe(expected);
  });

  it('says in one sentence where it stands', () => {
    expect(text).toContain('7 goals: 2 achieved, 4 open (1 overdue), 1 missed.');
  });

  it('has every goal with its owner', () => {
    expect(text).toContain('| Expand to EMEA | In Progress | 10% | Apr 30, 2031 |  | Noor |');
  });
});

describe('a review for the customer', () => {
  const text = review('customer');

  it.each(['Noor', 'Legal', 'Waiting', 'nternal', 'Upsell', 'account back', 'id of'])('does not say “%s”', (word) => {
    expect(text).not.toContain(word);
  });

  it('still says what was achieved and what slipped', () => {
    expect(of(text, 'Achieved')).toContain('Logins a day: 600 of 600 users');
    expect(of(text, 'Slipped')).toContain('Feb 28, 2031 → Apr 30, 2031');
  });
});

it.each([
  ['[internal] Win back', true],
  ['Win back (Internal)', true],
  ['Win back #internal', true],
  ['INTERNAL: win back', true],
  ['[intern] Rückgewinnung', true],
  ['[ｉｎｔｅｒｎａｌ] wide', true],
  ['[inter\u200bnal] hidden', true],
  ['Improve internal tools', false],
  ['#internals', false],
  ['Internet access', false],
])('%j is internal: %s', (text, expected) => {
  expect(isInternal(text)).toBe(expected);
});

const drawn = (fields: Partial<Goal>): string => {
  const scope = { title: 'Northwind', since, now, recordedFrom: undefined, mayLack: false } as const;
  return JSON.stringify(reportPictures(reportData([item('Named oddly', fields)], { ...scope, edition: 'team' })));
};

it('draws a goal with a status of the tenant’s own as another one, whatever it is called', () => {
  for (const Status of ['Blocked', ...Object.getOwnPropertyNames(Object.prototype)])
    expect(drawn({ Status, TargetDate: '2031-04-01' })).toContain('"Other"');
});

it('draws a goal whose status cannot be read as another one, and not as overdue', () => {
  const text = drawn({ TargetDate: '2031-03-01', unreadable: ['Status'] });
  expect(text).toContain('"Other"');
  expect(text).toBe(drawn({ TargetDate: '2031-03-01', unreadable: ['Status'], Status: '?' }));
  expect(text).not.toBe(drawn({ TargetDate: '2031-03-01', Status: '?' }));
});

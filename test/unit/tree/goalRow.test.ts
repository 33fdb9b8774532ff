import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { companyRow, goalRow, metricRow } from '../../../src/tree/goalRow.ts';

const now = new Date(2031, 5, 15, 12);
const row = (fields: Partial<Goal>) => goalRow({ Gsid: 'G', Name: 'Roll out', CompanyId: 'C', ...fields }, now);
const company = (goals: number, achieved: number, missed: number, overdue: number) =>
  companyRow('Northwind', { goals, achieved, missed, overdue });

describe('a company', () => {
  it.each([
    [company(7, 3, 0, 1), '1 overdue · 3/7'],
    [company(7, 3, 1, 0), '3/7'],
    [company(4, 3, 1, 0), 'no open goals'],
  ])('%#', ({ description }, expected) => expect(description).toBe(expected));

  it('is spoken with the number of its goals', () => {
    expect(company(7, 3, 0, 1).spoken).toBe('Northwind, 7 goals, 3 of 7 achieved, 1 overdue');
  });
});

describe('a goal', () => {
  it.each([
    [{ Status: 'In Progress', CompletionPercentage: 62, TargetDate: '2031-06-20' }, 'inProgress', '5d · 62%'],
    [{ Status: 'In Progress', CompletionPercentage: 10, TargetDate: '2031-06-03' }, 'overdue', '12d late · 10%'],
    [{ Status: 'Achieved', CompletionPercentage: 100, TargetDate: '2031-06-03' }, 'achieved', 'Achieved'],
    [{ Status: 'Missed', TargetDate: '2031-06-03' }, 'missed', 'Missed'],
    [{ Status: 'Not Started' }, 'notStarted', 'Not Started'],
    [{ Status: 'On Hold', CompletionPercentage: 5 }, 'otherStatus', '5%'],
    [{}, 'notStarted', ''],
  ])('%j', (fields, icon, description) => expect(row(fields)).toMatchObject({ icon, description }));

  it('is spoken with its status', () => {
    expect(row({ Status: 'In Progress', CompletionPercentage: 62, TargetDate: '2031-06-20' }).spoken).toBe(
      'Roll out, In Progress, 62%, due in 5 days',
    );
    expect(row({ Status: 'Achieved' }).spoken).toBe('Roll out, Achieved');
  });
});

it('a name is one line of plain text, in the row and as it is spoken', () => {
  const name = '$(zap)\nRoll\u202e out';
  for (const { label, spoken } of [
    row({ Name: name }),
    companyRow(name, { goals: 1, achieved: 0, missed: 0, overdue: 0 }),
  ])
    expect([label, spoken.startsWith(`${label}, `)]).toEqual(['$\u200b(zap) Roll out', true]);
});

it('an overdue company has another icon', () =>
  expect([company(7, 3, 0, 1), company(7, 3, 0, 0)].map(({ icon }) => icon)).toEqual(['companyOverdue', 'company']));

describe('a goal with a draft', () => {
  const marked = (fields: Partial<Goal>) =>
    goalRow({ Gsid: 'G', Name: 'Roll out', CompanyId: 'C', ...fields }, now, true);

  it('says so first, also to a screen reader', () => {
    expect(marked({ Status: 'In Progress', CompletionPercentage: 62 })).toMatchObject({
      description: 'draft · 62%',
      spoken: 'Roll out, unsaved draft, In Progress, 62%',
    });
    expect(marked({})).toMatchObject({ description: 'draft' });
  });
});

describe('a metric', () => {
  it('says what is reached of what', () => {
    const metric = { Gsid: 'M', Name: 'Logins a day', GoalId: 'G', CurrentValue: 450, TargetValue: 600, Unit: 'users' };
    expect(metricRow(metric)).toMatchObject({ label: 'Logins a day', description: '450 of 600 users' });
  });

  it('says where its name cannot be read', () => {
    const { label, spoken } = metricRow({ Gsid: 'M', Name: '', GoalId: 'G', CurrentValue: 4, unreadable: ['Name'] });
    expect([label, spoken]).toEqual(['Unreadable name', 'Unreadable name, 4']);
  });
});

describe('a goal of which something could not be read', () => {
  it.each<readonly [Partial<Goal>, Partial<ReturnType<typeof row>>]>([
    [{ unreadable: ['Status'] }, { description: 'unreadable: Status', spoken: 'Roll out, unreadable: Status' }],
    [
      { Status: 'In Progress', unreadable: ['CompletionPercentage', 'TargetDate'] },
      { description: 'unreadable: Progress and Target date · In Progress' },
    ],
    [
      { TargetDate: '2031-06-03', unreadable: ['Status'] },
      { description: 'unreadable: Status', icon: 'otherStatus', spoken: 'Roll out, unreadable: Status' },
    ],
    [{ Name: '', unreadable: ['Name'] }, { label: 'Unreadable name' }],
    [{ unreadable: ['ModifiedDate'] }, { spoken: 'Roll out, unreadable: Modified date' }],
  ])('%j says which', (fields, told) => {
    expect(row(fields)).toMatchObject(told);
  });

  it('stands in a company of its own where that could not be read', () => {
    expect(companyRow('', { goals: 1, achieved: 0, missed: 0, overdue: 0 }).label).toBe('Unreadable name');
  });
});

describe('what a person is told beside', () => {
  it.each([
    [{ isWatched: true }, '62% · ★', 'Roll out, watched, In Progress, 62%'],
    [{ isChanged: true }, 'changed · 62%', 'Roll out, changed since you last looked, In Progress, 62%'],
    [{ company: 'Contoso', isWatched: true }, '62% · Contoso · ★', 'Roll out, Contoso, watched, In Progress, 62%'],
  ])('%j', (notes, description, spoken) =>
    expect(
      goalRow(
        { Gsid: 'G', Name: 'Roll out', CompanyId: 'C', Status: 'In Progress', CompletionPercentage: 62 },
        now,
        false,
        notes,
      ),
    ).toMatchObject({ description, spoken }),
  );

  it('a company that is watched says so', () =>
    expect(companyRow('Contoso', { goals: 4, achieved: 1, missed: 0, overdue: 0 }, true)).toMatchObject({
      description: '1/4 · ★',
      spoken: 'Contoso, 4 goals, 1 of 4 achieved, watched',
    }));
});

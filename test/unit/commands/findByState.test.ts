import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { findByState } from '../../../src/commands/findByState.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';

const now = new Date(2031, 5, 15, 12);

const goal = (Name: string, CompanyName: string, fields: Partial<Goal>): Goal => ({
  Gsid: Name,
  Name,
  CompanyId: CompanyName,
  CompanyName,
  ...fields,
});

const past = '2031-06-01';
const goals = [
  goal('Roll out', 'Alder', { Status: 'In Progress', TargetDate: past }),
  goal('Train people', 'Alder', { Status: 'Not Started', TargetDate: '2031-07-01' }),
  goal('Open a plant', 'Birch', { Status: 'On Hold', TargetDate: past }),
  goal('Late adopters', 'Birch', { Status: 'Achieved', TargetDate: past }),
  goal('Win back', 'Birch', { Status: 'Missed', TargetDate: past }),
  goal('Count missed calls', 'Cedar', { Status: 'In Progress' }),
];

const storeOf = (some: readonly Goal[]) => {
  const index = new GoalIndex();
  index.putAll(some);
  return {
    find: (query: string, limit: number) => index.find(query, limit),
    companies: () => index.companies(),
    stats: (companyId: string) => index.stats(companyId, now),
    goalsOf: (companyId: string) => index.goalsOf(companyId),
  };
};

const names = (query: string, limit = 10): readonly string[] =>
  findByState(storeOf(goals), query, limit, now).goals.map(({ Name }) => Name);

describe('a query with a state', () => {
  it.each([
    ['overdue', ['Roll out', 'Open a plant']],
    ['OVERDUE', ['Roll out', 'Open a plant']],
    ['  overdue  ', ['Roll out', 'Open a plant']],
    ['late', ['Late adopters', 'Roll out', 'Open a plant']],
    ['missed', ['Count missed calls', 'Win back']],
    ['achieved', ['Late adopters']],
    ['overdue birch', ['Open a plant']],
    ['alder overdue', ['Roll out']],
    ['overdue nowhere', []],
    ['overdue missed', []],
    ['over', []],
    ['train', ['Train people']],
    ['constructor', []],
  ])('%j finds %j', (query, expected) => expect(names(query)).toEqual(expected));

  it('for no words is no state', () => expect(names('')).toHaveLength(goals.length));

  it('counts all of them and lists no more than asked for', () => {
    const { goals: found, total } = findByState(storeOf(goals), 'late', 2, now);
    expect([found.map(({ Name }) => Name), total]).toEqual([['Late adopters', 'Roll out'], 3]);
  });

  it('counts a goal once that has the word in its name, too', () => {
    const both = goal('Missed calls', 'Dogwood', { Status: 'Missed' });
    expect(findByState(storeOf([both]), 'missed', 10, now)).toEqual({ goals: [both], total: 1 });
  });
});

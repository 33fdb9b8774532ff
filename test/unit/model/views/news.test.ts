import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../../src/api/schema.ts';
import { allSeen, withOwn } from '../../../../src/model/views/news.ts';
import { idsWhere, newsTest, watchedTest } from '../../../../src/model/views/rowTests.ts';
import { rowsOf } from '../query/goals.ts';

const today = '2031-06-15';
const goal = (Gsid: string, more: Partial<Goal> = {}): Goal => ({
  Gsid,
  Name: Gsid,
  CompanyId: 'c1',
  OwnerId: 'o1',
  Status: 'In Progress',
  ModifiedDate: '2031-06-10T00:00:00Z',
  ...more,
});
const before = [goal('mine'), goal('others', { OwnerId: 'o2' }), goal('far', { OwnerId: 'o2', CompanyId: 'c2' })];
const seen = allSeen(rowsOf(before), '2031-06-10');
const later = '2031-06-12T00:00:00Z';

type Of = {
  readonly me?: readonly string[];
  readonly goals?: readonly string[];
  readonly companies?: readonly string[];
};

const newsIn = (
  goals: readonly Goal[],
  { me = ['o1'], goals: watched = [], companies = [] }: Of = {},
  since = seen,
) => {
  const rows = rowsOf(goals);
  return [...idsWhere(rows, newsTest(rows, { seen: since, watched: { goals: watched, companies }, me, today }))].join(
    ' ',
  );
};

describe('news', () => {
  it.each<[string, string, Goal, Of?]>([
    ['mine', 'a change of my goal', goal('mine', { ModifiedDate: later })],
    ['', 'a goal that nobody changed', goal('mine')],
    ['', 'a change of another’s goal', goal('others', { OwnerId: 'o2', ModifiedDate: later })],
    [
      'others',
      'a change of a goal that is watched',
      goal('others', { OwnerId: 'o2', ModifiedDate: later }),
      { goals: ['others'] },
    ],
    [
      'far',
      'a change in a company that is watched',
      goal('far', { OwnerId: 'o2', CompanyId: 'c2', ModifiedDate: later }),
      { companies: ['c2'] },
    ],
    ['', 'anything, where I did not say who I am', goal('mine', { ModifiedDate: later }), { me: [] }],
    ['new', 'a goal that I was given', goal('new', { ModifiedDate: later })],
    ['mine', 'my goal that became overdue', goal('mine', { TargetDate: '2031-06-14' })],
    ['mine', 'my goal that was due on the day I looked', goal('mine', { TargetDate: '2031-06-10' })],
    ['', 'my goal that was overdue already', goal('mine', { TargetDate: '2031-06-09' })],
    ['', 'my goal that is due today', goal('mine', { TargetDate: today })],
    ['', 'my goal that is done and past', goal('mine', { TargetDate: '2031-06-14', Status: 'Achieved' })],
  ])('has %j for %s', (expected, _, changed, of) =>
    expect(newsIn([...before.filter(({ Gsid }) => Gsid !== changed.Gsid), changed], of)).toBe(expected),
  );

  it('has not what I saved myself, and what a colleague changed after it', () => {
    const own = withOwn(seen, 'mine', Date.parse(later));
    expect(newsIn([goal('mine', { ModifiedDate: later })], {}, own)).toBe('');
    expect(newsIn([goal('mine', { ModifiedDate: '2031-06-13T00:00:00Z' })], {}, own)).toBe('mine');
  });

  it('is none once all was seen', () => {
    const goals = [goal('mine', { ModifiedDate: later, TargetDate: '2031-06-14' })];
    expect(newsIn(goals)).toBe('mine');
    expect(newsIn(goals, {}, allSeen(rowsOf(goals), today))).toBe('');
  });
});

it('what I saved is kept for so many goals, the latest', () => {
  let some = seen;
  for (let at = 0; at < 700; at += 1) some = withOwn(some, `g${at}`, at);
  expect([Object.keys(some.own).length, some.own['g699'], some.own['g0']]).toEqual([500, 699, undefined]);
});

it('goals are watched themselves or with their company', () => {
  const rows = rowsOf(before);
  const ids = (goals: readonly string[], companies: readonly string[]): string =>
    [...idsWhere(rows, watchedTest({ goals, companies }, rows))].join(' ');
  expect([ids(['far'], []), ids([], ['c1']), ids(['nowhere'], ['nowhere']), ids([], [])]).toEqual([
    'far',
    'mine others',
    '',
    '',
  ]);
});

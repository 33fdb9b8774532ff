import { describe, expect, it } from 'vitest';
import { findGoals, type FindParts } from '../../../src/commands/findGoals.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import { Spelling } from '../../../src/model/views/spelling.ts';
import { rowsOf } from '../model/query/goals.ts';

const id = (letter: string): string => `1P01${letter.repeat(32)}`;
const goals = [
  { Gsid: id('A'), Name: 'Raise login rate', CompanyId: 'c1', CompanyName: 'Contoso', OwnerName: 'Goran Petrović' },
  { Gsid: id('B'), Name: 'Adopt workflow automation', CompanyId: 'c1', CompanyName: 'Contoso' },
  { Gsid: id('C'), Name: 'Roll out single sign-on', CompanyId: 'c2', CompanyName: 'Alderbrook' },
];

const found = async (text: string, parts: Partial<FindParts> = {}): Promise<string> => {
  const index = new GoalIndex();
  index.putAll(goals);
  const spelling = await Spelling.of(rowsOf(goals), () => Promise.resolve());
  const store = {
    find: (query: string, limit: number) => index.find(query, limit),
    goal: (goalId: string) => index.goal(goalId),
    companies: () => index.companies(),
    goalsOf: (companyId: string) => index.goalsOf(companyId),
    stats: (companyId: string) => index.stats(companyId, new Date()),
  };
  const all = {
    byQuery: async () => undefined,
    recent: () => [],
    corrected: async (typed: string) => spelling.corrected(typed),
  };
  const answer = await findGoals(store, { ...all, ...parts }, text, 10, new Date());
  const how = answer.refusal ?? (answer.correctedTo === undefined ? '' : `${answer.correctedTo}: `);
  return how + answer.goals.map(({ Name }) => Name).join(' | ');
};

describe('a goal is found', () => {
  it.each([
    ['login', 'Raise login rate'],
    ['logn', 'login: Raise login rate'],
    ['lgoin', 'login: Raise login rate'],
    ['workflwo', 'workflow: Adopt workflow automation'],
    ['automatoin contso', 'automation contoso: Adopt workflow automation'],
    ['petrovic', 'Raise login rate'],
    ['ＬＯＧＩＮ', 'Raise login rate'],
    ['aldrebrok', 'alderbrook: Roll out single sign-on'],
    ['xyzzyq', ''],
    [id('C'), 'Roll out single sign-on'],
    [`https://a.example/goals/${id('B')}?tab=1`, 'Adopt workflow automation'],
    [`vscode://customer-goals.customer-goals/goal/${id('B')}?tenant=a.example`, 'Adopt workflow automation'],
    [id('Z'), ''],
  ])('by %j: %s', async (text, expected) => expect(await found(text)).toBe(expected));

  it('first where it was opened last', async () =>
    expect(await found('', { recent: () => [id('C'), 'gone'] })).toMatch(/^Roll out single sign-on \|/));

  it('by a goal query, or it is said what is wrong with it', async () => {
    const some = async () => ({ goals: goals.slice(1, 2), total: 1 });
    expect(await found('status:open', { byQuery: some })).toBe('Adopt workflow automation');
    expect(await found('status:', { byQuery: async () => ({ refusal: 'No.' }) })).toBe('No.');
  });
});

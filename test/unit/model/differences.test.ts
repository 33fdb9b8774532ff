import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { Differences } from '../../../src/model/differences.ts';

const goalOf = (Gsid: string, CompanyId: string, Name = 'Renew'): Goal => ({ Gsid, CompanyId, Name });
const readableOf = (goals: readonly Goal[]) => {
  const byId = new Map(goals.map((goal) => [goal.Gsid, goal]));
  return { goal: (id: string) => byId.get(id) };
};

/** What is told of all goals as they are read anew. */
const told = (before: readonly Goal[], after: readonly Goal[]) => {
  const [old, now] = [readableOf(before), readableOf(after)];
  const differences = new Differences(old);
  for (const { Gsid } of [...after, ...before]) differences.note(Gsid, old.goal(Gsid), now.goal(Gsid));
  differences.note('never there', undefined, undefined);
  const { companies, goals } = differences.change(now);
  return {
    companies: companies === 'all' ? companies : [...companies].toSorted(),
    goals: goals === 'all' ? goals : [...goals.keys()],
  };
};

const many = (CompanyId: string, Name?: string): readonly Goal[] =>
  Array.from({ length: 6000 }, (_, at) => goalOf(`${CompanyId}${at}`, CompanyId, Name));

describe('what a whole read tells', () => {
  it.each<readonly [string, readonly Goal[], readonly Goal[], object]>([
    ['nothing of what is as it was', [goalOf('1', 'A')], [goalOf('1', 'A')], { companies: [], goals: [] }],
    ['a new goal', [], [goalOf('1', 'A')], { companies: ['A'], goals: ['1'] }],
    ['one that is gone', [goalOf('1', 'A')], [], { companies: ['A'], goals: ['1'] }],
    ['one that changed', [goalOf('1', 'A', 'Old')], [goalOf('1', 'A')], { companies: ['A'], goals: ['1'] }],
    [
      'both companies of one that moved',
      [goalOf('1', 'A')],
      [goalOf('1', 'B')],
      { companies: ['A', 'B'], goals: ['1'] },
    ],
    [
      'the companies alone of many new ones',
      [goalOf('1', 'C')],
      [goalOf('1', 'C'), ...many('A')],
      { companies: ['A'], goals: 'all' },
    ],
    ['the companies alone of many that are gone', many('A'), [], { companies: ['A'], goals: 'all' }],
    ['the companies alone of many that changed', many('A', 'Old'), many('A'), { companies: ['A'], goals: 'all' }],
  ])('is %s', (_, before, after, expected) => expect(told(before, after)).toEqual(expected));
});

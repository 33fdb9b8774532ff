import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { mostDetails } from '../../../src/model/goalColumns.ts';
import { byName } from '../../../src/model/names/byName.ts';
import { GoalIndex } from '../../../src/model/goalIndex.ts';
import { isOverdue } from '../../../src/model/dueDate.ts';

const now = new Date(2031, 5, 15, 12);
const moment = fc
  .integer({ min: 0, max: 4e12 })
  .map((time) => new Date(time).toISOString())
  .chain((whole) => fc.constantFrom(whole, whole.replace(/\.\d+Z/, 'Z')));

/** Few ids and names, so that goals come again, move and share what they say. */
const goal: fc.Arbitrary<Goal> = fc.record(
  {
    Gsid: fc.constantFrom('g1', 'g2', 'g3', 'g4', 'g5', 'g6'),
    Name: fc.constantFrom('Roll out', 'Adopt', 'adopt', ''),
    CompanyId: fc.constantFrom('c1', 'c2', 'c3'),
    CompanyName: fc.constantFrom('Contoso', 'Northwind', ''),
    Description: fc.constantFrom('<p>x</p>', ''),
    TemplateId: fc.constantFrom('t1', 't2'),
    Status: fc.constantFrom('Achieved', 'Missed', 'In Progress', ''),
    OwnerId: fc.constantFrom('o1', 'o2'),
    OwnerName: fc.constantFrom('Ada', 'Bo'),
    TargetDate: fc.constantFrom('2031-06-14', '2031-06-15', '2031-06-16'),
    CompletionPercentage: fc.constantFrom(0, 62.5, -1, 1e9),
    CreatedDate: moment,
    ModifiedDate: moment,
  },
  { requiredKeys: ['Gsid', 'Name', 'CompanyId'], noNullPrototype: true },
);

const indexOf = (goals: readonly Goal[]): GoalIndex => {
  const index = new GoalIndex();
  for (const one of goals) {
    index.put(one);
    // What is worked out is worked out between the changes, too.
    for (const { Gsid } of index.companies()) index.stats(Gsid, now);
  }
  return index;
};

const latest = (goals: readonly Goal[]): readonly Goal[] => [...new Map(goals.map((one) => [one.Gsid, one])).values()];
const ids = (goals: Iterable<Goal>): readonly string[] => [...goals].map(({ Gsid }) => Gsid).toSorted();

describe('an index of goals', () => {
  it('gives every goal back as it was put, what it left out left out', () => {
    fc.assert(
      fc.property(fc.array(goal), (goals) => {
        const index = indexOf(goals);
        expect([...index.goals()]).toStrictEqual(latest(goals));
        for (const one of latest(goals)) expect(index.goal(one.Gsid)).toStrictEqual(one);
      }),
      { numRuns: 500 },
    );
  });

  it('holds the descriptions of the goals that were looked at last, however many there are', () => {
    const goals = Array.from({ length: mostDetails * 5 }, (_, i) => ({
      Gsid: `g${i}`,
      Name: 'Adopt',
      CompanyId: 'c1',
      Description: '<p>x</p>',
    }));
    const described = [...indexOf(goals).goals()].filter(({ Description }) => Description !== undefined);
    const last = new Set(ids(goals.slice(-mostDetails)));
    expect(ids(described).filter((id) => last.has(id))).toHaveLength(mostDetails);
    expect(described.length).toBeLessThan(2 * mostDetails);
  });

  it('knows companies, their goals and their counts, whatever came again or moved', () => {
    fc.assert(
      fc.property(fc.array(goal), (goals) => {
        const index = indexOf(goals);
        const known = latest(goals);
        expect(
          index
            .companies()
            .map(({ Gsid }) => Gsid)
            .toSorted(),
        ).toEqual([...new Set(known.map(({ CompanyId }) => CompanyId))].toSorted());
        const names = index.companies().map(({ name }) => name);
        expect(names).toEqual(names.toSorted(byName));
        for (const company of index.companies()) {
          const own = known.filter(({ CompanyId }) => CompanyId === company.Gsid);
          expect(index.company(company.Gsid)).toEqual(company);
          expect(own.map(({ CompanyName }) => CompanyName || company.Gsid)).toContain(company.name);
          expect(ids(index.goalsOf(company.Gsid))).toEqual(ids(own));
          expect(index.stats(company.Gsid, now)).toEqual({
            goals: own.length,
            achieved: own.filter(({ Status }) => Status === 'Achieved').length,
            missed: own.filter(({ Status }) => Status === 'Missed').length,
            overdue: own.filter((one) => isOverdue(one, now)).length,
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps companies in the order of their names when one is called otherwise', () => {
    const of = (Gsid: string, CompanyId: string, CompanyName: string): Goal => ({
      Gsid,
      Name: 'x',
      CompanyId,
      CompanyName,
    });
    const index = indexOf([of('g1', 'c1', 'Beta'), of('g2', 'c2', 'Gamma')]);
    expect(index.companies().map(({ name }) => name)).toEqual(['Beta', 'Gamma']);
    index.put(of('g2', 'c2', 'Alpha'));
    expect(index.companies().map(({ name }) => name)).toEqual(['Alpha', 'Beta']);
  });

  it('counts overdue goals anew on another day', () => {
    const index = indexOf([{ Gsid: 'g1', Name: 'x', CompanyId: 'c1', TargetDate: '2031-06-15' }]);
    expect(index.stats('c1', now).overdue).toBe(0);
    expect(index.stats('c1', new Date(2031, 5, 16)).overdue).toBe(1);
  });

  it('does not count a goal as overdue whose status cannot be read: it may be a closed one', () => {
    const odd: Goal = { Gsid: 'g1', Name: 'x', CompanyId: 'c1', TargetDate: '2031-06-01', unreadable: ['Status'] };
    expect(indexOf([odd]).stats('c1', now)).toEqual({ goals: 1, achieved: 0, missed: 0, overdue: 0 });
  });

  it('lists the goals of a company in the same order, in whatever order they came', () => {
    const shuffled = fc.shuffledSubarray(['g1', 'g2', 'g3', 'g4', 'g5', 'g6'], { minLength: 6 });
    const namesOf: Readonly<Record<string, string>> = { g1: 'b', g2: 'A', g3: 'a', g4: 'á', g5: '10', g6: '9' };
    fc.assert(
      fc.property(shuffled, (order) => {
        const index = indexOf(order.map((Gsid) => ({ Gsid, Name: namesOf[Gsid] ?? '', CompanyId: 'c1' })));
        expect(index.goalsOf('c1').map(({ Gsid }) => Gsid)).toEqual(['g6', 'g5', 'g2', 'g3', 'g4', 'g1']);
      }),
    );
  });

  it('lists an owner without a name by id, and by name once a goal has it, in whatever order', () => {
    const named: Goal = { Gsid: 'g1', Name: 'x', CompanyId: 'c1', OwnerId: 'o1', OwnerName: 'Ada' };
    const nameless: Goal = { Gsid: 'g2', Name: 'x', CompanyId: 'c1', OwnerId: 'o1' };
    expect(indexOf([nameless]).owners()).toEqual([{ id: 'o1', name: 'o1' }]);
    for (const goals of [
      [named, nameless],
      [nameless, named],
    ])
      expect(indexOf(goals).owners()).toEqual([{ id: 'o1', name: 'Ada' }]);
  });

  it('keeps what could not be read of a goal, until it can', () => {
    const odd: Goal = { Gsid: 'g1', Name: 'x', CompanyId: 'c1', unreadable: ['Status'] };
    const index = indexOf([odd, { Gsid: 'g2', Name: 'y', CompanyId: 'c1' }]);
    expect([index.goal('g1'), index.goal('g2')?.unreadable]).toEqual([odd, undefined]);
    const { unreadable: _, ...whole } = odd;
    index.put(whole);
    expect(index.goal('g1')).toEqual(whole);
  });

  it('grows beyond its first columns', () => {
    const many = Array.from({ length: 1000 }, (_, i): Goal => ({
      Gsid: `g${i}`,
      Name: `n${i}`,
      CompanyId: `c${i % 7}`,
    }));
    const index = new GoalIndex();
    index.putAll(many);
    expect([...index.goals()]).toStrictEqual(many);
  });
});

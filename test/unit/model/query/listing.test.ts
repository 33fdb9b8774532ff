import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goalStatuses, type Goal } from '../../../../src/api/schema.ts';
import { byName } from '../../../../src/model/names/byName.ts';
import { CountedQuery } from '../../../../src/model/query/countedQuery.ts';
import { groupings, sortKeys } from '../../../../src/model/query/arrangement.ts';
import { count, list } from '../../../../src/model/query/listing.ts';
import { loosen } from '../../../../src/model/query/loosen.ts';
import { anyGoal, anyGoals, anyQuery, context, idsOf, queryOf, rowsOf } from './goals.ts';
import { answerOf } from './reference.ts';

const anyArrangement = fc.record({
  group: fc.constantFrom(...groupings),
  sort: fc.constantFrom(...sortKeys),
  isDown: fc.boolean(),
});

const statusPlace = (status: string): number => [...goalStatuses, status].indexOf(status);

const keyOf = (goal: Goal, sort: (typeof sortKeys)[number]): string | number | undefined => {
  if (sort === 'status') return (goal.Status ?? '') === '' ? undefined : statusPlace(goal.Status ?? '');
  return { name: undefined, due: goal.TargetDate, progress: goal.CompletionPercentage, changed: goal.ModifiedDate }[
    sort
  ];
};

const groupOf = (goal: Goal, group: (typeof groupings)[number]): string | undefined =>
  ({
    none: undefined,
    company: goal.CompanyId,
    owner: goal.OwnerId,
    template: goal.TemplateId,
    status: goal.Status === '' ? undefined : goal.Status,
    due: goal.TargetDate?.slice(0, 7),
  })[group];

/** In the order of the keys, those without one last. */
const inOrder = (a: string | number | undefined, b: string | number | undefined, isDown: boolean): number => {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a === b ? 0 : a < b === isDown ? 1 : -1;
};

describe('a listing', () => {
  it('has the goals that match, each once, in groups and in order', () => {
    fc.assert(
      fc.property(anyGoals, anyQuery, anyArrangement, (goals, query, arrangement) => {
        const rows = rowsOf(goals);
        const { group, sort, isDown } = arrangement;
        const listing = list(query, arrangement, rows, context);
        const matching = goals.filter((goal) => answerOf(query, goal, context) === true);
        const place = (goal: Goal): number => goals.indexOf(goal);
        const byNames = matching.toSorted((a, b) => byName(a.Name, b.Name) || place(a) - place(b));
        const sorted =
          sort === 'name' && isDown
            ? byNames.toReversed()
            : byNames.toSorted((a, b) => inOrder(keyOf(a, sort), keyOf(b, sort), isDown));
        const expected = Map.groupBy(sorted, (goal) => groupOf(goal, group));
        const told = new Map(listing.groups.map(({ key, rows: own }) => [key, idsOf(rows, own)]));
        expect(told).toEqual(new Map([...expected].map(([key, own]) => [key, own.map(({ Gsid }) => Gsid)])));
        expect(listing.goals).toBe(matching.length);
        expect(listing.unknown).toBe(goals.filter((goal) => answerOf(query, goal, context) === undefined).length);
        const overdue = [{ field: 'due', isNot: false, values: [{ kind: 'word', word: 'overdue' }] }] as const;
        const late = (some: readonly Goal[]): number =>
          some.filter((goal) => answerOf(overdue, goal, context) === true).length;
        expect(listing.overdue).toBe(late(matching));
        for (const each of listing.groups) expect(each.overdue).toBe(late(expected.get(each.key) ?? []));
        expect(count(query, rows, context)).toEqual({
          goals: listing.goals,
          overdue: listing.overdue,
          unknown: listing.unknown,
        });
      }),
      { numRuns: 1000 },
    );
  });

  const goals: readonly Goal[] = [
    {
      Gsid: 'g1',
      Name: 'x',
      CompanyId: 'c9',
      CompanyName: 'Álder',
      Status: 'Missed',
      TargetDate: '2031-06-15',
      OwnerId: 'o1',
      OwnerName: 'Bo',
    },
    {
      Gsid: 'g2',
      Name: 'y',
      CompanyId: 'c1',
      CompanyName: 'birch',
      Status: 'Blocked',
      TargetDate: '2030-12-01',
      TemplateId: 't2',
    },
    {
      Gsid: 'g3',
      Name: 'z',
      CompanyId: 'c2',
      Status: 'Not Started',
      TargetDate: '1969-12-31',
      OwnerId: 'o2',
      TemplateId: 't1',
    },
    {
      Gsid: 'g4',
      Name: 'z',
      CompanyId: 'c9',
      CompanyName: 'Álder',
      TargetDate: '2031-06-30',
      OwnerId: 'o3',
      OwnerName: 'ada',
    },
  ];

  it.each([
    ['company', 'c9 Álder, c1 birch, c2 -'],
    ['owner', 'o3 ada, o1 Bo, o2 -, - -'],
    ['status', 'Not Started -, Missed -, Blocked -, - -'],
    ['due', '1969-12 -, 2030-12 -, 2031-06 -'],
    ['template', 't1 Onboarding, t2 Time to value, - -'],
    ['none', '- -'],
  ] as const)('by %s has its groups in order: %s', (group, expected) => {
    const { groups } = list([], { group, sort: 'name', isDown: false }, rowsOf(goals), context);
    expect(groups.map(({ key = '-', name = '-' }) => `${key} ${name}`).join(', ')).toBe(expected);
  });

  it.each([
    ['owner', 'OwnerId'],
    ['status', 'Status'],
    ['template', 'TemplateId'],
    ['due', 'TargetDate'],
    ['company', 'CompanyId'],
  ] as const)('by %s counts those without one where that could not be read', (group, field) => {
    const plain = { Name: 'x', CompanyId: field === 'CompanyId' ? '' : 'c1' };
    const some = rowsOf([
      { ...plain, Gsid: 'g1' },
      { ...plain, Gsid: 'g2', unreadable: [field] },
      { ...plain, Gsid: 'g3', unreadable: ['Name'] },
    ]);
    const { groups } = list([], { group, sort: 'name', isDown: false }, some, context);
    expect(groups.map(({ rows, unread }) => [rows.length, unread])).toEqual([[3, 1]]);
  });

  it('of no goal has no group', () => {
    expect(list([], { group: 'none', sort: 'due', isDown: true }, rowsOf([]), context)).toEqual({
      goals: 0,
      overdue: 0,
      unknown: 0,
      groups: [],
    });
  });
});

const anyChanges = fc.array(fc.array(fc.tuple(anyGoal, fc.boolean()), { maxLength: 5 }), { maxLength: 6 });

describe('a count that is kept', () => {
  it('is that of all goals, whatever came, went and changed', () => {
    fc.assert(
      fc.property(anyGoals, anyQuery, anyChanges, (goals, query, refreshes) => {
        const rows = rowsOf(goals);
        const kept = new CountedQuery(query, rows, context);
        const known = new Map(goals.map((goal) => [goal.Gsid, goal]));
        for (const changed of refreshes) {
          for (const [goal, isThere] of changed) {
            if (isThere) known.set(goal.Gsid, goal);
            else known.delete(goal.Gsid);
          }
          const changes = changed.map(([{ Gsid }]) => {
            const after = known.get(Gsid);
            return [Gsid, after === undefined ? {} : { after }] as const;
          });
          kept.update(rows.apply(new Map(changes)));
          const anew = rowsOf(known.values());
          expect(kept.counts).toEqual(count(query, anew, context));
          expect(count(query, rows, context)).toEqual(kept.counts);
          const arrangement = { group: 'company', sort: 'due', isDown: false } as const;
          const idsIn = (of: typeof rows): readonly string[] =>
            list(query, arrangement, of, context)
              .groups.flatMap((group) => idsOf(of, group.rows))
              .toSorted();
          expect(idsIn(rows)).toEqual(idsIn(anew));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is by the name that a goal has now', () => {
    const goal = { Gsid: 'g1', Name: 'adopt', CompanyId: 'c1' };
    const rows = rowsOf([goal]);
    const kept = new CountedQuery(queryOf('adopt'), rows, context);
    expect([kept.counts.goals, count(queryOf('adopt'), rows, context).goals]).toEqual([1, 1]);
    kept.update(rows.apply(new Map([['g1', { after: { ...goal, Name: 'expand' } }]])));
    expect([kept.counts.goals, count(queryOf('adopt'), rows, context).goals]).toEqual([0, 0]);
  });

  it('is another on another day', () => {
    const rows = rowsOf([{ Gsid: 'g1', Name: 'x', CompanyId: 'c1', TargetDate: context.today }]);
    const kept = new CountedQuery(queryOf('due:..yesterday'), rows, context);
    expect(kept.counts).toEqual({ goals: 0, overdue: 0, unknown: 0 });
    kept.use({ ...context, today: '2031-06-16' });
    expect(kept.counts).toEqual({ goals: 1, overdue: 1, unknown: 0 });
  });

  it('is another once more is known of a goal', () => {
    const rows = rowsOf([{ Gsid: 'g1', Name: 'x', CompanyId: 'c1' }]);
    const drafts = new Set<string>();
    const kept = new CountedQuery(queryOf('draft:yes'), rows, { ...context, drafts });
    drafts.add('g1');
    kept.update([rows.rowOf('g1') ?? 0]);
    expect(kept.counts.goals).toBe(1);
  });
});

describe('a looser query', () => {
  it('finds what matches without each term', () => {
    fc.assert(
      fc.property(anyGoals, anyQuery, (goals, query) => {
        const rows = rowsOf(goals);
        const loosened = loosen(query, rows, context);
        expect(new Set(loosened.map(({ term }) => term))).toEqual(new Set(query));
        for (const { query: looser, goals: found } of loosened) expect(found).toBe(count(looser, rows, context).goals);
        expect(loosened.map((each) => each.goals)).toEqual(
          loosened.map((each) => each.goals).toSorted((a, b) => b - a),
        );
      }),
      { numRuns: 500 },
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createEmitter } from '../../../../src/model/emitter.ts';
import { groupings, sortKeys } from '../../../../src/model/query/arrangement.ts';
import type { RowsChange } from '../../../../src/model/views/liveRows.ts';
import { everything, isEverything, keptShown, readShown } from '../../../../src/model/views/shown.ts';
import { ShownGoals, type ListChange } from '../../../../src/model/views/shownGoals.ts';
import { anyGoal, anyQuery, context, queryOf, rowsOf } from '../query/goals.ts';
import { rowParts } from '../../../../src/model/views/rowParts.ts';

const goals = [
  { Gsid: 'g1', Name: 'A', CompanyId: 'c1', Status: 'In Progress', OwnerId: 'o1', TargetDate: '2031-06-01' },
  { Gsid: 'g2', Name: 'B', CompanyId: 'c1', Status: 'Achieved', OwnerId: 'o2' },
  { Gsid: 'g3', Name: 'C', CompanyId: 'c2', Status: 'In Progress', OwnerId: 'o2' },
];

const opened = () => {
  const changes = createEmitter<RowsChange>();
  const rows = rowsOf(goals);
  const shown = new ShownGoals({
    rows: { rows, parts: rowParts, ready: async () => rows, onDidChange: changes.event },
    context: () => context,
  });
  onTestFinished(() => shown.dispose());
  const told: ListChange[] = [];
  shown.onDidChange((change) => told.push(change));
  const drawing = (): string =>
    (shown.listing?.groups ?? []).map((group) => `${group.key}: ${shown.idsOf(group.rows).join(' ')}`).join(' | ');
  const change = (goal: Partial<(typeof goals)[number]>): void => {
    const before = goals.find(({ Gsid }) => Gsid === goal.Gsid);
    const after = { Gsid: '', Name: '', CompanyId: '', ...before, ...goal };
    changes.fire(rows.apply(new Map([[after.Gsid, { after }]])));
  };
  return { shown, told, drawing, change };
};

const by = (query: string, group: (typeof groupings)[number] = 'company') => ({
  ...everything,
  query: queryOf(query),
  group,
});

describe('what is shown', () => {
  it('is everything at first, without a listing', () => {
    const { shown } = opened();
    expect([shown.isEverything, shown.listing]).toEqual([true, undefined]);
  });

  it.each([
    ['status:open', 'company', 'c1: g1 | c2: g3'],
    ['', 'status', 'In Progress: g1 g3 | Achieved: g2'],
    ['', 'owner', 'o1: g1 | o2: g2 g3'],
    ['', 'none', 'undefined: g1 g2 g3'],
    ['owner:o2', 'due', 'undefined: g2 g3'],
    ['nothing', 'company', ''],
  ] as const)('is listed for %j by %s', (query, group, drawing) => {
    const window = opened();
    window.shown.show(by(query, group));
    expect(window.drawing()).toBe(drawing);
  });

  it('says where a goal stands', () => {
    const { shown } = opened();
    shown.show(by('', 'owner'));
    expect([shown.placeOf('g3')?.group.key, shown.placeOf('g3')?.place]).toEqual(['o2', 1]);
    expect(shown.placeOf('g9')).toBeUndefined();
  });
});

describe('a change', () => {
  const changed = (query: string, goal: Partial<(typeof goals)[number]>, group?: (typeof groupings)[number]) => {
    const window = opened();
    window.shown.show(by(query, group));
    window.drawing();
    window.told.length = 0;
    window.change(goal);
    return window.told;
  };

  it.each([
    ['of a goal that stays in its place', 'status:open', { Gsid: 'g1', TargetDate: '2031-06-02' }, [], ['g1']],
    ['by which it is overdue no more', 'status:open', { Gsid: 'g1', TargetDate: '2032-01-01' }, ['c1'], ['g1']],
    ['that moves it in its group', '', { Gsid: 'g1', Name: 'Z' }, ['o2'], ['g1']],
  ] as const)('%s tells that alone', (_, query, goal, groups, ids) => {
    const told = changed(query, query === '' ? { ...goal, Gsid: 'g2' } : goal, query === '' ? 'owner' : 'company');
    expect(told).toEqual([{ groups, goals: query === '' ? ['g2'] : ids }]);
  });

  it.each([
    ['a group is gone', 'status:open', { Gsid: 'g3', Status: 'Achieved' }],
    ['a group is new', 'status:open', { Gsid: 'g4', Name: 'D', CompanyId: 'c3' }],
  ])('by which %s tells all', (_, query, goal) => expect(changed(query, goal)).toEqual(['all']));

  it('tells nothing where everything is shown', () => {
    const window = opened();
    window.change({ Gsid: 'g1', Name: 'Z' });
    expect(window.told).toEqual([]);
  });
});

describe('what is kept', () => {
  const anyShown = fc.record(
    {
      query: anyQuery,
      group: fc.constantFrom(...groupings),
      sort: fc.constantFrom(...sortKeys),
      isDown: fc.boolean(),
      view: fc.string(),
    },
    { requiredKeys: ['query', 'group', 'sort', 'isDown'], noNullPrototype: true },
  );

  it('is read as it was', () =>
    fc.assert(
      fc.property(anyShown, (shown) => {
        expect(readShown(keptShown(shown))).toEqual(shown);
      }),
    ));

  it.each([undefined, 7, '', '{', '[]', '{}', '{"query":7}', '{"query":"statsu:open"}'])('%j is nothing', (text) =>
    expect(readShown(text)).toBeUndefined(),
  );

  it('is as it may be where a part is odd', () =>
    expect(readShown('{"query":"status:open","group":"x","sort":7,"isDown":"no"}')).toEqual(by('status:open')));

  it('is never thrown at, whatever it is', () => {
    expect(() => fc.assert(fc.property(fc.json(), (text) => void readShown(text)))).not.toThrow();
  });

  it('tells everything from all else', () =>
    expect([everything, by(''), by('status:open'), by('', 'owner')].map((each) => isEverything(each))).toEqual([
      true,
      true,
      false,
      false,
    ]));
});

it('goals are those of the listing, whatever is shown', () =>
  fc.assert(
    fc.property(fc.array(anyGoal, { maxLength: 8 }), fc.constantFrom(...groupings), (some, group) => {
      const rows = rowsOf(some);
      const shown = new ShownGoals({
        rows: { rows, parts: rowParts, ready: async () => rows, onDidChange: createEmitter<RowsChange>().event },
        context: () => context,
      });
      shown.show({ ...everything, group, isDown: true });
      for (const each of shown.listing?.groups ?? [])
        for (const [place, id] of shown.idsOf(each.rows).entries())
          expect(shown.placeOf(id)).toEqual({ group: each, place });
    }),
  ));

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupings, sortKeys } from '../../../../src/model/query/arrangement.ts';
import { KeptValue } from '../../../../src/model/views/keptValue.ts';
import { readSeen } from '../../../../src/model/views/news.ts';
import {
  added,
  changed,
  exportViews,
  importViews,
  keptViews,
  moved,
  readViews,
  removed,
  type OwnView,
} from '../../../../src/model/views/ownViews.ts';
import { everything } from '../../../../src/model/views/shown.ts';
import { readWatchList, textsIn, toggled } from '../../../../src/model/views/watchList.ts';
import { anyQuery, queryOf } from '../query/goals.ts';

const memoryOf = (values = new Map<string, unknown>()) => ({
  values,
  get: (key: string): unknown => values.get(key),
  update: async (key: string, value: unknown): Promise<void> => void values.set(key, structuredClone(value)),
});

describe('a kept value', () => {
  it('is that of its tenant', async () => {
    const memory = memoryOf();
    const me = new KeptValue(memory, 'me', textsIn);
    await me.keep('a.example', ['o1']);
    expect([me.of('a.example'), me.of('b.example'), me.of(undefined)]).toEqual([['o1'], [], []]);
    expect(new KeptValue(memory, 'me', textsIn).of('a.example')).toEqual(['o1']);
  });

  it('is read anew: another window may have written it', async () => {
    const memory = memoryOf();
    const [one, other] = [new KeptValue(memory, 'me', textsIn), new KeptValue(memory, 'me', textsIn)];
    await one.keep('a.example', ['o1']);
    await other.keep('a.example', ['o2']);
    expect(one.of('a.example')).toEqual(['o2']);
  });

  it('holds until the window ends where it could not be kept', async () => {
    const me = new KeptValue({ get: () => undefined, update: () => Promise.reject(new Error('full')) }, 'me', textsIn);
    await me.keep('a.example', ['o1']);
    expect(me.of('a.example')).toEqual(['o1']);
  });
});

const anyView: fc.Arbitrary<OwnView> = fc
  .record({
    id: fc.uuid(),
    name: fc.string({ minLength: 1, maxLength: 100 }).filter((name) => name.trim() === name),
    query: anyQuery,
    group: fc.constantFrom(...groupings),
    sort: fc.constantFrom(...sortKeys),
    isDown: fc.boolean(),
  })
  .map(({ id, name, query, group, sort, isDown }) => ({ id, name, shown: { query, group, sort, isDown } }));
const anyViews = fc.uniqueArray(anyView, { selector: ({ id }) => id, maxLength: 5 });

const viewsNamed = (...names: readonly string[]): readonly OwnView[] =>
  names.map((name) => ({ id: name, name, shown: { ...everything, query: queryOf(`name:${name}`) } }));
const namesOf = (views: readonly OwnView[]): string => views.map(({ name }) => name).join(' ');

describe('own views', () => {
  it('are read as they were kept', () =>
    fc.assert(
      fc.property(anyViews, (views) => {
        expect(readViews(structuredClone(keptViews(views)))).toEqual(views);
      }),
    ));

  it('are read by somebody else as they were exported', () =>
    fc.assert(
      fc.property(anyViews, (views) => {
        const imported = importViews(exportViews(views), []);
        expect(imported?.views.map(({ name, shown }) => ({ name, shown }))).toEqual(
          imported?.views.map((_, at) => {
            const { name, shown } = views.filter((view, place) => firstOf(views, view) === place)[at] ?? { name: '' };
            return { name, shown };
          }),
        );
        expect(imported?.unreadable).toBe(0);
      }),
    ));

  it('that are there are not imported again', () => {
    const views = viewsNamed('a', 'b');
    expect(importViews(exportViews(views), views)).toEqual({ views, added: 0, unreadable: 0 });
  });

  it('keep another of the same id apart', () => {
    const [mine] = viewsNamed('a');
    const theirs = [{ id: 'a', name: 'theirs', shown: everything }];
    const imported = importViews(exportViews(theirs), mine === undefined ? [] : [mine]);
    expect(new Set(imported?.views.map(({ id }) => id)).size).toBe(2);
  });

  it.each(['', '{}', '[]', 'null', '{"customerGoalsViews":{}}', 'status:open'])('%j is no export', (text) =>
    expect(importViews(text, [])).toBeUndefined(),
  );

  it('takes the others where one is too deep for anybody', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const text = `{"customerGoalsViews":[{"name":"a","shown":{"query":${deep}}},{"name":"b","shown":{"query":"x"}}]}`;
    expect(importViews(text, [])).toMatchObject({ added: 1, unreadable: 1, views: [{ name: 'b' }] });
  });

  it('says how many of an export cannot be read, and takes the others', () => {
    const text =
      '{"customerGoalsViews":[7,{"name":"a","shown":{"query":"statsu:x"}},{"name":"b","shown":{"query":"x"}}]}';
    expect(importViews(text, [])).toMatchObject({ added: 1, unreadable: 2, views: [{ name: 'b' }] });
  });

  it.each([
    [1, 'b a c'],
    [-1, 'a b c'],
    [9, 'b c a'],
    [0, 'a b c'],
  ])('the first moves by %d', (by, expected) =>
    expect(namesOf(moved(viewsNamed('a', 'b', 'c'), 'a', by))).toBe(expected),
  );

  it('are added, renamed, given something else to show, and removed', () => {
    const views = added(viewsNamed('a'), ' New ', { ...everything, view: 'a' });
    expect(namesOf(views)).toBe('a New');
    expect(views[1]?.shown).toEqual(everything);
    expect(namesOf(changed(views, 'a', { name: 'b' }))).toBe('b New');
    expect(changed(views, 'a', { shown: everything })[0]?.shown).toEqual(everything);
    expect(namesOf(removed(views, 'a'))).toBe('New');
    expect(namesOf(moved(views, 'nowhere', 1))).toBe('a New');
  });
});

const firstOf = (views: readonly OwnView[], view: OwnView): number =>
  views.findIndex((each) => each.name === view.name && JSON.stringify(each.shown) === JSON.stringify(view.shown));

describe('whatever is kept', () => {
  it('nothing throws', () => {
    expect(() =>
      fc.assert(
        fc.property(fc.anything(), (value) => {
          for (const read of [readViews, readSeen, readWatchList, textsIn]) read(value);
        }),
      ),
    ).not.toThrow();
  });

  it.each([
    [
      { at: 1, day: '2031-01-01', own: { a: 1, b: 'x' } },
      { at: 1, day: '2031-01-01', own: { a: 1 } },
    ],
    [
      { at: 1, day: '2031-01-01' },
      { at: 1, day: '2031-01-01', own: {} },
    ],
    [{ at: 'x', day: '2031-01-01' }, undefined],
    [{ at: 1, day: 'yesterday' }, undefined],
  ])('%j was seen', (value, expected) => expect(readSeen(value)).toEqual(expected));
});

it('what is watched is watched until it is toggled again', () => {
  const watched = toggled(toggled(readWatchList(undefined), 'goals', 'g1'), 'companies', 'c1');
  expect(watched).toEqual({ goals: ['g1'], companies: ['c1'] });
  expect(toggled(watched, 'goals', 'g1')).toEqual({ goals: [], companies: ['c1'] });
});

import { describe, expect, it } from 'vitest';
import { goals, loading, matching, pageOf } from './pagingLoad.ts';

const chances = (): (() => number) => {
  let state = 7;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const shuffled = <T>(all: readonly T[], chance: () => number): readonly T[] =>
  all
    .map((each) => [chance(), each] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, each]) => each);

describe('a tenant that ignores the offset', () => {
  it.each([
    [100, 300],
    [100, undefined],
    [40, 300],
    [300, 300],
    [100, 1000],
  ])('and shuffles %i of its rows, counting %j, is left in the end, and never sure', async (held, total) => {
    const chance = chances();
    const rows = goals(300);
    const end = await loading(() => pageOf(shuffled(rows, chance).slice(0, held), { total }));
    expect(end.requests).toBeLessThan(400);
    expect(end.doubles).toBe(0);
    expect(end.isSure && end.found < 300).toBe(false);
  });

  it('and turns its rows by one each time is left in the end', async () => {
    const rows = goals(50);
    let turn = 0;
    const end = await loading(() => {
      turn += 1;
      return pageOf([...rows.slice(turn % 50), ...rows.slice(0, turn % 50)].slice(0, 20), { total: 1000 });
    });
    expect(end.requests).toBeLessThan(400);
    expect(end.isSure).toBe(false);
  });

  it('and begins each page with the same row has all of its rows', async () => {
    const rows = goals(91);
    let page = 0;
    const end = await loading(() => {
      page += 1;
      return pageOf([...rows.slice(0, 1), ...rows.slice(page * 10 - 9, page * 10 + 1)], { total: 91 });
    }, 11);
    expect(end).toMatchObject({ found: 91, doubles: 0 });
  });

  it('and has two pages in turn is left in the end', async () => {
    const rows = goals(40);
    let turn = 0;
    const end = await loading(() => {
      turn += 1;
      return pageOf(turn % 2 === 0 ? rows.slice(0, 20) : rows.slice(20), { total: 1000 });
    });
    expect(end.requests).toBeLessThan(400);
    expect(end.isSure).toBe(false);
  });
});

it.each([
  ['in the middle of a page', [150]],
  ['first and last of a page', [100, 199, 200]],
  ['a page of them', Array.from({ length: 100 }, (_, place) => 300 + place)],
])('rows that are no goals, %s, do not end the search', async (_, odd) => {
  const rows = goals(1000);
  const end = await loading((request) => {
    const { offset = 0, limit = 100 } = request;
    const page = matching(rows, request).slice(offset, offset + limit);
    return { records: page.filter((goal) => !odd.includes(rows.indexOf(goal))), rowCount: page.length };
  });
  expect(end).toMatchObject({ found: 1000 - odd.length, doubles: 0 });
});

it.each([
  [0, 7, false],
  [0, 0, true],
  [1, 7, true],
])('%i goals and %i rows that are none: that these are all is sure: %j', async (size, odd, isSure) => {
  const end = await loading((request) => {
    const isFirst = (request.offset ?? 0) === 0;
    const records = isFirst ? matching(goals(size), request) : [];
    const rowCount = records.length + (isFirst ? odd : 0);
    return { records, rowCount, totalCount: size + odd };
  });
  expect(end).toMatchObject({ found: size, isSure });
});

describe('a tenant that does not count, and whose pages are not all as long', () => {
  it('has all of its goals where some pages are cut short', async () => {
    const rows = goals(5000, (place) => 5000 - place);
    const end = await loading((request) => {
      const { offset = 0, limit = 100 } = request;
      const most = offset > 500 && offset < 1500 ? 990 : 1000;
      return pageOf(matching(rows, request).slice(offset, offset + Math.min(limit, most)), { total: undefined });
    }, 5000);
    expect(end).toMatchObject({ found: 5000, doubles: 0, isSure: true });
    expect(end.requests).toBeLessThan(12);
  });

  it('has all that it shows where it leaves out goals of a page', async () => {
    const rows = goals(1000, (place) => 1000 - place);
    const isHidden = (place: number): boolean => place % 7 === 3 || (place > 940 && place < 960) || place === 999;
    const end = await loading((request) => {
      const { offset = 0, limit = 100 } = request;
      const page = matching(rows, request).slice(offset, offset + limit);
      return pageOf(
        page.filter((goal) => !isHidden(rows.indexOf(goal))),
        { total: undefined },
      );
    });
    const shown = rows.filter((_, place) => !isHidden(place)).length;
    expect(end).toMatchObject({ found: shown, doubles: 0, isSure: true });
    expect(end.requests).toBeLessThan(40);
  });

  it.each([
    [1000, 100, 1],
    [1007, 100, 1],
    [1007, 100, 15],
    [305, 10, 1],
    [305, 6, 1],
    [305, 20, 8],
    [305, 2, 1],
  ])('of %i, by %i, ends with its last %i rows, which are no goals', async (size, most, odd) => {
    const rows = goals(size, (place) => size - place);
    const end = await loading((request) => {
      const { offset = 0, limit = 100 } = request;
      const page = matching(rows, request).slice(offset, offset + Math.min(limit, most));
      return { records: page.filter((goal) => rows.indexOf(goal) < size - odd), rowCount: page.length };
    });
    expect(end).toMatchObject({ found: size - odd, doubles: 0, isSure: true });
    expect(end.requests).toBeLessThan((2 * size) / most + 40);
  });
});

describe('a tenant that counts too many', () => {
  it.each([1, 5, 30, 700])('(%i) is taken at its rows, with little asked for beside', async (extra) => {
    const rows = goals(250);
    const end = await loading((request) => {
      const all = matching(rows, request);
      const { offset = 0, limit = 100 } = request;
      return pageOf(all.slice(offset, offset + limit), { total: all.length + extra });
    });
    expect(end).toMatchObject({ found: 250, doubles: 0 });
    expect(end.requests).toBeLessThan(30);
  });
});

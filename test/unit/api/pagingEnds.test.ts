import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { allPages, SearchCursor } from '../../../src/api/paging.ts';
import type { Goal, GoalPage, SearchCondition, SearchRequest } from '../../../src/api/schema.ts';
import { StampClock } from '../../../src/api/stampClock.ts';

const stampOf = (minute: number): string => new Date(Date.UTC(2031, 0, 1, 0, minute)).toISOString();

const goals = (size: number, minuteOf: (place: number) => number = (place) => place): readonly Goal[] =>
  Array.from({ length: size }, (_, place) => ({
    Gsid: `g${place}`,
    Name: `Goal ${place}`,
    CompanyId: 'C',
    ModifiedDate: stampOf(minuteOf(place)),
  }));

const fits = ({ ModifiedDate = '' }: Goal, { operator, value }: SearchCondition): boolean =>
  operator === 'LT' ? ModifiedDate < String(value) : ModifiedDate >= String(value);

const matching = (rows: readonly Goal[], { where }: SearchRequest): readonly Goal[] =>
  rows.filter((row) => (where?.conditions ?? []).every((condition) => fits(row, condition)));

/** All that came, how much was asked for it, and whether the cursor says that it is all. */
const loading = async (answer: (request: SearchRequest) => GoalPage, pageSize = 100) => {
  const found = new Set<string>();
  let requests = 0;
  let doubles = 0;
  const cursor = new SearchCursor();
  const clock = { now: () => ({ elapsedMs: 0, tenantTime: stampOf(60 * 24 * 365) }), stamps: new StampClock() };
  const fetchPage = async (request: SearchRequest): Promise<GoalPage> => {
    requests += 1;
    if (requests > 2000) throw new Error('it never ends');
    return answer(request);
  };
  for await (const { records } of allPages({ pageSize, cursor }, fetchPage, clock))
    for (const { Gsid } of records) {
      doubles += Number(found.has(Gsid));
      found.add(Gsid);
    }
  return { found: found.size, requests, doubles, isSure: cursor.isSure };
};

/** A number from 0 up to 1 for each call, always the same ones. */
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

type Counted = { readonly total: number | undefined };

const pageOf = (records: readonly Goal[], { total }: Counted): GoalPage =>
  total === undefined ? { records } : { records, totalCount: total };

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

describe('a tenant that shows no row behind a depth', () => {
  const limited = (rows: readonly Goal[], depth: number, extra = 0) => {
    return (request: SearchRequest): GoalPage => {
      const all = matching(rows, request);
      const { offset = 0, limit = 100 } = request;
      return pageOf(all.slice(offset, Math.min(depth, offset + limit)), { total: all.length + extra });
    };
  };

  it.each([
    ['as they were modified', (place: number) => place],
    ['the newest first', (place: number) => 1000 - place],
    ['in no order', (place: number) => (place * 617) % 1000],
    ['many at a time', (place: number) => Math.floor(place / 50)],
  ])('of 1,000, in rows that come %s, has all of them by when they were modified', async (_, minuteOf) => {
    const end = await loading(limited(goals(1000, minuteOf), 300));
    expect(end).toMatchObject({ found: 1000, doubles: 0, isSure: true });
    expect(end.requests).toBeLessThan(100);
  });

  it.each([
    ['the same moment', () => 5],
    ['two moments', (place: number) => place % 2],
  ])('and modified all at %s is not sure', async (_, minuteOf) => {
    const end = await loading(limited(goals(1000, minuteOf), 300));
    expect(end.isSure).toBe(false);
    expect(end.requests).toBeLessThan(50);
  });

  it.each([
    [300, 308],
    [1000, 1019],
    [5000, 5099],
  ])('(of %i) and has few more, has all of its %i', async (depth, size) => {
    const end = await loading(limited(goals(size), depth));
    expect(end).toMatchObject({ found: size, doubles: 0, isSure: true });
  });

  it('and whose last goals have no date is not sure', async () => {
    const rows = goals(1000).map((goal, place) => {
      const { ModifiedDate = '', ...others } = goal;
      return place < 700 ? { ...others, ModifiedDate } : others;
    });
    const [all, dated] = [limited(rows, 300), limited(rows.slice(0, 700), 300)];
    const end = await loading((request) => (request.where === undefined ? all : dated)(request));
    expect(end).toMatchObject({ found: 700, isSure: false });
  });

  it('and does not heed the condition is not sure', async () => {
    const rows = goals(1000);
    const end = await loading(({ offset = 0, limit = 100 }) =>
      pageOf(rows.slice(offset, Math.min(300, offset + limit)), { total: 1000 }),
    );
    expect(end).toMatchObject({ found: 300, isSure: false });
    expect(end.requests).toBeLessThan(60);
  });

  it('has all that it counts, or says that it may not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 5, max: 200 }),
        fc.integer({ min: 3, max: 120 }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(1, 617, 399),
        async (size, depth, pageSize, moments, step) => {
          const end = await loading(
            limited(
              goals(size, (place) => (place * step) % moments),
              depth,
            ),
            pageSize,
          );
          expect(end.doubles).toBe(0);
          // Of goals of one moment no part can be asked for: ten, or one in fifty, may be what a tenant counts too many.
          const missing = end.isSure ? size - end.found : 0;
          expect(missing).toBeLessThanOrEqual(Math.max(10, size / 50));
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe.each([
  ['invalid', 400],
  ['server', 500],
] as const)('a tenant that answers what is behind a depth with an error (%s)', (kind, status) => {
  const refusing = (rows: readonly Goal[], depth: number, isCounting = true) => {
    return (request: SearchRequest): GoalPage => {
      const all = matching(rows, request);
      const { offset = 0, limit = 100 } = request;
      if (offset + limit > depth) throw new ApiError(kind, 'searchGoals', { status, answeredBy: 'tenant' });
      return pageOf(all.slice(offset, offset + limit), { total: isCounting ? all.length : undefined });
    };
  };

  it.each([
    [1000, 300, true],
    [1000, 300, false],
    [305, 300, true],
    [299, 300, true],
    [199, 300, false],
    [100, 100, true],
  ])('of %i, behind %i, counting: %j, has all of them by when they were modified', async (size, depth, isCounting) => {
    const end = await loading(refusing(goals(size), depth, isCounting));
    expect(end).toMatchObject({ found: size, doubles: 0, isSure: true });
    expect(end.requests).toBeLessThan(120);
  });

  it.each([true, false])('and modified all at one moment is not sure, counting: %j', async (isCounting) => {
    const end = await loading(
      refusing(
        goals(1000, () => 5),
        300,
        isCounting,
      ),
    );
    expect(end.isSure).toBe(false);
    expect(end.found).toBeGreaterThan(190);
    expect(end.requests).toBeLessThan(60);
  });

  it('and shows all that it has without a count is not sure', async () => {
    const end = await loading(refusing(goals(100), 100, false));
    expect(end).toMatchObject({ found: 100, doubles: 0, isSure: false });
    expect(end.requests).toBeLessThan(30);
  });

  it('is told of where it refuses the first page, too', async () => {
    await expect(loading(refusing(goals(50), 50))).rejects.toMatchObject({ kind });
  });
});

describe('a tenant that fails behind a depth', () => {
  it.each(['server', 'network', 'unauthorized', 'throttled'] as const)(
    'and does not say that it is the tenant (%s) ends the load',
    async (kind) => {
      const rows = goals(300);
      const failing = ({ offset = 0, limit = 100 }: SearchRequest): GoalPage => {
        if (offset > 150) throw new ApiError(kind, 'searchGoals');
        return pageOf(rows.slice(offset, offset + limit), { total: 300 });
      };
      await expect(loading(failing)).rejects.toMatchObject({ kind });
    },
  );

  it('and from then on everywhere ends the load', async () => {
    const rows = goals(300);
    let isDown = false;
    const failing = ({ offset = 0, limit = 100 }: SearchRequest): GoalPage => {
      isDown ||= offset > 150;
      if (isDown) throw new ApiError('server', 'searchGoals', { status: 500, answeredBy: 'tenant' });
      return pageOf(rows.slice(offset, offset + limit), { total: 300 });
    };
    await expect(loading(failing)).rejects.toMatchObject({ kind: 'server' });
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

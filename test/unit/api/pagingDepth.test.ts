import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import type { Goal, GoalPage, SearchRequest } from '../../../src/api/schema.ts';
import { goals, loading, matching, pageOf } from './pagingLoad.ts';

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
    expect(end.requests).toBeLessThan(kind === 'server' ? 40 : 30);
  });

  it('is told of where it refuses the first page, too', async () => {
    await expect(loading(refusing(goals(50), 50))).rejects.toMatchObject({ kind });
  });
});

it('a goal that moves to the first row while the rest is read costs no other reading of all', async () => {
  let rows = goals(1000).toReversed();
  const end = await loading((request) => {
    const { offset = 0, limit = 100 } = request;
    const moved = rows.find(({ Gsid }) => Gsid === goals(1000)[200]?.Gsid);
    if (offset > 150 && offset < 250 && moved !== undefined && rows[0] !== moved) {
      const later = { ...moved, ModifiedDate: '2035-01-01T00:00:00.000Z' };
      rows = [later, ...rows.filter((row) => row !== moved)];
    }
    const all = matching(rows, request);
    return pageOf(all.slice(offset, offset + limit), { total: all.length });
  });
  expect(end).toMatchObject({ found: 1000, isSure: true });
  expect(end.requests).toBeLessThan(18);
});

describe('a tenant that fails behind a depth', () => {
  it('for a while is asked for the same page again', async () => {
    const rows = goals(1000);
    let failures = 0;
    const end = await loading((request) => {
      const { offset = 0, limit = 100 } = request;
      failures += offset > 500 ? 1 : 0;
      if (offset > 500 && failures === 1)
        throw new ApiError('server', 'searchGoals', { status: 500, answeredBy: 'tenant' });
      const all = matching(rows, request);
      return pageOf(all.slice(offset, offset + limit), { total: all.length });
    });
    expect(end).toMatchObject({ found: 1000, isSure: true });
    expect(end.requests).toBeLessThan(20);
  });

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

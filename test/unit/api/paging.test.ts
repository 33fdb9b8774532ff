import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FetchPage } from '../../../src/api/lookAhead.ts';
import { allPages, SearchCursor, type GoalBatch } from '../../../src/api/paging.ts';
import type { GoalPage, SearchRequest } from '../../../src/api/schema.ts';
import { StampClock } from '../../../src/api/stampClock.ts';
import { ChangingTenant, exact, goal, type Change, type Habits } from './changingTenant.ts';

const batches = async (tenant: ChangingTenant, pageSize: number, select?: readonly string[]): Promise<GoalBatch[]> => {
  const all: GoalBatch[] = [];
  const search = { pageSize, ...(select === undefined ? {} : { select }) };
  for await (const batch of allPages(search, tenant.fetch, tenant.clock)) all.push(batch);
  return all;
};

/** The same, broken off after so many requests each time and taken up again; to the end when there is no number left. */
const batchesInParts = async (
  tenant: ChangingTenant,
  pageSize: number,
  parts: readonly number[],
): Promise<GoalBatch[]> => {
  const all: GoalBatch[] = [];
  const cursor = new SearchCursor();
  for (const part of [...parts, Number.POSITIVE_INFINITY]) {
    let left = part;
    const fetchPage: FetchPage = async (request) => {
      left -= 1;
      if (left < 0) throw new Broken();
      return tenant.fetch(request);
    };
    try {
      for await (const batch of allPages({ pageSize, cursor }, fetchPage, tenant.clock)) all.push(batch);
      return all;
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
    }
  }
  return all;
};

class Broken extends Error {}

describe('a tenant that keeps still', () => {
  it.each([
    { size: 0, pageSize: 10, requests: 1 },
    { size: 7, pageSize: 10, requests: 1 },
    { size: 25, pageSize: 10, requests: 4 },
  ])(
    '$size goals by $pageSize take $requests requests, the look at what changed included',
    async ({ size, pageSize, requests }) => {
      const tenant = new ChangingTenant(size, [], exact);
      const found = (await batches(tenant, pageSize)).flatMap(({ records }) => records);
      expect(found).toEqual(tenant.rows);
      expect(tenant.requests).toHaveLength(requests);
    },
  );

  it('steps by what a page held, not by what was asked', async () => {
    const tenant = new ChangingTenant(25, [], { clamp: 6, count: 'none' });
    expect((await batches(tenant, 1000)).flatMap(({ records }) => records)).toEqual(tenant.rows);
  });

  it('goes on behind the last batch when it broke off', async () => {
    const tenant = new ChangingTenant(50, [], exact);
    await batchesInParts(tenant, 11, [3]);
    expect(tenant.requests.map(({ offset }) => offset)).toEqual([0, 10, 20, 30, 40, 0]);
  });

  it('asks for what was asked of it, beside its own', async () => {
    const tenant = new ChangingTenant(3, [], exact);
    await batches(tenant, 2, ['Gsid', 'Name']);
    expect(tenant.requests.every(({ select }) => select?.join() === 'Gsid,Name')).toBe(true);
    expect(tenant.requests.at(-1)?.where?.conditions[0]).toMatchObject({ name: 'ModifiedDate', operator: 'GTE' });
  });
});

describe('pages under way at once', () => {
  const slow = Array.from({ length: 50 }, () => 10);

  it('are four at most, once the first has come', async () => {
    const tenant = new ChangingTenant(100, [], exact, slow);
    expect((await batches(tenant, 11)).flatMap(({ records }) => records)).toEqual(tenant.rows);
    expect(tenant.atOnce.slice(0, 5)).toEqual([1, 1, 2, 3, 4]);
    expect(Math.max(...tenant.atOnce)).toBe(4);
    expect(tenant.requests.map(({ offset }) => offset)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 0]);
  });

  it('do not go beyond what the tenant counts, nor ahead at all where it does not count', async () => {
    const uncounted = new ChangingTenant(100, [], { clamp: 10_000, count: 'none' }, slow);
    await batches(uncounted, 11);
    expect(Math.max(...uncounted.atOnce)).toBe(1);
    const counted = new ChangingTenant(20, [], exact, slow);
    await batches(counted, 11);
    expect(counted.requests.map(({ offset }) => offset)).toEqual([0, 10, 0]);
  });

  it('are given up when a seam is broken, and when nobody wants more', async () => {
    const dropped: number[] = [];
    const fetchOf =
      (tenant: ChangingTenant): FetchPage =>
      (request, signal) => {
        signal.addEventListener('abort', () => dropped.push(request.offset ?? 0));
        return tenant.fetch(request);
      };
    const leave = new ChangingTenant(100, [], exact, slow);
    for await (const { records } of allPages({ pageSize: 11 }, fetchOf(leave), leave.clock))
      if (records.length > 0) break;
    expect(dropped.toSorted((a, b) => a - b)).toEqual([0, 10, 20, 30, 40]);
    dropped.length = 0;
    const moved = new ChangingTenant(100, [[], [{ kind: 'remove', at: 3 }]], exact, slow);
    const steps = allPages({ pageSize: 11 }, fetchOf(moved), moved.clock);
    await steps.next();
    await steps.next();
    expect(dropped.toSorted((a, b) => a - b)).toEqual([0, 10, 20, 30, 40]);
    await steps.return();
  });
});

describe('a tenant that changes meanwhile', () => {
  it('finds the rows that moved up unseen because others moved down', async () => {
    const toTheEnd: Change = { kind: 'move', from: 0, to: 5 };
    const tenant = new ChangingTenant(6, [[], [toTheEnd, toTheEnd]], exact);
    const found = (await batches(tenant, 2)).flatMap(({ records }) => records.map(({ Gsid }) => Gsid));
    expect(found.toSorted()).toEqual(['g0', 'g1', 'g2', 'g3', 'g4', 'g5']);
  });

  const place = fc.nat({ max: 200 });
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.record({ kind: fc.constantFrom('add', 'remove', 'edit'), at: place }),
    fc.record({ kind: fc.constant('move' as const), from: place, to: place }),
  );
  // Left out, since nobody could tell: pages of a single row while rows move, and one that both clamps
  // its pages and counts too few.
  const habits: fc.Arbitrary<Habits> = fc.oneof(
    fc.record({ clamp: fc.integer({ min: 2, max: 30 }), count: fc.constantFrom('right', 'none', 'tooHigh') }),
    fc.record({ clamp: fc.constant(10_000), count: fc.constant('tooLow' as const) }),
  );

  /** The same two goals come at each look, wherever it is made. */
  const lastTwoMoveUp: Change[][] = [
    [],
    [{ kind: 'add', at: 0 }],
    ...[3, 4].map((at): Change[] => [
      { kind: 'add', at },
      { kind: 'move', from: at, to: 0 },
    ]),
    ...[5, 6].map((from): Change[] => [{ kind: 'move', from, to: 0 }]),
  ];

  it('returns every goal that existed all the time exactly once, also when it is broken off and taken up again', async () => {
    let overlapping = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 60 }),
        fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 15 }),
        habits,
        fc.integer({ min: 2, max: 20 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 30 }),
        fc.array(fc.nat({ max: 12 }), { maxLength: 3 }),
        async (size, changes, habit, pageSize, delays, parts) => {
          const tenant = new ChangingTenant(size, changes, habit, delays);
          const before = tenant.rows.map(({ Gsid }) => Gsid);
          const all = await batchesInParts(tenant, pageSize, parts);
          overlapping += Number(tenant.atOnce.some((count) => count > 2));
          const found = all.flatMap(({ records }) => records.map(({ Gsid }) => Gsid));
          const lasting = tenant.rows.map(({ Gsid }) => Gsid).filter((id) => before.includes(id));
          expect(new Set(found).size).toBe(found.length);
          expect(lasting.filter((id) => !found.includes(id))).toEqual([]);
        },
      ),
      { numRuns: 3000, examples: [[4, lastTwoMoveUp, { clamp: 2, count: 'right' }, 2, [], []]] },
    );
    expect(overlapping).toBeGreaterThan(200);
  });
});

describe('a tenant that cannot be paged through', () => {
  const rows = Array.from({ length: 20 }, (_, i) => goal(`g${i}`, 0));
  const all = async (fetchPage: (request: SearchRequest) => Promise<GoalPage>): Promise<number> => {
    let found = 0;
    const clock = {
      now: () => ({ elapsedMs: 0, tenantTime: goal('', 1).ModifiedDate ?? '' }),
      stamps: new StampClock(),
    };
    for await (const { records } of allPages({ pageSize: 5 }, fetchPage, clock)) found += records.length;
    return found;
  };

  it.each([undefined, 20])(
    'does not heed the offset, and says %s as its count: that is an error and no endless load',
    async (totalCount) => {
      let requests = 0;
      const paging = all(async () => {
        requests += 1;
        return { records: rows.slice(0, 5), ...(totalCount === undefined ? {} : { totalCount }) };
      });
      await expect(paging).rejects.toMatchObject({ kind: 'malformed' });
      expect(requests).toBeLessThan(30);
    },
  );

  it('tells another time of change at each look: every goal comes up all the same', async () => {
    let look = 0;
    const found = await all(async ({ offset = 0, limit = 5 }) => {
      look += 1;
      if (look > 1000) throw new Error('it never ends');
      return {
        records: rows.slice(offset, offset + limit).map(({ Gsid }) => goal(Gsid, look)),
        totalCount: rows.length,
      };
    });
    expect(found).toBe(rows.length);
  });
});

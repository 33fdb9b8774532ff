import { describe, expect, it } from 'vitest';
import type { FetchPage } from '../../../src/api/lookAhead.ts';
import { allPages } from '../../../src/api/paging.ts';
import { StampClock } from '../../../src/api/stampClock.ts';
import { ChangingTenant, exact, goal, type Change } from './changingTenant.ts';

describe('the look at what changed meanwhile', () => {
  const moved: Change = { kind: 'move', from: 0, to: 29 };

  /** What was found of a tenant whose rows move while they are read, and how many requests that took; its first `Date` is off. */
  const foundBy = async (offMs: number, times: number) => {
    const tenant = new ChangingTenant(30, [[], [moved, moved], [moved]], exact);
    let told = 0;
    const now = () => {
      told += 1;
      const { elapsedMs, tenantTime } = tenant.clock.now();
      return { elapsedMs, tenantTime: new Date(Date.parse(tenantTime) + (told <= times ? offMs : 0)).toISOString() };
    };
    const found = new Set<string>();
    const clock = { now, stamps: new StampClock({ overlapMs: 0, unknownLeadMs: 0 }) };
    for await (const { records } of allPages({ pageSize: 10 }, tenant.fetch, clock))
      for (const { Gsid } of records) found.add(Gsid);
    return { found: found.size, requests: tenant.requests.length };
  };

  it.each([
    ['two days ahead', 2 * 86_400_000, 1],
    ['a century ahead', 100 * 365 * 86_400_000, 1],
    ['seven minutes ahead in every answer', 7 * 60_000, 1000],
    ['a day behind', -86_400_000, 1],
    ['of 1970', -61 * 365 * 86_400_000, 1],
  ])('finds what moved, whatever the Date of the first answer is: %s', async (_, offMs, times) => {
    expect(await foundBy(offMs, times)).toMatchObject({ found: 30 });
  });

  it('reads goals that have one stamp once more, and no more', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => goal(`g${i}`, 0));
    let requests = 0;
    const fetchPage: FetchPage = async ({ offset = 0, limit = 10 }) => {
      requests += 1;
      return { records: rows.slice(offset, offset + limit), totalCount: rows.length };
    };
    const clock = {
      now: () => ({ elapsedMs: 0, tenantTime: goal('', 5000).ModifiedDate ?? '' }),
      stamps: new StampClock(),
    };
    const steps = allPages({ pageSize: 11 }, fetchPage, clock);
    while ((await steps.next()).done !== true);
    expect(requests).toBe(8);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TenantClock } from '../../../src/api/tenantClock.ts';
import { anyGoal, clientFor, connect, errorOf, kindOf } from './connectedClient.ts';

const second = 1000;
const minute = 60 * second;
const day = 86_400 * second;
const start = Date.UTC(2031, 2, 30, 0, 30);

/** A tenant that is ahead by so much, and a computer whose clocks the test turns. */
const turning = (aheadMs: number) => {
  let wall = start;
  let steady = 5000;
  let tenant = start + aheadMs;
  const clock = new TenantClock({ wall: () => wall, steady: () => steady });
  const pass = (ms: number): void => {
    wall += ms;
    steady += ms;
    tenant += ms;
  };
  const hear = (times = 1, oddMs = 0): void => {
    for (let i = 0; i < times; i += 1) {
      clock.note(new Date(tenant + oddMs).toUTCString());
      pass(second);
    }
  };
  return {
    clock,
    pass,
    hear,
    /** The tenant's time goes on, and the steady clock stands still. */
    sleep: (ms: number): void => {
      wall += ms;
      tenant += ms;
    },
    setWall: (ms: number): void => {
      wall += ms;
    },
    /** By how many milliseconds `earliest` is behind the tenant. */
    behind: (): number => tenant - Date.parse(clock.earliest()),
  };
};

describe('the tenant’s time', () => {
  it.each([0, 2 * minute, -2 * minute, 3 * 3_600_000, -day, 400 * day])(
    'is known of one that is %i ms ahead',
    (ahead) => {
      const { clock, hear, behind } = turning(ahead);
      hear(3);
      expect(behind()).toBeGreaterThanOrEqual(5 * second);
      expect(behind()).toBeLessThanOrEqual(7 * second);
      expect(Math.abs((clock.skewMs ?? 0) - ahead)).toBeLessThanOrEqual(second);
      expect(clock.isSure).toBe(true);
    },
  );

  it.each([2 * day, -2 * day, 3_600_000, -3_600_000, 60 * minute, 1e12])(
    'is moved by no single answer that is %i ms off, whichever it is',
    (odd) => {
      for (let place = 0; place < 8; place += 1) {
        const { hear, behind } = turning(0);
        hear(place);
        hear(1, odd);
        expect(behind()).toBeGreaterThanOrEqual(0);
        hear(Math.max(0, 4 - place));
        expect([place, behind() >= 5 * second, behind() <= 7 * second]).toEqual([place, true, true]);
      }
    },
  );

  it.each([
    null,
    '',
    'soon',
    'Goal 5',
    '0',
    '99999999999999',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    'Sat, 13 Sep 275760 00:00:00 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
  ])('is not told by %j', (header) => {
    const { clock, hear, behind } = turning(0);
    clock.note(header);
    expect(clock.earliest()).toMatch(/^2031-/);
    hear(3);
    clock.note(header);
    expect(behind()).toBeLessThanOrEqual(7 * second);
    expect(behind()).toBeGreaterThanOrEqual(5 * second);
  });

  it.each([70 * second, -70 * second, 3_600_000, -3_600_000, 30 * day, -30 * day])(
    'stays when this computer’s clock is set by %i ms',
    (by) => {
      const { hear, setWall, behind, pass } = turning(minute);
      hear(3);
      setWall(by);
      expect(behind()).toBeLessThanOrEqual(7 * second);
      expect(behind()).toBeGreaterThanOrEqual(5 * second);
      pass(minute);
      hear(3);
      expect(behind()).toBeLessThanOrEqual(7 * second);
    },
  );

  it('is early, never late, after a sleep, and right again with the next answer', () => {
    const { hear, sleep, behind } = turning(0);
    hear(9);
    sleep(8 * 3_600_000);
    expect(behind()).toBeGreaterThanOrEqual(8 * 3_600_000);
    hear(1);
    expect(behind()).toBeGreaterThanOrEqual(5 * second);
    expect(behind()).toBeLessThanOrEqual(7 * second);
  });

  it.each([0, 3 * 3_600_000, -day])('of one that is %i ms ahead is never sure and off, after a sleep', (ahead) => {
    const { clock, hear, sleep, behind } = turning(ahead);
    const isSureAndOff = (): boolean => clock.isSure && behind() > 7 * second;
    hear(9);
    expect(clock.isSure).toBe(true);
    sleep(8 * 3_600_000);
    expect(clock.isSure).toBe(false);
    for (let answers = 0; answers < 9; answers += 1) {
      hear(1);
      expect([answers, isSureAndOff()]).toEqual([answers, false]);
    }
    expect(clock.isSure).toBe(true);
  });

  it('is kept while this computer’s clock is brought right little by little', () => {
    const { clock, hear, setWall, pass } = turning(-day);
    for (let answers = 0; answers < 9; answers += 1) {
      hear(1);
      pass(minute);
      setWall(-second);
    }
    hear(1, 2 * day);
    expect(clock.isSure).toBe(true);
  });

  it('is never a date that there is not', () => {
    const clocks = fc.double({ min: -1e18, max: 1e18, noNaN: true });
    fc.assert(
      fc.property(clocks, clocks, fc.array(fc.date({ noInvalidDate: false })), (wall, steady, dates) => {
        const clock = new TenantClock({ wall: () => wall, steady: () => steady });
        for (const date of dates) clock.note(String(date));
        expect(clock.earliest()).toMatch(/^2\d{3}-/);
      }),
    );
  });
});

describe('answers', () => {
  it('that are failures do not tell the time', async () => {
    const { client, tenant } = await connect({ tenant: { goals: 3 }, client: { maxAttempts: 1 } });
    const off = new Date(Date.now() + 2 * day).toUTCString();
    for (const status of [503, 401, 404, 429, 200]) {
      tenant.faults.add({ kind: 'plain', status, headers: { date: off }, times: 1 });
      await kindOf(client.listGoalTemplates());
    }
    expect(client.status().clockSkewMs).toBeUndefined();
  });

  it('dated two days ahead make no stored create one that was not', async () => {
    const connected = await connect({ tenant: { goals: 3 } });
    const { CompanyId } = await anyGoal(connected);
    const date = new Date(Date.now() + 2 * day).toUTCString();
    for (const status of [503, 200]) {
      const input = { Name: `Dated ${status}`, CompanyId };
      connected.tenant.faults.add(
        { kind: 'plain', status, headers: { date }, operation: 'createGoal', times: 1 },
        { kind: 'unseen', operation: 'searchGoals', times: 7 },
      );
      const fresh = clientFor(connected);
      const since = fresh.tenantTime();
      expect((await errorOf(fresh.createGoal(input))).outcome).toBe('unknown');
      expect(await fresh.findCreatedGoal(input, since)).toMatchObject({ found: input });
    }
  });
});

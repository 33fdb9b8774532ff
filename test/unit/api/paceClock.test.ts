import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { Pacer } from '../../../src/api/pace.ts';
import { kindOf } from './connectedClient.ts';
import { call, mostInAnyMinute, paced } from './paced.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2031-01-01T00:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('a clock that is put back', () => {
  it('keeps nothing counted for longer than a minute', async () => {
    const { pacer, send } = paced({ requestsAMinute: 60, atOnce: 4 });
    const done = send(call('before'), undefined);
    await vi.advanceTimersByTimeAsync(100);
    await done;
    vi.setSystemTime(new Date('2030-12-31T23:00:00Z'));
    for (let i = 0; i < 59; i += 1) {
      void send(call('after'), undefined);
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(pacer.left).toBeGreaterThan(55);
  });

  it('ends what the tenant asked to wait after ten minutes at most', async () => {
    const { pacer, send, answerWith, starts } = paced({ requestsAMinute: 60, atOnce: 4 });
    answerWith(() => {
      throw new ApiError('throttled', 'searchGoals', { retryAfterMs: 60_000 });
    });
    const refused = send(call('refused'), undefined).catch(() => undefined);
    await vi.advanceTimersByTimeAsync(100);
    await refused;
    answerWith(() => 'fine');
    vi.setSystemTime(new Date('2030-12-31T20:00:00Z'));
    void send(call('next'), undefined);
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    expect(starts.map(({ operation }) => operation)).toEqual(['refused', 'next']);
    pacer.dispose();
  });
});

describe('a call that stands on a read', () => {
  it.each([
    [1, 60, 0, 'sent'],
    [1, 60, 1000, 'sent'],
    [60_000, 60, 0, 'given back'],
    [60_000, 60, 55_000, 'given back'],
    [60_000, 60, 58_500, 'sent'],
    [60_000, 1, 0, 'sent'],
  ])(
    'behind a gate of %i ms at %i a minute, asked for after %i ms, is %s',
    async (gateMs, requestsAMinute, afterMs, end) => {
      const { send, starts, answerWith } = paced({ requestsAMinute, atOnce: 4 }, 0);
      answerWith(() => {
        throw new ApiError('throttled', 'x', { retryAfterMs: gateMs });
      });
      const refused = kindOf(send(call('refused'), undefined));
      await vi.advanceTimersByTimeAsync(0);
      await refused;
      answerWith(() => 'fine');
      await vi.advanceTimersByTimeAsync(afterMs);
      const update = send(call('update', { isRepeatable: false, needsFreshRead: true }), undefined).then(
        () => ({ end: 'sent' }),
        (error: unknown) =>
          error instanceof ApiError ? { end: 'given back', kind: error.kind, outcome: error.outcome } : {},
      );
      await vi.advanceTimersByTimeAsync(121_000);
      expect(await update).toMatchObject(end === 'sent' ? { end } : { end, kind: 'throttled', outcome: 'notStored' });
      expect(starts.filter(({ operation }) => operation === 'update')).toHaveLength(end === 'sent' ? 1 : 0);
    },
  );
});

describe('a clock that is set', () => {
  it.each([70_000, 3_600_000, -3_600_000, 86_400_000])(
    'by %i ms lets no more requests out in a real minute',
    async (ms) => {
      const { send, starts } = paced({ requestsAMinute: 10, atOnce: 4 }, 10);
      const all = Promise.all(Array.from({ length: 40 }, (_, i) => send(call(`${i}`), undefined)));
      const steady: number[] = [];
      for (let passed = 0; passed < 240_000; passed += 500) {
        await vi.advanceTimersByTimeAsync(500);
        while (steady.length < starts.length) steady.push(passed);
        if (passed === 30_000 || passed === 95_000) vi.setSystemTime(Date.now() + ms);
      }
      await all;
      expect(mostInAnyMinute(steady)).toBe(10);
    },
  );

  it('does not keep the gate of a throttled answer closed', async () => {
    const { send, starts, answerWith } = paced({ requestsAMinute: 10, atOnce: 4 }, 0);
    answerWith(() => {
      throw new ApiError('throttled', 'x', { retryAfterMs: 30_000 });
    });
    const refused = kindOf(send(call('refused'), undefined));
    await vi.advanceTimersByTimeAsync(0);
    await refused;
    answerWith(() => 'fine');
    vi.setSystemTime(new Date('2030-12-31T20:00:00Z'));
    const next = send(call('next'), undefined);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(starts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1100);
    await next;
    expect(starts).toHaveLength(2);
  });
});

describe('a tenant that asks for no time', () => {
  it.each([0, 1, 500])('(%i ms) is left alone for a second or two, by chance', async (retryAfterMs) => {
    for (const [chance, ms] of [
      [0, 1000],
      [0.5, 1500],
      [0.999, 1999],
    ] as const) {
      const starts: number[] = [];
      const pacer = new Pacer({ requestsAMinute: 60, atOnce: 4 }, undefined, { random: () => chance });
      const send = pacer.pace(async () => {
        starts.push(performance.now());
        if (starts.length === 1) throw new ApiError('throttled', 'x', { retryAfterMs });
      });
      await kindOf(send(call('refused'), undefined));
      const next = send(call('next'), undefined);
      await vi.advanceTimersByTimeAsync(2500);
      await next;
      expect(Math.round((starts[1] ?? 0) - (starts[0] ?? 0))).toBe(ms);
    }
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { kindOf } from './connectedClient.ts';
import { call, mostInAnyMinute, paced } from './paced.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2031-01-01T00:00:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('the pace', () => {
  it('never exceeds 60 requests in any 60 seconds, over 5 minutes of more than that', async () => {
    const { send, starts } = paced({ requestsAMinute: 60, atOnce: 4 });
    const all = Promise.all(Array.from({ length: 300 }, (_, i) => send(call(`${i}`), undefined)));
    await vi.advanceTimersByTimeAsync(5 * 60_000 + 1000);
    await all;
    expect(starts).toHaveLength(300);
    expect(mostInAnyMinute(starts.map(({ at }) => at))).toBe(60);
  });

  it('has at most so many at once', async () => {
    const { send, most } = paced({ requestsAMinute: 60, atOnce: 3 });
    const all = Promise.all(Array.from({ length: 20 }, (_, i) => send(call(`${i}`), undefined)));
    await vi.advanceTimersByTimeAsync(10_000);
    await all;
    expect(most()).toBe(3);
  });

  it('lets a person overtake the background', async () => {
    const { send, starts } = paced({ requestsAMinute: 60, atOnce: 1 });
    const all = Promise.all([
      send(call('first', { isBackground: true }), undefined),
      send(call('background', { isBackground: true }), undefined),
      send(call('person'), undefined),
    ]);
    await vi.advanceTimersByTimeAsync(1000);
    await all;
    expect(starts.map(({ operation }) => operation)).toEqual(['first', 'person', 'background']);
  });

  it('does not let a person wait for the background’s slow ones, and lets no more of those start', async () => {
    const { send, starts, most } = paced({ requestsAMinute: 60, atOnce: 2 }, 30_000);
    const all = Promise.all(
      ['a', 'b', 'c'].map((operation) => send(call(operation, { isBackground: true }), undefined)),
    );
    await vi.advanceTimersByTimeAsync(1000);
    const asked = Promise.all(['mine', 'mine, too'].map((operation) => send(call(operation), undefined)));
    await vi.advanceTimersByTimeAsync(1000);
    expect(starts.map(({ operation }) => operation)).toEqual(['a', 'b', 'mine']);
    await vi.advanceTimersByTimeAsync(28_500);
    expect(starts.map(({ operation }) => operation)).toEqual(['a', 'b', 'mine', 'mine, too']);
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all([all, asked]);
    expect(starts.at(-1)).toEqual({ operation: 'c', at: Date.parse('2031-01-01T00:00:31Z') });
    expect(most()).toBe(3);
  });

  it('tells how many are left', async () => {
    const { send, pacer } = paced({ requestsAMinute: 3, atOnce: 4 });
    expect(pacer.left).toBe(3);
    const one = send(call('one'), undefined);
    await vi.advanceTimersByTimeAsync(200);
    await one;
    expect(pacer.left).toBe(2);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pacer.left).toBe(3);
  });

  it('says until when the next one waits, and that none waits any more', async () => {
    const { send, waits } = paced({ requestsAMinute: 1, atOnce: 4 });
    const all = Promise.all([send(call('one'), undefined), send(call('two'), undefined)]);
    await vi.advanceTimersByTimeAsync(100);
    expect(waits.at(-1)).toEqual({ reason: 'pace', until: Date.parse('2031-01-01T00:01:00.100Z') });
    await vi.advanceTimersByTimeAsync(61_000);
    await all;
    expect(waits.at(-1)).toBeUndefined();
  });
});

describe('a throttled answer', () => {
  const throttled = (retryAfterMs?: number) => (): never => {
    throw new ApiError('throttled', 'x', retryAfterMs === undefined ? {} : { retryAfterMs });
  };

  it.each([
    [undefined, 60_000],
    [5_000, 5_000],
  ])('with Retry-After %s closes the gate for everything for %i ms', async (retryAfterMs, ms) => {
    const { send, starts, waits, answerWith } = paced({ requestsAMinute: 60, atOnce: 4 });
    answerWith(throttled(retryAfterMs));
    const refused = kindOf(send(call('refused'), undefined));
    await vi.advanceTimersByTimeAsync(100);
    expect(await refused).toBe('throttled');
    answerWith(() => 'fine');
    const closedAt = Date.now();
    const next = send(call('next'), undefined);
    expect(waits.at(-1)).toEqual({ reason: 'throttled', until: closedAt + ms });
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(starts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    await next;
    expect(starts[1]?.at).toBe(closedAt + ms);
  });

  it('opens the gate after ten minutes, whatever was asked', async () => {
    const { send, starts, answerWith } = paced({ requestsAMinute: 60, atOnce: 4 });
    answerWith(throttled(99_999_999_000));
    const refused = kindOf(send(call('refused'), undefined));
    await vi.advanceTimersByTimeAsync(100);
    await refused;
    answerWith(() => 'fine');
    const next = send(call('next'), undefined);
    await vi.advanceTimersByTimeAsync(10 * 60_000 + 200);
    await next;
    expect(starts).toHaveLength(2);
  });

  it('never opens the gate earlier than another one asked', async () => {
    const { send, starts, answerWith } = paced({ requestsAMinute: 60, atOnce: 2 });
    const waits = [throttled(30_000), throttled(1_000)];
    answerWith(() => waits.shift()?.());
    const both = [kindOf(send(call('a'), undefined)), kindOf(send(call('b'), undefined))];
    await vi.advanceTimersByTimeAsync(100);
    await Promise.all(both);
    answerWith(() => 'fine');
    const next = send(call('next'), undefined);
    await vi.advanceTimersByTimeAsync(31_000);
    await next;
    expect(starts[2]?.at).toBe(Date.parse('2031-01-01T00:00:30.100Z'));
  });
});

describe('cancelling', () => {
  it('what waits, by its signal', async () => {
    const { send, starts } = paced({ requestsAMinute: 1, atOnce: 4 });
    const first = send(call('first'), undefined);
    const controller = new AbortController();
    const second = kindOf(send(call('second'), controller.signal));
    controller.abort();
    expect(await second).toBe('aborted');
    await vi.advanceTimersByTimeAsync(120_000);
    await first;
    expect(starts).toHaveLength(1);
  });

  it('all that wait, and nothing that is under way', async () => {
    const { send, pacer } = paced({ requestsAMinute: 1, atOnce: 4 });
    const first = send(call('first'), undefined);
    const second = kindOf(send(call('second'), undefined));
    pacer.cancelWaiting();
    expect(await second).toBe('aborted');
    await vi.advanceTimersByTimeAsync(100);
    expect(await first).toBe('fine');
  });
});

it('gives up what is asked for after the end, and does not wait for a gate that nobody opens', async () => {
  const { pacer, send } = paced({ requestsAMinute: 1, atOnce: 4 });
  const first = send(call('first'), undefined);
  await vi.advanceTimersByTimeAsync(100);
  await first;
  pacer.dispose();
  expect(await kindOf(send(call('second'), undefined))).toBe('aborted');
});

describe('a wait', () => {
  it('is told, unless nobody but the clock asked for what waits', async () => {
    const { send, waits } = paced({ requestsAMinute: 1, atOnce: 4 });
    const all = [send(call('first'), undefined), send(call('by itself', { isQuiet: true }), undefined)];
    await vi.advanceTimersByTimeAsync(200);
    expect(waits.filter((wait) => wait !== undefined)).toEqual([]);
    all.push(send(call('by hand'), undefined));
    expect(waits.at(-1)).toMatchObject({ reason: 'pace' });
    await vi.advanceTimersByTimeAsync(180_000);
    await Promise.all(all);
    expect(waits.at(-1)).toBeUndefined();
  });
});

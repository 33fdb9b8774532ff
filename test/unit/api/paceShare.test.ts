import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { Pacer, type Wait } from '../../../src/api/pace.ts';
import { unshared, type Hold } from '../../../src/api/paceShare.ts';
import type { Send } from '../../../src/api/send.ts';
import { call } from './paced.ts';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2031-01-01T00:00:00Z') }));
afterEach(() => void vi.useRealTimers());

/** A pacer beside other processes, which hold it back as long as `hold` is set. */
const shared = (fail?: unknown) => {
  const started: string[] = [];
  const waits: (Wait | undefined)[] = [];
  const closed: number[] = [];
  const others: { hold: Hold | undefined; inside: number; asked: number } = { hold: undefined, inside: 0, asked: 0 };
  const share = {
    ...unshared,
    enter: () => {
      others.asked += 1;
      if (others.hold === undefined) others.inside += 1;
      return others.hold;
    },
    leave: () => void (others.inside -= 1),
    close: (forMs: number) => void closed.push(forMs),
    left: 3,
  };
  const pacer = new Pacer({ requestsAMinute: 60, atOnce: 2 }, (wait) => waits.push(wait), { share, random: () => 0 });
  const send: Send = pacer.pace(async ({ operation }) => {
    started.push(operation);
    await new Promise((resolve) => void setTimeout(resolve, 100));
    if (fail !== undefined) throw fail;
    return 'fine';
  });
  return { pacer, send, started, waits, closed, others };
};

describe('a pace that other processes have a part in', () => {
  it('waits for them, which is told, and goes on in the order in which it was asked', async () => {
    const { send, started, waits, others } = shared();
    others.hold = { reason: 'pace', forMs: 5000 };
    const background = { isBackground: true };
    const all = Promise.all([
      send(call('a', background), undefined),
      send(call('b', background), undefined),
      send(call('c', background), undefined),
      send(call('mine'), undefined),
    ]);
    await vi.advanceTimersByTimeAsync(4000);
    expect([started, others.asked]).toEqual([[], 1]);
    expect(waits.at(-1)).toEqual({ reason: 'pace', until: Date.parse('2031-01-01T00:00:05Z') });
    others.hold = undefined;
    await vi.advanceTimersByTimeAsync(3000);
    await all;
    expect(started).toEqual(['mine', 'a', 'b', 'c']);
    expect([others.inside, waits.at(-1)]).toEqual([0, undefined]);
  });

  it('leaves the tenant alone where another was asked to, and tells the others where it was', async () => {
    const { send, waits, others, closed } = shared(new ApiError('throttled', 'x', { retryAfterMs: 20_000 }));
    others.hold = { reason: 'throttled', forMs: 9000 };
    const asked = send(call('a'), undefined).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    expect(waits.at(-1)?.reason).toBe('throttled');
    others.hold = undefined;
    await vi.advanceTimersByTimeAsync(9000);
    expect([await asked, closed]).toEqual([expect.any(ApiError), [20_000]]);
  });

  it('can be given up while it waits', async () => {
    const { send, started, others } = shared();
    others.hold = { reason: 'pace', forMs: 5000 };
    const controller = new AbortController();
    const asked = send(call('a'), controller.signal).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(100);
    controller.abort();
    await vi.advanceTimersByTimeAsync(100);
    expect(await asked).toMatchObject({ kind: 'aborted', outcome: 'notStored' });
    others.hold = undefined;
    await vi.advanceTimersByTimeAsync(6000);
    expect([started, others.inside]).toEqual([[], 0]);
  });

  it('sends nothing that stands on what was read too long ago', async () => {
    const { send, others, started } = shared();
    others.hold = { reason: 'pace', forMs: 30_000 };
    const asked = send(call('update', { needsFreshRead: true }), undefined).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(1000);
    others.hold = undefined;
    await vi.advanceTimersByTimeAsync(30_000);
    expect([await asked, started, others.inside]).toEqual([expect.objectContaining({ kind: 'throttled' }), [], 0]);
  });

  it('has no more left than all have', () => {
    expect(shared().pacer.left).toBe(3);
  });
});

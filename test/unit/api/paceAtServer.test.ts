import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connect } from './connectedClient.ts';

const minutes = 5;
const stepMs = 250;

beforeEach(
  () =>
    void vi.useFakeTimers({
      toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
    }),
);
afterEach(() => void vi.useRealTimers());

/** Lets real sockets do what they have to, then moves the fake clock on. */
const pass = async (ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += stepMs) {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(stepMs);
  }
};

it('a client with the default pace never sends more than 60 requests in any 60 s, counted at the tenant over 5 minutes', async () => {
  const { tenant, client } = await connect({ pace: { requestsAMinute: 60, atOnce: 4 } });
  const all = Array.from({ length: 60 * (minutes + 2) }, () => client.listGoalTemplates().catch(() => undefined));
  await pass(minutes * 60_000);
  const times = tenant.requests.map(({ at }) => at.getTime());
  const inTheMinuteFrom = (start: number): number => times.filter((at) => at >= start && at < start + 60_000).length;
  expect(Math.max(...times.map(inTheMinuteFrom))).toBe(60);
  expect(times.length).toBeGreaterThanOrEqual(60 * (minutes - 1));
  await pass(4 * 60_000);
  await Promise.all(all);
});

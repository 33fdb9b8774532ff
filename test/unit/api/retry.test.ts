import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from '../../../src/api/errors.ts';
import { retry, retryDelayMs } from '../../../src/api/retry.ts';
import { retryAfterMs, type Call, type Send } from '../../../src/api/send.ts';
import { sleep } from '../../../src/api/sleep.ts';
import { errorOf } from './connectedClient.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** How often a call is sent that always fails so. */
const attempts = async (
  kind: ApiErrorKind,
  how: Pick<Call, 'isRepeatable' | 'needsFreshRead'>,
  facts: ApiErrorFacts = {},
): Promise<number> => {
  const send = vi.fn<Send>().mockImplementation(() => Promise.reject(new ApiError(kind, 'x', facts)));
  const ended = errorOf(
    retry(send, { maxAttempts: 4, random: () => 0.5, sleep })(
      { operation: 'x', method: 'GET', path: '/', ...how },
      undefined,
    ),
  );
  await vi.runAllTimersAsync();
  expect((await ended).kind).toBe(kind);
  return send.mock.calls.length;
};

const code = (name: string): ApiErrorFacts => ({ cause: Object.assign(new Error('x'), { code: name }) });

describe('what is repeated', () => {
  it.each(['server', 'timeout', 'network'] as const)('%s: a read four times, a write never', async (kind) => {
    expect(await attempts(kind, { isRepeatable: true })).toBe(4);
    expect(await attempts(kind, { isRepeatable: false })).toBe(1);
  });

  it.each([
    ['a read', { isRepeatable: true }, 4, 4],
    ['a create', { isRepeatable: false }, 4, 1],
    ['an update', { isRepeatable: false, needsFreshRead: true }, 1, 1],
  ])('throttled by the tenant and by a gateway: %s', async (_, how, byTenant, byGateway) => {
    expect(await attempts('throttled', how, { answeredBy: 'tenant' })).toBe(byTenant);
    expect(await attempts('throttled', how, { answeredBy: 'gateway' })).toBe(byGateway);
  });

  it.each([
    'unauthorized',
    'forbidden',
    'notFound',
    'noSuchApi',
    'invalid',
    'conflict',
    'malformed',
    'aborted',
    'gateway',
  ] as const)('%s: nothing', async (kind) => {
    expect(await attempts(kind, { isRepeatable: true })).toBe(1);
  });

  it.each([
    'ENOTFOUND',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'redirect',
    'seeOther',
    'insecure',
    'HPE_HEADER_OVERFLOW',
  ])('a lasting network fault: nothing (%s)', async (name) => {
    expect(await attempts('network', { isRepeatable: true }, code(name))).toBe(1);
  });

  it('answers with the first attempt that goes well', async () => {
    const send = vi.fn<Send>().mockRejectedValueOnce(new ApiError('server', 'x')).mockResolvedValueOnce('fine');
    const answer = retry(send, { maxAttempts: 4, random: () => 0, sleep })(
      { operation: 'x', method: 'GET', path: '/', isRepeatable: true },
      undefined,
    );
    await vi.runAllTimersAsync();
    expect(await answer).toBe('fine');
  });

  it('stops waiting at an abort', async () => {
    const controller = new AbortController();
    const send = vi.fn<Send>().mockRejectedValue(new ApiError('server', 'x'));
    const ended = errorOf(
      retry(send, { maxAttempts: 4, random: () => 1, sleep })(
        { operation: 'x', method: 'GET', path: '/', isRepeatable: true },
        controller.signal,
      ),
    );
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    expect((await ended).kind).toBe('aborted');
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('how long it waits', () => {
  const server = { kind: 'server' } as const;

  it('up to a ceiling that doubles, by chance', () => {
    expect([1, 2, 3].map((attempt) => retryDelayMs(attempt, server, () => 1))).toEqual([500, 1000, 2000]);
    expect(retryDelayMs(3, server, () => 0)).toBe(0);
    expect(retryDelayMs(30, server, () => 1)).toBe(20_000);
  });

  it('at least as long as the tenant asked, up to the longest wait', () => {
    expect(retryDelayMs(1, { ...server, retryAfterMs: 3000 }, () => 0)).toBe(3000);
    expect(retryDelayMs(1, { ...server, retryAfterMs: 999_999 }, () => 0)).toBe(20_000);
  });

  it.each([0, 1, 999])('a second or two where the tenant names %i ms', (asked) => {
    const delayBy = (chance: number): number => retryDelayMs(1, { ...server, retryAfterMs: asked }, () => chance);
    expect([delayBy(0), delayBy(0.5)]).toEqual([1000, 1500]);
  });

  it('leaves a throttled call to the gate', () => {
    expect(retryDelayMs(1, { kind: 'throttled', retryAfterMs: 60_000 }, () => 1)).toBe(0);
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2031-01-01T00:00:00Z');
  it.each([
    ['120', 120_000],
    [' 120 ', 120_000],
    ['1.5', 1500],
    ['+5', 5000],
    ['0', 0],
    ['-5', 0],
    ['5, 5', 5000],
    ['5,10', 5000],
    ['60;', 60_000],
    ['60; comment=busy', 60_000],
    ['60s', 60_000],
    ['60 seconds', 60_000],
    ['60 sec , 5', 60_000],
    ['60, Wed, 01 Jan 2031 00:00:10 GMT', 60_000],
    ['Wed Jan  1 00:00:30 2031', 30_000],
    ['9'.repeat(12), 999_999_999_999_000],
    ['9'.repeat(400), undefined],
    ['Wed, 01 Jan 2031 00:00:30 GMT', 30_000],
    ['Wednesday, 01-Jan-31 00:00:30 GMT', 30_000],
    ['2031-01-01T00:00:30Z', 30_000],
    ['Tue, 31 Dec 2030 00:00:30 GMT', 0],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Wed, 99 Jan 2031 00:00:30 GMT', undefined],
    ['soon', undefined],
    ['soon 5', undefined],
    ['Goal 5', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['0x10', undefined],
    ['1e400', undefined],
    [',', undefined],
    ['2 minutes', undefined],
    ['PT60S', undefined],
    ['60000ms', undefined],
    ['"60"', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  /** To look at each blank from each other blank takes seconds. */
  it.each(['5', 'Wed, ', ';', '5,'])('%j before many blanks takes no time', (beginning) => {
    const before = process.cpuUsage().user;
    expect(retryAfterMs(`${beginning}${' '.repeat(40_000)}x`, now)).toBe(beginning === '5,' ? 5000 : undefined);
    expect(process.cpuUsage().user - before).toBeLessThan(1_000_000);
  });
});

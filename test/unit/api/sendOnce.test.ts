import { describe, expect, it } from 'vitest';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from '../../../src/api/errors.ts';
import { lookRepeatedly, looksAfterMs, sendOnce, type Looking, type Sighting } from '../../../src/api/sendOnce.ts';
import { errorOf } from './connectedClient.ts';

const network = (code: string, message = 'failed'): ApiError =>
  new ApiError('network', 'createGoal', { cause: Object.assign(new Error(message), { code }) });

/** What becomes of a write that ends so, and whether it was looked for. */
const ended = async (failure: ApiError) => {
  let looks = 0;
  const send = async (): Promise<never> => {
    throw failure;
  };
  const lookFor = async (): Promise<'absent'> => {
    looks += 1;
    return 'absent';
  };
  const { outcome } = await errorOf(sendOnce(send, lookFor));
  return { outcome, looks };
};

const notStored = { outcome: 'notStored', looks: 0 };
const unknown = { outcome: 'unknown', looks: 1 };

describe('a write whose connection fails', () => {
  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])('on its way to the host (%s) is not stored', async (code) => {
    const message = `request to https://acme failed, reason: connect ${code} 10.0.0.1:443`;
    expect(await ended(network(code, message))).toEqual(notStored);
  });

  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])('when the host may have it (%s) is unknown', async (code) => {
    expect(await ended(network(code, `request to https://acme failed, reason: read ${code}`))).toEqual(unknown);
  });

  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'redirect',
    'insecure',
  ])('before anything left (%s) is not stored', async (code) => {
    expect(await ended(network(code))).toEqual(notStored);
  });

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ERR_STREAM_PREMATURE_CLOSE',
    'HPE_INVALID_CONSTANT',
    'HPE_HEADER_OVERFLOW',
    'Z_DATA_ERROR',
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'seeOther',
    'unknown',
  ])('at any other time (%s) is unknown', async (code) => {
    expect(await ended(network(code))).toEqual(unknown);
  });
});

describe('a write that is answered', () => {
  it.each<readonly [ApiErrorKind, ApiErrorFacts]>([
    ['invalid', { status: 400, answeredBy: 'tenant' }],
    ['invalid', { status: 200, answeredBy: 'tenant', code: 'GSOBJ_1006' }],
    ['unauthorized', { status: 401, answeredBy: 'tenant' }],
    ['notFound', { status: 404, answeredBy: 'tenant' }],
    ['throttled', { status: 429, answeredBy: 'tenant' }],
    ['throttled', { status: 503, answeredBy: 'tenant', code: 'GU_2400' }],
    ['aborted', { outcome: 'notStored' }],
  ])('by the tenant’s own refusal (%s, %o) is not stored', async (kind, facts) => {
    expect(await ended(new ApiError(kind, 'createGoal', facts))).toEqual(notStored);
  });

  it.each<readonly [ApiErrorKind, ApiErrorFacts]>([
    ['server', { status: 500, answeredBy: 'tenant', code: 'GU_1101' }],
    ['server', { status: 500, answeredBy: 'gateway' }],
    ['server', { status: 499, answeredBy: 'gateway' }],
    ['server', { status: 408, answeredBy: 'tenant' }],
    ['gateway', { status: 413, answeredBy: 'gateway' }],
    ['gateway', { status: 401, answeredBy: 'gateway' }],
    ['noSuchApi', { status: 404, answeredBy: 'gateway' }],
    ['throttled', { status: 429, answeredBy: 'gateway' }],
    ['invalid', { status: 200, answeredBy: 'tenant' }],
    ['unauthorized', { status: 500, answeredBy: 'tenant', code: 'GS_APIG_2401' }],
    ['malformed', { status: 202, answeredBy: 'tenant' }],
    ['timeout', {}],
    ['aborted', {}],
  ])('in any other way (%s, %o) is unknown', async (kind, facts) => {
    expect(await ended(new ApiError(kind, 'createGoal', facts))).toEqual(unknown);
  });
});

type Seen = Sighting<string> | ApiErrorKind;

/** Looks that see this one after the other, the last again and again. */
const looking = async (seen: readonly Seen[], abortAt = Number.POSITIVE_INFINITY) => {
  const controller = new AbortController();
  const told: Looking[] = [];
  let now = 0;
  let looks = 0;
  const abortInTime = (): void => {
    if (now >= abortAt) controller.abort();
  };
  const sleep = async (ms: number): Promise<void> => {
    now = Math.min(now + ms, Math.max(now, abortAt));
    abortInTime();
  };
  const look = async (): Promise<Sighting<string>> => {
    const each = seen[Math.min(looks, seen.length - 1)] ?? 'absent';
    looks += 1;
    if (typeof each === 'object' || each === 'absent' || each === 'unclear') return each;
    throw new ApiError(each, 'searchGoals');
  };
  abortInTime();
  const options = { sleep, signal: controller.signal, onLook: (each: Looking): void => void told.push(each) };
  const end = await lookRepeatedly(look, looksAfterMs, options).catch((error: unknown) =>
    error instanceof ApiError ? error.kind : String(error),
  );
  return { end, looks, now, told };
};

describe('looking', () => {
  const found = { found: 'it' };

  it.each<readonly [readonly Seen[], end: unknown, looks: number, now: number]>([
    [[found], found, 1, 0],
    [['absent', 'absent', 'absent', found], found, 4, 12_000],
    [['unclear', found], found, 2, 1000],
    [['network', 'timeout', 'throttled', 'absent', found], found, 5, 32_000],
    [['absent'], 'absent', 7, 120_000],
    [['unclear'], 'unclear', 7, 120_000],
    [['network', 'absent'], 'absent', 7, 120_000],
    [['network'], 'network', 7, 120_000],
    [['unauthorized'], 'unauthorized', 1, 0],
  ])('that sees %j ends as %j after %i looks and %i ms', async (seen, end, looks, now) => {
    expect(await looking(seen)).toMatchObject({ end, looks, now });
  });

  it.each([
    [0, 1],
    [500, 1],
    [5000, 3],
  ])('that is given up after %i ms has looked %i times, and says nothing', async (abortAt, looks) => {
    expect(await looking(['absent'], abortAt)).toMatchObject({ end: 'unclear', looks, now: abortAt });
  });

  it('says how far it is', async () => {
    const { told } = await looking(['absent', 'absent', found]);
    expect(told).toEqual([
      { looks: 1, nextInMs: 1000, leftMs: 120_000 },
      { looks: 2, nextInMs: 3000, leftMs: 119_000 },
    ]);
  });
});

import type { ApiErrorKind, WriteOutcome } from '../../../src/api/errors.ts';
import type { Fault } from '../../../src/sample/server.ts';

/** How one operation ends under one fault that never stops. */
export type Expectation = {
  readonly ends: 'ok' | ApiErrorKind;
  /** Requests of the operation itself; those that look for a record afterwards are counted apart. */
  readonly requests: number;
  /** Whether the write is in the tenant afterwards; never more than once. */
  readonly stored: boolean;
  /** Of a create that failed. */
  readonly outcome?: WriteOutcome;
};

type Row = {
  readonly fault: Omit<Fault, 'operation'>;
  readonly read: Expectation;
  /** Where it differs for lists. */
  readonly list?: Expectation;
  /** Where it differs for a search, which counts goals that it cannot read. */
  readonly search?: Expectation;
  readonly update: Expectation;
  readonly create: Expectation;
};

type Ends = Omit<Row, 'fault'>;

const end = (ends: Expectation['ends'], requests: number, stored = false): Expectation => ({ ends, requests, stored });

const unknown = (ends: ApiErrorKind, stored = false): Expectation => ({ ...end(ends, 1, stored), outcome: 'unknown' });

/** Nobody notices: the answer says the same. */
const harmless: Ends = { read: end('ok', 1), update: end('ok', 1, true), create: end('ok', 1, true) };

/** The tenant said no, and meant it; or nothing was sent. */
const refusedAs = (kind: ApiErrorKind): Ends => ({
  read: end(kind, 1),
  update: end(kind, 1),
  create: { ...end(kind, 1), outcome: 'notStored' },
});

/** The tenant said 'later': an update comes back to be read again, everything else is repeated. */
const throttled: Ends = {
  read: end('throttled', 4),
  update: end('throttled', 1),
  create: { ...end('throttled', 4), outcome: 'notStored' },
};

/** Passing, before the tenant did anything, which nobody here can tell: a read is repeated. */
const failedBefore = (kind: ApiErrorKind, requests = 4): Ends => ({
  read: end(kind, requests),
  update: end(kind, 1),
  create: unknown(kind),
});

/** After the tenant had done it: a create finds its record. */
const failedAfter = (kind: ApiErrorKind, requests = 1): Ends => ({
  read: end(kind, requests),
  update: end(kind, 1, true),
  create: end('ok', 1, true),
});

/** A page of something in between, with the request handled behind it. */
const page = (status: number, kind: ApiErrorKind, requests = 1): Row => ({
  fault: { kind: 'html', status },
  ...failedAfter(kind, requests),
});

/** What a gateway says that speaks JSON. */
const gatewayJson = '{"message":"no Route matched with those values"}';

export const expectations: readonly Row[] = [
  { fault: { kind: 'latency', delay: 20 }, ...harmless },
  { fault: { kind: 'wrongContentType' }, ...harmless },
  { fault: { kind: 'gzip' }, ...harmless },
  { fault: { kind: 'bareArray' }, ...harmless },
  { fault: { kind: 'noTotalCount' }, ...harmless },
  { fault: { kind: 'wrongTotalCount' }, ...harmless },
  { fault: { kind: 'clampedPage' }, ...harmless },
  { fault: { kind: 'epochDates' }, ...harmless },
  { fault: { kind: 'nulls' }, ...harmless },
  { fault: { kind: 'unknownFields' }, ...harmless },
  { fault: { kind: 'unknownStatus' }, ...harmless },
  { fault: { kind: 'changedBehind' }, ...harmless },
  { fault: { kind: 'unseen' }, ...harmless },
  ...['gzip', 'x-gzip', 'gzip, identity', 'deflate', 'br', 'gzip, br'].map((coding) => ({
    fault: { kind: 'encoded', coding } as const,
    ...harmless,
  })),
  ...[401, 403, 429, 503].map((status) => ({
    ...page(status, status === 429 ? 'throttled' : status === 503 ? 'server' : 'gateway', status < 429 ? 1 : 4),
    fault: { kind: 'plain', status, headers: { 'content-encoding': 'gzip' } } as const,
  })),
  { fault: { kind: 'switching' }, ...failedAfter('malformed') },
  { fault: { kind: 'plain', headers: { x: 'x'.repeat(24 * 1024) } }, ...failedAfter('network') },
  { fault: { kind: 'brokenText' }, ...failedAfter('malformed') },
  { fault: { kind: 'oddDate', days: 2 }, ...harmless },
  { fault: { kind: 'oddDate', days: 99_999_999 }, ...harmless },
  {
    fault: { kind: 'otherGoal' },
    read: end('malformed', 1),
    list: end('ok', 1),
    update: end('malformed', 1, true),
    create: end('ok', 1, true),
  },
  { fault: { kind: 'throttled', retryAfter: 0 }, ...throttled },
  { fault: { kind: 'throttled', retryAfter: 0, status: 200, errorCode: 'GU_2400' }, ...throttled },
  { fault: { kind: 'throttled', retryAfter: 0, status: 503, errorCode: 'GU_2400' }, ...throttled },
  { fault: { kind: 'serverError', status: 500 }, ...failedBefore('server') },
  { fault: { kind: 'serverError', status: 503 }, ...failedBefore('server') },
  { fault: { kind: 'refused' }, ...failedBefore('server') },
  { fault: { kind: 'cutBefore' }, ...failedBefore('network') },
  { fault: { kind: 'silent' }, ...failedBefore('timeout') },
  {
    fault: { kind: 'storedLater', later: 3_600_000 },
    read: end('network', 4),
    update: end('network', 1, true),
    create: unknown('network', true),
  },
  { fault: { kind: 'cutAfter' }, ...failedAfter('network', 4) },
  { fault: { kind: 'halfBody' }, ...failedAfter('network', 4) },
  { fault: { kind: 'stalledBody' }, ...failedAfter('timeout', 4) },
  { fault: { kind: 'failedAfter' }, ...failedAfter('server', 4) },
  { fault: { kind: 'failedAfter', status: 503 }, ...failedAfter('server', 4) },
  { fault: { kind: 'failedAfter', status: 408, errorCode: '' }, ...failedAfter('server', 4) },
  { fault: { kind: 'nullData' }, ...failedAfter('malformed'), list: end('ok', 1) },
  page(200, 'malformed'),
  page(401, 'gateway'),
  page(403, 'gateway'),
  page(404, 'noSuchApi'),
  page(407, 'gateway'),
  page(408, 'server', 4),
  page(413, 'gateway'),
  page(421, 'server', 4),
  page(425, 'server', 4),
  page(429, 'throttled', 4),
  page(499, 'server', 4),
  page(502, 'server', 4),
  page(511, 'gateway'),
  { fault: { kind: 'plain', status: 404, body: gatewayJson }, ...failedAfter('noSuchApi') },
  { fault: { kind: 'plain', status: 401, body: gatewayJson }, ...failedAfter('gateway') },
  { fault: { kind: 'plain', status: 401, body: '{"errorCode":"AUTH_401"}' }, ...failedAfter('gateway') },
  { fault: { kind: 'plain', status: 413, body: '{"errorCode":"NGINX_413"}' }, ...failedAfter('gateway') },
  { fault: { kind: 'plain', status: 202, body: gatewayJson }, ...failedAfter('malformed') },
  { fault: { kind: 'plain', status: 303, headers: { location: '/v1/goals/1' } }, ...failedAfter('network') },
  { fault: { kind: 'emptyBody' }, ...failedAfter('malformed') },
  { fault: { kind: 'endlessBody' }, ...failedAfter('malformed') },
  { fault: { kind: 'wrongTypes' }, ...failedAfter('malformed'), search: end('ok', 1) },
  { fault: { kind: 'redirect' }, ...refusedAs('network') },
  { fault: { kind: 'nothingMatches' }, ...refusedAs('notFound'), list: end('ok', 1) },
  { fault: { kind: 'refused', errorCode: 'GS_APIG_2401' }, ...refusedAs('unauthorized') },
  { fault: { kind: 'refused', errorCode: 'GSOBJ_1024' }, ...refusedAs('unauthorized') },
  { fault: { kind: 'refused', errorCode: 'GS_APIG_2402' }, ...refusedAs('forbidden') },
  { fault: { kind: 'refused', errorCode: 'GS_APIG_1000' }, ...refusedAs('noSuchApi') },
  { fault: { kind: 'refused', errorCode: 'GSOBJ_1006' }, ...refusedAs('invalid') },
];

import type { ApiErrorKind } from '../../../src/api/errors.ts';
import type { Fault } from '../../../src/sample/server.ts';

/** How one operation ends under one fault that never stops. */
export type Expectation = {
  readonly ends: 'ok' | ApiErrorKind;
  /** Requests of the operation itself; those that look for a record afterwards are counted apart. */
  readonly requests: number;
  /** Whether the write is in the tenant afterwards; never more than once. */
  readonly stored: boolean;
};

type Row = {
  readonly fault: Omit<Fault, 'operation'>;
  readonly read: Expectation;
  readonly update: Expectation;
  readonly create: Expectation;
};

const end = (ends: Expectation['ends'], requests: number, stored = false): Expectation => ({ ends, requests, stored });

/** Nobody notices: the answer says the same. */
const harmless = { read: end('ok', 1), update: end('ok', 1, true), create: end('ok', 1, true) };

/** The tenant said no, and meant it. */
const refusedAs = (kind: ApiErrorKind): Omit<Row, 'fault'> => ({
  read: end(kind, 1),
  update: end(kind, 1),
  create: end(kind, 1),
});

/** Passing, before the tenant did anything: a read is repeated. An update is not, since a colleague may have gone on from it. */
const failedBefore = (kind: ApiErrorKind): Omit<Row, 'fault'> => ({
  read: end(kind, 4),
  update: end(kind, 1),
  create: end(kind, 1),
});

/** Passing, after the tenant had done it: a create finds its record. */
const failedAfter = (kind: ApiErrorKind, requests: number): Omit<Row, 'fault'> => ({
  read: end(kind, requests),
  update: end(kind, 1, true),
  create: end('ok', 1, true),
});

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
  {
    fault: { kind: 'throttled', retryAfter: 0 },
    read: end('throttled', 4),
    update: end('throttled', 4),
    create: end('throttled', 4),
  },
  {
    fault: { kind: 'throttled', retryAfter: 0, status: 200, errorCode: 'GU_2400' },
    read: end('throttled', 4),
    update: end('throttled', 4),
    create: end('throttled', 4),
  },
  { fault: { kind: 'serverError', status: 500 }, ...failedBefore('server') },
  { fault: { kind: 'serverError', status: 503 }, ...failedBefore('server') },
  { fault: { kind: 'refused' }, ...failedBefore('server') },
  { fault: { kind: 'cutBefore' }, ...failedBefore('network') },
  { fault: { kind: 'silent' }, ...failedBefore('timeout') },
  { fault: { kind: 'cutAfter' }, ...failedAfter('network', 4) },
  { fault: { kind: 'halfBody' }, ...failedAfter('network', 4) },
  { fault: { kind: 'stalledBody' }, ...failedAfter('timeout', 4) },
  { fault: { kind: 'html', status: 502 }, ...failedAfter('server', 4) },
  { fault: { kind: 'html' }, ...failedAfter('malformed', 1) },
  { fault: { kind: 'emptyBody' }, ...failedAfter('malformed', 1) },
  { fault: { kind: 'endlessBody' }, ...failedAfter('malformed', 1) },
  { fault: { kind: 'wrongTypes' }, ...failedAfter('malformed', 1) },
  { fault: { kind: 'redirect' }, ...refusedAs('network') },
  { fault: { kind: 'nothingMatches' }, ...refusedAs('notFound') },
  { fault: { kind: 'refused', errorCode: 'GS_APIG_2401' }, ...refusedAs('unauthorized') },
  { fault: { kind: 'refused', errorCode: 'GSOBJ_1024' }, ...refusedAs('unauthorized') },
  { fault: { kind: 'refused', errorCode: 'GS_APIG_2402' }, ...refusedAs('forbidden') },
  { fault: { kind: 'refused', errorCode: 'GS_APIG_1000' }, ...refusedAs('noSuchApi') },
  { fault: { kind: 'refused', errorCode: 'GSOBJ_1006' }, ...refusedAs('invalid') },
];

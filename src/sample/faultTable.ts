import { isRecord } from '../json.ts';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { GoalInput } from '../api/schema.ts';
import { failure, withBody, type Answer } from './answer.ts';
import { Refusal } from './refusal.ts';

/** What some kinds can be told; each says which it looks at. */
export type FaultSettings = {
  /** throttled, serverError, failedAfter, nullData, html, plain: the HTTP status. */
  readonly status?: number;
  /** throttled: seconds or an HTTP date. */
  readonly retryAfter?: number | string;
  /** throttled, refused, failedAfter */
  readonly errorCode?: string;
  /** refused */
  readonly errorDesc?: string;
  /** oddRow: what stands in the first goal instead; a text 'NaN' without its quotes. */
  readonly row?: Readonly<Record<string, unknown>>;
  /** plain */
  readonly body?: string;
  /** plain */
  readonly headers?: Readonly<Record<string, string>>;
  /** encoded: as the header `content-encoding` lists them. */
  readonly coding?: string;
  /** oddDate: by how many the header `date` is off. */
  readonly days?: number;
  /** storedLater: milliseconds, fewer when the faults are cleared. */
  readonly later?: number;
  /** clampedPage: the most rows that a page has. */
  readonly rows?: number;
  /** wrongTotalCount */
  readonly totalCount?: number;
  /** redirect */
  readonly location?: string;
  /** changedBehind: which fields change; Name when absent. */
  readonly changes?: Partial<GoalInput>;
  /** storedOtherwise: what is stored in place of what was sent; null for nothing. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** changedBehind: before the request is handled, or right after it. */
  readonly when?: 'before' | 'after';
};

export type FaultContext = {
  /** Resolves after so many milliseconds, or when the server stops. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Changes the goal of the request as somebody else would. */
  readonly changeGoal: (changes: Partial<GoalInput> | undefined) => void;
  /** Changes what the request sends, before it is handled. @param before its goal as it is, as an input */
  readonly rewrite: (change: (sent: JsonRecord, before: JsonRecord) => JsonRecord) => void;
};

export type FaultAction = (fault: FaultSettings, next: () => Answer, context: FaultContext) => Answer | Promise<Answer>;

const later = 'https://elsewhere.example/v1/goals';

/** `next` handles the request; a fault that does not call it fails before anything is stored. */
export const faultKinds = {
  /** With `delay` alone: a slow answer. */
  latency: (_, next) => next(),
  throttled: ({ status = 429, errorCode = 'GS_APIG_2404', retryAfter }) => {
    const answer = errorAnswer(status, errorCode, 'Too many requests.');
    return retryAfter === undefined ? answer : withHeaders(answer, { 'retry-after': String(retryAfter) });
  },
  serverError: ({ status = 500 }) => errorAnswer(status, 'GU_1101', 'Something unexpected happened.'),
  /** The connection ends before the request is handled. */
  cutBefore: () => ({ ...errorAnswer(500, 'GU_1101', ''), ending: 'cut' }),
  /** The request is handled, and its answer never comes. */
  cutAfter: (_, next) => ({ ...next(), ending: 'cut' }),
  /** The connection ends at once, and the request is handled a while later. */
  storedLater: ({ later: milliseconds = 5500 }, next, { wait }) => {
    void handleLater(wait(milliseconds), next);
    return { ...errorAnswer(500, 'GU_1101', ''), ending: 'cut' };
  },
  /** The request is handled, and the answer says that it failed. */
  failedAfter: ({ status = 500, errorCode = 'GU_1101' }, next) => {
    next();
    return errorAnswer(status, errorCode, 'Something unexpected happened.');
  },
  /** The request is handled, and the answer tells nothing of it. */
  nullData: ({ status = 202 }, next) => ({ ...mapData(next(), () => null), status }),
  /** The request is handled, and whatever stands in between answers in its place. */
  plain: ({ status = 200, body = '', headers = {} }, next) => {
    next();
    return { status, headers, body };
  },
  /** The request is handled, and a cache in between answers with what it has of another goal. */
  otherGoal: (_, next) => mapData(next(), (data) => (isGoal(data) ? { ...data, ...another } : data)),
  /** One goal has a field that is none of the contract's. */
  oddRow: ({ row = {} }, next) => {
    const answer = mapData(next(), (data) => oddFirst(data, row));
    return withBody(answer, JSON.stringify(answer.body).replaceAll('"NaN"', 'NaN'));
  },
  /** A search that lags behind: what was created in the last minute is not in it. */
  unseen: (_, next) =>
    mapPage(next(), ({ records, totalCount }) => {
      const seen = records.filter((record) => !isNew(record));
      return { records: seen, totalCount: Number(totalCount) - (records.length - seen.length) };
    }),
  halfBody: (_, next) => ({ ...next(), ending: 'half' }),
  /** Half of the answer, then nothing, and the connection stays open. */
  stalledBody: (_, next) => ({ ...next(), ending: 'stalled' }),
  /** The connection stays open and nothing comes; nothing is handled. */
  silent: () => ({ ...errorAnswer(500, 'GU_1101', ''), ending: 'silent' }),
  /** Never ends, and is never JSON either. */
  endlessBody: (_, next) => ({ ...next(), ending: 'endless' }),
  /** Half of the JSON as if it were all. */
  tornJson: (_, next) => {
    const answer = next();
    const text = JSON.stringify(answer.body);
    return withBody(answer, text.slice(0, text.length / 2));
  },
  emptyBody: (_, next) => withBody(next(), ''),
  /** A proxy's page instead of the answer. */
  html: ({ status = 200 }, next) => htmlPage(next(), status),
  wrongContentType: (_, next) => withHeaders(next(), { 'content-type': 'text/plain' }),
  gzip: (_, next) => {
    const answer = next();
    return withHeaders(withBody(answer, gzipSync(JSON.stringify(answer.body))), { 'content-encoding': 'gzip' });
  },
  encoded: ({ coding = 'br' }, next) => {
    const answer = next();
    const bytes = coding.split(', ').reduce((each, one) => encoders[one]?.(each) ?? each, bytesOf(answer));
    return withHeaders(withBody(answer, bytes), { 'content-encoding': coding });
  },
  /** The request is handled, and the host answers that it speaks another protocol from now on. */
  switching: (_, next) => ({ ...next(), ending: 'switched' }),
  /** A byte that is no UTF-8 at the end of each text. */
  brokenText: (_, next) => {
    const answer = next();
    const bytes = Buffer.from(bytesOf(answer).toString('latin1').replaceAll('",', '\u00c3",'), 'latin1');
    return withBody(answer, bytes);
  },
  oddDate: ({ days = 2 }, next) => withHeaders(next(), { date: dateIn(days) }),
  /** The request would carry the access key to another host. */
  redirect: ({ location = later }) => ({ status: 307, headers: { location }, body: '' }),
  /** `result: false` with 200 */
  refused: ({ errorCode = 'GU_1101', errorDesc = 'Something unexpected happened.' }) =>
    errorAnswer(200, errorCode, errorDesc),
  /** What some reads of the service answer for an empty result. */
  nothingMatches: () => errorAnswer(400, 'GSOBJ_1011', 'No entity matches the given criteria.'),
  /** Every number is a text and every text a number. */
  wrongTypes: (_, next) => mapData(next(), (data) => mapValues(data, ([, value]) => swappedType(value))),
  bareArray: (_, next) => mapPage(next(), ({ records }) => records),
  noTotalCount: (_, next) => mapPage(next(), ({ records }) => ({ records })),
  wrongTotalCount: ({ totalCount = 3 }, next) => mapPage(next(), ({ records }) => ({ records, totalCount })),
  clampedPage: ({ rows = 7 }, next) => mapPage(next(), (page) => ({ ...page, records: page.records.slice(0, rows) })),
  /** Milliseconds where a date or a date-time should be. */
  epochDates: (_, next) =>
    mapData(next(), (data) => mapValues(data, ([key, value]) => (isDate(key) ? Date.parse(String(value)) : value))),
  /** null where a field would be left out. */
  nulls: (_, next) => mapData(next(), (data) => mapRecords(data, (record) => ({ ...absentAsNull(record), ...record }))),
  unknownFields: (_, next) =>
    mapData(next(), (data) =>
      mapRecords(data, (record) => ({ ...record, Region__gc: 'EMEA', Nested__gc: { a: [1] } })),
    ),
  /** A status that the tenant's admin defined. */
  unknownStatus: (_, next) =>
    mapData(next(), (data) => mapValues(data, ([key, value]) => (key === 'Status' ? 'On Hold' : value))),
  /** The tenant takes the request, and makes something else of it: a rule of its own, a limit, a rounding. */
  storedOtherwise: ({ fields = {} }, next, { rewrite }) => {
    rewrite((sent) => withoutNulls({ ...sent, ...fields }));
    return next();
  },
  /** An update that changes what it names, and keeps what it leaves out. */
  keptWhatIsLeftOut: (_, next, { rewrite }) => {
    rewrite((sent, before) => ({ ...before, ...sent }));
    return next();
  },
  /** Somebody else changes the goal: before a request reads or replaces it, or between a read and what follows. */
  changedBehind: ({ changes, when = 'before' }, next, { changeGoal }) => {
    if (when === 'before') changeGoal(changes);
    const answer = next();
    if (when === 'after') changeGoal(changes);
    return answer;
  },
} as const satisfies Record<string, FaultAction>;

const encoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
};

function bytesOf({ body }: Answer): Buffer {
  return Buffer.from(JSON.stringify(body));
}

function dateIn(days: number): string {
  const ms = Math.min(Date.now() + days * 86_400_000, 8.64e15);
  return new Date(ms).toUTCString();
}

export type FaultKind = keyof typeof faultKinds;

type Entry = [key: string, value: unknown];
type JsonRecord = Readonly<Record<string, unknown>>;

function withoutNulls(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

type PageData = { readonly records: readonly unknown[]; readonly totalCount: unknown };

function errorAnswer(status: number, errorCode: string, errorDesc: string): Answer {
  const answer = failure(new Refusal(status, 'unexpected', errorDesc));
  return isRecord(answer.body) ? withBody(answer, { ...answer.body, errorCode }) : answer;
}

function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function htmlPage(answer: Answer, status: number): Answer {
  const page = '<!doctype html><title>Please wait</title><p>We will be back in a minute.</p>';
  return { ...withHeaders(withBody(answer, page), { 'content-type': 'text/html' }), status };
}

/** A refusal passes as it is: there is no data in it. */
function mapData(answer: Answer, map: (data: unknown) => unknown): Answer {
  if (!isRecord(answer.body) || !('data' in answer.body)) return answer;
  return withBody(answer, { ...answer.body, data: map(answer.body['data']) });
}

function mapPage(answer: Answer, map: (page: PageData) => unknown): Answer {
  return mapData(answer, (data) => (isPage(data) ? map(data) : data));
}

/** Each record in what an operation answers: one, a list, or a page of them. */
function mapRecords(data: unknown, map: (record: JsonRecord) => unknown): unknown {
  if (isPage(data)) return { ...data, records: mapRecords(data.records, map) };
  if (Array.isArray(data)) return data.map((record: unknown) => (isRecord(record) ? map(record) : record));
  return isRecord(data) ? map(data) : data;
}

function mapValues(data: unknown, map: (entry: Entry) => unknown): unknown {
  return mapRecords(data, (record) =>
    Object.fromEntries(Object.entries(record).map((entry) => [entry[0], map(entry)])),
  );
}

async function handleLater(waiting: Promise<void>, handle: () => Answer): Promise<void> {
  await waiting;
  handle();
}

const another = {
  Gsid: '1S0G0000000000000000000000000000000A',
  Name: 'Another goal',
  Description: '<p>Not this one</p>',
};

function oddFirst(data: unknown, row: JsonRecord): unknown {
  if (isPage(data))
    return { ...data, records: data.records.map((each, place) => (place === 0 ? oddFirst(each, row) : each)) };
  return isGoal(data) ? { ...data, ...row } : data;
}

function isGoal(data: unknown): data is JsonRecord {
  return isRecord(data) && 'CompanyId' in data;
}

function isNew(record: unknown): boolean {
  return isRecord(record) && Date.parse(String(record['CreatedDate'])) > Date.now() - 60_000;
}

function swappedType(value: unknown): unknown {
  return typeof value === 'string' ? value.length : String(value);
}

const optionalGoalFields = ['Description', 'TemplateId', 'OwnerId', 'OwnerName', 'TargetDate'];

function absentAsNull(record: JsonRecord): JsonRecord {
  return 'CompanyId' in record ? Object.fromEntries(optionalGoalFields.map((field) => [field, null])) : {};
}

function isDate(key: string): boolean {
  return key.endsWith('Date');
}

function isPage(data: unknown): data is PageData {
  return isRecord(data) && Array.isArray(data['records']);
}

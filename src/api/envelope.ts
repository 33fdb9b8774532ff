import { ApiError, type ApiErrorFacts, type ApiErrorKind } from './errors.ts';

/** What came back for one request, read whole. */
export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
};

/** Gainsight's code for 'nothing matches'. */
export const nothingMatches = 'GSOBJ_1011';

/**
 * The `data` of an answer that says `result: true`.
 * @throws ApiError for every other answer, whatever its status.
 */
export const dataOf = (operation: string, answer: Answer): unknown => {
  const body = parseJson(answer.text);
  const facts = factsOf(answer, body);
  if (answer.status >= 200 && answer.status < 300) {
    if (isRecord(body) && body['result'] === true) return body['data'];
    if (!isRecord(body) || body['result'] !== false) throw new ApiError('malformed', operation, facts);
  }
  throw new ApiError(kindOf(answer.status, facts.code, isRecord(body)), operation, facts);
};

const factsOf = (answer: Answer, body: unknown): ApiErrorFacts => {
  const code = codeIn(textIn(body, 'errorCode'));
  const detail = textIn(body, 'errorDesc') ?? textIn(body, 'message');
  const requestId = answer.requestId ?? requestIdIn(textIn(body, 'requestId'));
  return {
    status: answer.status,
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
  };
};

/** Both go to the log: whatever does not look like one is left out, since it may be anything. */
const codeIn = (value: string | undefined): string | undefined =>
  value !== undefined && /^[A-Z][A-Z0-9_]{0,39}$/.test(value) ? value : undefined;

export const requestIdIn = (value: string | null | undefined): string | undefined =>
  value !== undefined && value !== null && /^[\w.:-]{1,100}$/.test(value) ? value : undefined;

const kindByCode: Readonly<Record<string, ApiErrorKind>> = {
  GS_APIG_2401: 'unauthorized',
  GS_APIG_2402: 'forbidden',
  GS_APIG_2404: 'throttled',
  GU_2400: 'throttled',
  GS_APIG_1000: 'noSuchApi',
  GSOBJ_1024: 'unauthorized',
  [nothingMatches]: 'notFound',
  GU_1101: 'server',
};

/** The code in the body decides before the status: the same failure comes with several statuses. */
const kindOf = (status: number, code: string | undefined, isEnvelope: boolean): ApiErrorKind => {
  const byCode = code === undefined ? undefined : kindByCode[code];
  if (byCode !== undefined) return byCode;
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  // A goal that is gone is told by an envelope; a bare 404 comes from a host that has no such route.
  if (status === 404) return isEnvelope ? 'notFound' : 'noSuchApi';
  if (status === 409 || status === 412) return 'conflict';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'server';
  return 'invalid';
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textIn = (body: unknown, key: string): string | undefined => {
  const value = isRecord(body) ? body[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

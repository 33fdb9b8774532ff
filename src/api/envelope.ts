import { isRecord } from '../json.ts';
import { ApiError, type ApiErrorFacts, type ApiErrorKind } from './errors.ts';
import { parseLooseJson } from './looseJson.ts';

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
 * @param noteTenant told where it is the tenant that answered, and not with a fault of its own
 * @throws ApiError for every other answer, whatever its status.
 */
export const dataOf = (operation: string, answer: Answer, noteTenant: () => void): unknown => {
  const body = parseLooseJson(answer.text);
  const isSuccess = answer.status >= 200 && answer.status < 300;
  if (isSuccess && isRecord(body) && body['result'] === true) {
    noteTenant();
    return body['data'];
  }
  const facts = factsOf(answer, body);
  if (facts.answeredBy === 'tenant' && answer.status < 500) noteTenant();
  const isMalformed = isSuccess && facts.answeredBy === 'gateway';
  throw new ApiError(isMalformed ? 'malformed' : kindOf(answer.status, facts), operation, facts);
};

/** Whether a body is a tenant's own, though it may be a no. */
export const isOfTenant = (text: string): boolean => {
  const body = parseLooseJson(text);
  return isEnvelope(body, codeIn(textIn(body, 'errorCode')));
};

const factsOf = (answer: Answer, body: unknown): ApiErrorFacts => {
  const code = codeIn(textIn(body, 'errorCode'));
  const detail = textIn(body, 'errorDesc') ?? textIn(body, 'message');
  const requestId = answer.requestId ?? requestIdIn(textIn(body, 'requestId'));
  return {
    status: answer.status,
    answeredBy: isEnvelope(body, code) ? 'tenant' : 'gateway',
    ...(code === undefined ? {} : { code }),
    ...(detail === undefined ? {} : { detail }),
    ...(requestId === undefined ? {} : { requestId }),
    ...(answer.retryAfterMs === undefined ? {} : { retryAfterMs: answer.retryAfterMs }),
  };
};

/** The tenant says no in `result`, or names one of the service's codes. Nothing else is the tenant's word: gateways have codes of their own. */
const isEnvelope = (body: unknown, code: string | undefined): boolean =>
  isRecord(body) && (body['result'] === false || (code !== undefined && /^G[SU][A-Z_]*_\d{3,}$/.test(code)));

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

/** Of a fault in passing: the request came at the wrong moment or on the wrong connection, or somebody stopped waiting. */
const passing: ReadonlySet<number> = new Set([408, 421, 425, 499]);

/** The code in the body decides before the status: the same failure comes with several statuses. */
const kindOf = (status: number, { code, answeredBy }: ApiErrorFacts): ApiErrorKind => {
  const byCode = code === undefined || answeredBy === 'gateway' ? undefined : kindByCode[code];
  if (byCode !== undefined) return byCode;
  if (status === 429) return 'throttled';
  if (passing.has(status) || (status >= 500 && status !== 511)) return 'server';
  if (answeredBy === 'gateway') return status === 404 ? 'noSuchApi' : 'gateway';
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'notFound';
  if (status === 409 || status === 412) return 'conflict';
  return 'invalid';
};

const textIn = (body: unknown, key: string): string | undefined => {
  const value = isRecord(body) ? body[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
};

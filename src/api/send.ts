import { startDeadline, type Deadline } from './deadline.ts';
import { dataOf, requestIdIn, type Answer } from './envelope.ts';
import { ApiError } from './errors.ts';
import { httpDateMs } from './httpDate.ts';
import { isLoopback } from './loopback.ts';
import { BodyTooLong, NotText, readBody } from './readBody.ts';
import type { TenantClock } from './tenantClock.ts';
import type { Fetch, FetchResponse } from './transport.ts';

/** One call of one operation, before it is a request on the wire. */
export type Call = {
  /** The contract's `operationId`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/v1`, already escaped. */
  readonly path: string;
  readonly body?: unknown;
  /** Whether doing it twice does no harm. */
  readonly isRepeatable: boolean;
  /** Whether it stands on a read made just before: after a wait it is given back, not sent, so that it can be read again. */
  readonly needsFreshRead?: boolean;
  /** Whether nobody waits for it: a person's calls overtake it. */
  readonly isBackground?: boolean;
  /** Whether a person is to hear nothing of it while it waits for its turn. */
  readonly isQuiet?: boolean;
};

/** Does the call and answers its `data`; rejects with an `ApiError`. Pacing and retrying wrap a `Send` into another. */
export type Send = (call: Call, signal: AbortSignal | undefined) => Promise<unknown>;

/** One request and how it ended. Holds no key and no customer data: fit for a log. */
export type Exchange = {
  readonly operation: string;
  readonly durationMs: number;
  /** Absent when it went well. */
  readonly error?: ApiError;
};

export type SendOptions = {
  /** `https://…`, without a path; `http://` for a loopback address alone. */
  readonly origin: string;
  readonly accessKey: string;
  readonly fetch: Fetch;
  readonly clock: TenantClock;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The longest body that is read, in bytes. */
  readonly maxBodyBytes: number;
  /** Told of every request that ended. */
  readonly onExchange: (exchange: Exchange) => void;
};

/** @throws ApiError for an origin to which the key must not be sent */
export const createSend = (options: SendOptions): Send => {
  const base = `${trustedOrigin(options.origin)}/v1`;
  return async (call, signal) => {
    const { operation } = call;
    const startedAt = performance.now();
    const durationMs = (): number => Math.round(performance.now() - startedAt);
    const deadline = startDeadline(options.timeoutMs, signal);
    try {
      const answer = await exchange(base, call, options, deadline);
      const data = dataOf(operation, answer, () =>
        options.clock.note(answer.date, performance.now() - answer.arrivedAt),
      );
      options.onExchange({ operation, durationMs: durationMs() });
      return data;
    } catch (thrown) {
      // Whatever is still under way of the answer is not wanted any more.
      deadline.abort();
      const error = toApiError(thrown, call, options.accessKey, deadline, signal);
      options.onExchange({ operation, durationMs: durationMs(), error });
      throw error;
    } finally {
      deadline.stop();
    }
  };
};

/** The key goes over https, or to this computer itself. */
const trustedOrigin = (origin: string): string => {
  const url = new URL(origin);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))) return url.origin;
  throw new ApiError('network', 'connect', { cause: withCode('the access key is sent over https only', 'insecure') });
};

const exchange = async (base: string, call: Call, options: SendOptions, deadline: Deadline): Promise<DatedAnswer> => {
  const response = await options.fetch(`${base}${call.path}`, {
    method: call.method,
    headers: {
      accessKey: options.accessKey,
      accept: 'application/json',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    redirect: 'manual',
    signal: deadline.signal,
  });
  const arrivedAt = performance.now();
  const answer = await readAnswer(response, call, options.maxBodyBytes, deadline);
  return { ...answer, date: response.headers.get('date'), arrivedAt };
};

type DatedAnswer = Answer & { readonly date: string | null; /** By `performance`. */ readonly arrivedAt: number };

const readAnswer = async (
  response: FetchResponse,
  call: Call,
  maxBodyBytes: number,
  { signal }: Deadline,
): Promise<Answer> => {
  const { status, headers } = response;
  const facts = { status, answeredBy: 'gateway' } as const;
  if (status >= 300 && status < 400) {
    const cause = withCode('redirect refused', isForwarded.has(status) ? 'redirect' : 'seeOther');
    throw new ApiError('network', call.operation, { ...facts, cause });
  }
  if (status < 200) throw new ApiError('malformed', call.operation, facts);
  return {
    status,
    text: await readBody(response, maxBodyBytes).catch((error: unknown) => {
      // What a failure says is less than that it is one.
      if (status < 400 || signal.aborted) throw error;
      return '';
    }),
    requestId: requestIdIn(headers.get('x-gs-request-id') ?? headers.get('x-request-id')),
    retryAfterMs: retryAfterMs(headers.get('retry-after'), timeOf(headers.get('date'))),
  };
};

/** The request is to be sent again to another address; 301 and 302 may follow on what was done, as 303 does. */
const isForwarded: ReadonlySet<number> = new Set([307, 308]);

/** A date of an answer is to be held against the clock that it was made by. */
const timeOf = (date: string | null): number => {
  const time = httpDateMs(date ?? '');
  return Number.isNaN(time) ? Date.now() : time;
};

/**
 * `Retry-After` in seconds or as a date, in milliseconds from `now`; undefined for anything else. Of a list, which gateways make that
 * each add theirs, the first counts.
 */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  const text = header?.trim() ?? '';
  const [first = ''] = text.split(/[,;]/, 1);
  const seconds = /^([+-]?\d+(?:\.\d*)?)(?:\s*(?:s|sec|seconds))?$/i.exec(first.trim())?.[1];
  const ms = seconds === undefined ? httpDateMs(text) - now : Number(seconds) * 1000;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
};

const toApiError = (
  thrown: unknown,
  { operation }: Call,
  accessKey: string,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): ApiError => {
  if (thrown instanceof ApiError) return withoutKey(thrown, accessKey);
  if (signal?.aborted === true) return new ApiError('aborted', operation);
  if (deadline.hasPassed()) return new ApiError('timeout', operation);
  if (thrown instanceof BodyTooLong || thrown instanceof NotText)
    return new ApiError('malformed', operation, { cause: thrown });
  const cause = wordsOf(thrown, accessKey);
  return new ApiError(cause.code === 'upgrade' ? 'malformed' : 'network', operation, { cause });
};

/** A host may quote the request in its answer. */
const withoutKey = (error: ApiError, accessKey: string): ApiError => {
  const quoting = (['detail', 'requestId', 'code'] as const).filter((fact) => error[fact]?.includes(accessKey));
  if (quoting.length === 0) return error;
  return error.with(Object.fromEntries(quoting.map((fact) => [fact, error[fact]?.replaceAll(accessKey, '…')])));
};

/** Only the words and the code of a foreign error: it may carry the whole request, key included. */
const wordsOf = (thrown: unknown, accessKey: string): Error & { readonly code: string } => {
  const message = (thrown instanceof Error ? thrown.message : String(thrown)).replaceAll(accessKey, '…');
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return withCode(message, typeof code === 'string' ? code : 'unknown');
};

const withCode = (message: string, code: string): Error & { readonly code: string } =>
  Object.assign(new Error(message), { code });

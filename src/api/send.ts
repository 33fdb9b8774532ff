import { dataOf, type Answer } from './envelope.ts';
import { ApiError } from './errors.ts';
import type { Clock, Fetch, FetchResponse } from './transport.ts';

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
};

/** Does the call and answers its `data`. Pacing and retrying wrap a `Send` into another. */
export type Send = (call: Call, signal: AbortSignal | undefined) => Promise<unknown>;

export type SendOptions = {
  /** `https://…`, without a path; `http://` for a loopback address alone. */
  readonly origin: string;
  readonly accessKey: string;
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The longest body that is read, in bytes. */
  readonly maxBodyBytes: number;
};

export const createSend = (options: SendOptions): Send => {
  const base = `${trustedOrigin(options.origin)}/v1`;
  return async (call, signal) => {
    const deadline = startDeadline(options, signal);
    try {
      const response = await options.fetch(`${base}${call.path}`, {
        method: call.method,
        headers: headersFor(call, options.accessKey),
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
        redirect: 'manual',
        signal: deadline.signal,
      });
      return dataOf(call.operation, await readAnswer(response, options, call, deadline));
    } catch (error) {
      throw toApiError(error, call, options.accessKey, deadline, signal);
    } finally {
      deadline.stop();
    }
  };
};

/** The key goes over https, or to this computer itself. */
const trustedOrigin = (origin: string): string => {
  const url = new URL(origin);
  const isLoopback = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    throw new ApiError('network', 'connect', { cause: withCode('the access key is sent over https only', 'insecure') });
  }
  return url.origin;
};

const headersFor = (call: Call, accessKey: string): Readonly<Record<string, string>> => ({
  accessKey,
  accept: 'application/json',
  ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
});

type Deadline = {
  readonly signal: AbortSignal;
  readonly hasPassed: () => boolean;
  readonly abort: () => void;
  readonly stop: () => void;
};

/** One signal that ends the request: the caller's, or the time-out. */
const startDeadline = ({ clock, timeoutMs }: SendOptions, signal: AbortSignal | undefined): Deadline => {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  let passed = false;
  const cancel = clock.after(timeoutMs, () => {
    passed = true;
    abort();
  });
  if (signal?.aborted === true) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => passed,
    abort,
    stop: () => {
      cancel();
      signal?.removeEventListener('abort', abort);
    },
  };
};

const readAnswer = async (
  response: FetchResponse,
  options: SendOptions,
  call: Call,
  deadline: Deadline,
): Promise<Answer> => {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    deadline.abort();
    throw new ApiError('network', call.operation, { status, cause: withCode('redirect refused', 'redirect') });
  }
  const text = await readText(response, options.maxBodyBytes, call, deadline);
  return {
    status,
    text: text.replaceAll(options.accessKey, '…'),
    requestId: headers.get('x-gs-request-id') ?? headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), options.clock.now()),
  };
};

const readText = async (response: FetchResponse, maxBytes: number, call: Call, deadline: Deadline): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    const chunk = typeof piece === 'string' ? new TextEncoder().encode(piece) : piece;
    size += chunk.byteLength;
    if (size > maxBytes) {
      deadline.abort();
      throw new ApiError('malformed', call.operation, {
        status: response.status,
        cause: withCode('the answer is too long', 'tooLong'),
      });
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(joined(chunks, size));
};

const joined = (chunks: readonly Uint8Array[], size: number): Uint8Array => {
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
};

/** `Retry-After` in seconds or as a date, in milliseconds from now. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
};

const toApiError = (
  error: unknown,
  call: Call,
  accessKey: string,
  deadline: Deadline,
  signal: AbortSignal | undefined,
): ApiError => {
  if (error instanceof ApiError) return error;
  if (signal?.aborted === true) return new ApiError('aborted', call.operation);
  if (deadline.hasPassed()) return new ApiError('timeout', call.operation);
  return new ApiError('network', call.operation, { cause: withoutKey(error, accessKey) });
};

/** Only the words and the code of a foreign error: it may carry the whole request, key included. */
const withoutKey = (error: unknown, accessKey: string): Error => {
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(accessKey, '…');
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return withCode(message, typeof code === 'string' ? code : 'unknown');
};

const withCode = (message: string, code: string): Error => Object.assign(new Error(message), { code });

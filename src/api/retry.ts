import { ApiError, isRefusal, networkCode } from './errors.ts';
import type { Call, Send } from './send.ts';
import type { Sleep } from './sleep.ts';

/** Answers a number from 0 up to, not including, 1. */
export type Random = () => number;

const firstDelayMs = 500;
const longestDelayMs = 20_000;

/** Of a tenant that names a time, up to twice this by chance: it may name none that has not passed. */
const leastAskedMs = 1000;

export type RetryOptions = {
  /** How often a call is sent at most. */
  readonly maxAttempts: number;
  readonly random: Random;
  readonly sleep: Sleep;
};

/**
 * Repeats what failed in passing, if it is repeatable. A create that the tenant itself throttled is repeated too, since the tenant did not
 * do it; an update is not: a colleague may have changed the goal during the wait.
 */
export const retry =
  (send: Send, { maxAttempts, random, sleep }: RetryOptions): Send =>
  async (call, signal) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send(call, signal);
      } catch (error) {
        if (!(error instanceof ApiError) || attempt === maxAttempts || !mayRepeat(call, error)) throw error;
        await sleep(retryDelayMs(attempt, error, random), signal);
        if (signal?.aborted === true) throw new ApiError('aborted', call.operation, { outcome: 'notStored' });
      }
    }
  };

const mayRepeat = (call: Call, error: ApiError): boolean => {
  if (error.kind === 'throttled') return call.isRepeatable || (call.needsFreshRead !== true && isRefusal(error));
  return call.isRepeatable && isPassing(error);
};

const isPassing = (error: ApiError): boolean => {
  if (error.kind === 'server' || error.kind === 'timeout') return true;
  return error.kind === 'network' && !isLasting(networkCode(error));
};

/** Network faults that the next attempt would meet again. */
const isLasting = (code: string | undefined): boolean =>
  code !== undefined && /^(ENOTFOUND|certificate|redirect|seeOther|insecure|HPE_HEADER_OVERFLOW)$/.test(code);

/** Full jitter: anything up to a ceiling that doubles. A throttled call waits at the gate instead. */
export const retryDelayMs = (
  attempt: number,
  error: Pick<ApiError, 'kind' | 'retryAfterMs'>,
  random: Random,
): number => {
  if (error.kind === 'throttled') return 0;
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  const { retryAfterMs } = error;
  const askedMs = retryAfterMs === undefined ? 0 : Math.max(retryAfterMs, leastAskedMs * (1 + random()));
  return Math.max(random() * ceiling, Math.min(askedMs, longestDelayMs));
};

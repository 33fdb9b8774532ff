import { ApiError, isNotStored } from './errors.ts';
import type { Sleep } from './sleep.ts';

/**
 * What looking for a record found: the record; 'absent' where it did not show up for so long that it will not; 'unclear' where a record
 * is there that may be it or somebody else's, or where the looking ended too early.
 */
export type Sighting<T> = { readonly found: T } | 'absent' | 'unclear';

/** How far the looking for a record is. */
export type Looking = {
  /** Looks that found nothing yet. */
  readonly looks: number;
  /** Milliseconds to the next look. */
  readonly nextInMs: number;
  /** Milliseconds to the last look, at most. */
  readonly leftMs: number;
};

export type LookOptions = {
  readonly sleep: Sleep;
  readonly signal: AbortSignal | undefined;
  /** Told before each pause. */
  readonly onLook: ((looking: Looking) => void) | undefined;
};

/**
 * A tenant may be at a request long after its answer was lost, and its search may lag behind: two minutes in all.
 * Milliseconds before each look.
 */
export const looksAfterMs: readonly number[] = [0, 1000, 3000, 8000, 20_000, 40_000, 48_000];

/**
 * Sends a write that must not be repeated. When its outcome is not known, looks for the record: if it is there, it is the answer.
 * If not, the error says 'unknown': not finding a record is no proof that it will not appear.
 * @throws ApiError 'notStored' only for the tenant's own refusal and for what never left
 */
export const sendOnce = async <T>(send: () => Promise<T>, lookFor: () => Promise<Sighting<T>>): Promise<T> => {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (isNotStored(error)) throw error.with({ outcome: 'notStored' });
    const sighting = await lookFor().catch(unclearIfApiError);
    if (typeof sighting === 'object') return sighting.found;
    throw error.with({ outcome: 'unknown' });
  }
};

/**
 * Looks until the record is found. A look that fails in passing is made up for by the next.
 * @returns what the last look says where none found it
 * @throws ApiError where the last look failed
 */
export const lookRepeatedly = async <T>(
  look: (signal: AbortSignal | undefined) => Promise<Sighting<T>>,
  pauses: readonly number[],
  { sleep, signal, onLook }: LookOptions,
): Promise<Sighting<T>> => {
  // Who gave up the write still wants to know what became of it, as far as one look can tell.
  const wasGivenUp = isAborted(signal);
  for (const [looks, ms] of pauses.entries()) {
    if (looks > 0) {
      if (isAborted(signal)) return 'unclear';
      onLook?.({ looks, nextInMs: ms, leftMs: sum(pauses.slice(looks)) });
      await sleep(ms, signal);
      if (isAborted(signal)) return 'unclear';
    }
    const isLast = looks === pauses.length - 1;
    try {
      const sighting = await look(wasGivenUp ? undefined : signal);
      if (typeof sighting === 'object' || isLast) return sighting;
    } catch (error) {
      if (isLast || !(error instanceof ApiError) || !isInPassing(error)) throw error;
    }
  }
  return 'unclear';
};

/** A function, since the compiler takes what it saw before a wait for what holds after it. */
const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const unclearIfApiError = (error: unknown): 'unclear' => {
  if (error instanceof ApiError) return 'unclear';
  throw error;
};

/** What a later look may not meet again. */
const isInPassing = ({ kind, status = 0 }: ApiError): boolean =>
  kind === 'network' || kind === 'timeout' || kind === 'throttled' || status >= 500;

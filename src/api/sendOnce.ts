import { ApiError, networkCode } from './errors.ts';
import type { Sleep } from './sleep.ts';

/**
 * What a look for a record found: the record, 'absent', or 'unclear' where a record is there that may be it or an older one.
 */
export type Sighting<T> = { readonly found: T } | 'absent' | 'unclear';

/** A record that is not there at the first look may still be on its way in. Milliseconds before each look. */
const looksAfterMs = [0, 1000, 3000] as const;

/**
 * Sends a write that must not be repeated. When its outcome is unknown, looks whether the record is there: if so, it is the
 * answer; if not, the error says 'notStored'; and 'unknown' where even that cannot be found out.
 */
export const sendOnce = async <T>(
  send: () => Promise<T>,
  look: () => Promise<Sighting<T>>,
  sleep: Sleep,
): Promise<T> => {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (isRefusal(error)) throw withOutcome(error, 'notStored');
    const sighting = await lookRepeatedly(look, sleep);
    if (typeof sighting === 'object') return sighting.found;
    throw withOutcome(error, sighting === 'absent' && !mayStillStore(error) ? 'notStored' : 'unknown');
  }
};

const lookRepeatedly = async <T>(look: () => Promise<Sighting<T>>, sleep: Sleep): Promise<Sighting<T>> => {
  for (const ms of looksAfterMs) {
    await sleep(ms);
    try {
      const sighting = await look();
      if (sighting !== 'absent') return sighting;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // The look itself was retried below: nothing more can be found out now, and the caller is told so.
      return 'unclear';
    }
  }
  return 'absent';
};

/** Whether the tenant is known not to have done it. */
const isRefusal = (error: ApiError): boolean => {
  if (error.outcome === 'notStored') return true;
  switch (error.kind) {
    case 'unauthorized':
    case 'forbidden':
    case 'notFound':
    case 'noSuchApi':
    case 'invalid':
    case 'conflict':
    case 'throttled':
      return true;
    case 'network':
      return neverConnected.test(networkCode(error) ?? '') || foundNoRoute.test(messageOf(error.cause));
    case 'server':
    case 'timeout':
    case 'aborted':
    case 'malformed':
      return false;
  }
};

/** We stopped waiting, or a gateway did: the tenant itself may be at it yet. */
const mayStillStore = ({ kind, status }: ApiError): boolean =>
  kind === 'timeout' || kind === 'aborted' || status === 502 || status === 504;

const neverConnected = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|certificate|redirect|insecure)$/;

/** The same codes come when the way is lost later, with the request at the host. */
const foundNoRoute = /\bconnect E(HOST|NET)UNREACH\b/;

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

const withOutcome = (error: ApiError, outcome: 'notStored' | 'unknown'): ApiError => error.with({ outcome });

export type ApiErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'noSuchApi'
  | 'invalid'
  | 'conflict'
  | 'throttled'
  | 'server'
  | 'network'
  | 'timeout'
  | 'aborted'
  | 'malformed'
  /** What stands between here and the tenant said no: a proxy, a gateway, a sign-in page. */
  | 'gateway';

/** 'tenant' where the answer is in the tenant's own envelope; 'gateway' for whatever else answered in its place. */
export type Answerer = 'tenant' | 'gateway';

export type ApiErrorFacts = {
  /** The HTTP status, where an answer came at all. */
  readonly status?: number;
  /** Absent where nothing answered, and where the request was not sent. */
  readonly answeredBy?: Answerer;
  /** Gainsight's code, such as `GSOBJ_1006`. */
  readonly code?: string;
  readonly requestId?: string;
  /** The tenant's own sentence. It may quote customer data: for the screen, never for the log. */
  readonly detail?: string;
  /** How long the tenant asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /**
   * Of a write that failed: 'notStored' where the tenant refused it or the request never left, 'unknown' for everything else.
   * Absent for reads, and where nobody asked yet.
   */
  readonly outcome?: WriteOutcome;
  readonly cause?: unknown;
};

/** For the log: everything but the tenant's sentence, which may quote customer data. */
const messageOf = (
  operation: string,
  kind: ApiErrorKind,
  { status, answeredBy, code, requestId, outcome }: ApiErrorFacts,
): string => {
  const by = answeredBy === 'gateway' ? 'by a gateway' : undefined;
  const facts = [status, by, code, outcome, requestId && `request ${requestId}`].filter((fact) => fact !== undefined);
  return `${operation}: ${kind}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
};

const dropUndefined = (facts: { readonly [K in keyof ApiErrorFacts]: ApiErrorFacts[K] | undefined }): ApiErrorFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));

export type WriteOutcome = 'notStored' | 'unknown';

/** Everything that the client throws. It never holds the access key, nor the request that carried it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly #operation: string;
  readonly kind: ApiErrorKind;
  readonly status?: number;
  readonly answeredBy?: Answerer;
  readonly code?: string;
  readonly requestId?: string;
  readonly detail?: string;
  readonly retryAfterMs?: number;
  readonly outcome?: WriteOutcome;

  constructor(kind: ApiErrorKind, operation: string, { cause, ...facts }: ApiErrorFacts = {}) {
    super(messageOf(operation, kind, facts), cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.#operation = operation;
    Object.assign(this, facts);
  }

  /** The same error with more known about it. */
  with(more: ApiErrorFacts): ApiError {
    const { status, answeredBy, code, requestId, detail, retryAfterMs, outcome, cause } = this;
    const known = { status, answeredBy, code, requestId, detail, retryAfterMs, outcome, cause, ...more };
    return new ApiError(this.kind, this.#operation, dropUndefined(known));
  }
}

/**
 * What went wrong below HTTP: Node's own code such as `ECONNREFUSED`, or 'certificate', 'redirect', 'insecure'. 'certificate' is what
 * this computer refused before anything was sent; an alert comes from the host.
 */
export const networkCode = (error: ApiError): string | undefined => {
  const code = codeIn(error.cause);
  return code !== undefined && /^(?!.*ALERT).*(CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS)/.test(code)
    ? 'certificate'
    : code;
};

const codeIn = (cause: unknown): string | undefined => {
  if (typeof cause !== 'object' || cause === null) return undefined;
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return 'cause' in cause ? codeIn(cause.cause) : undefined;
};

/**
 * Whether this is the tenant's own no to a write: it knows the request and did not do it. With `result: false` alone and no
 * 4xx, nothing says why, and so not whether.
 */
export const isRefusal = ({ kind, status = 0, code, answeredBy }: ApiError): boolean => {
  if (answeredBy !== 'tenant' || !refusals.has(kind)) return false;
  if (kind === 'throttled') return true;
  return status < 500 && (code !== undefined || status >= 400);
};

const refusals: ReadonlySet<ApiErrorKind> = new Set([
  'unauthorized',
  'forbidden',
  'notFound',
  'noSuchApi',
  'invalid',
  'conflict',
  'throttled',
]);

/** Whether the tenant said that it did what was asked, and left out or garbled the record. */
export const isDone = ({ kind, answeredBy }: ApiError): boolean => kind === 'malformed' && answeredBy === 'tenant';

/** Whether the tenant is known not to have done a write that failed so. */
export const isNotStored = (error: ApiError): boolean =>
  error.outcome === 'notStored' || isRefusal(error) || neverLeft(error);

/** Whether no byte of the request reached the host, or it sent the request elsewhere. */
const neverLeft = (error: ApiError): boolean =>
  error.kind === 'network' && (notSent.test(networkCode(error) ?? '') || notConnected.test(wordsOf(error.cause)));

const notSent = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|certificate|redirect|insecure)$/;

/** The same codes come when the way is lost later, with the request at the host. */
const notConnected = /\bconnect E(HOSTUNREACH|NETUNREACH|TIMEDOUT)\b/;

const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message : '');

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
  | 'malformed';

export type ApiErrorFacts = {
  /** The HTTP status, where an answer came at all. */
  readonly status?: number;
  /** Gainsight's code, such as `GSOBJ_1006`. */
  readonly code?: string;
  readonly requestId?: string;
  /** The tenant's own sentence. It may quote customer data: for the screen, never for the log. */
  readonly detail?: string;
  /** How long the tenant asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
};

/** Everything that the client throws. It never holds the access key, nor the request that carried it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ApiErrorKind;
  readonly status?: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly detail?: string;
  readonly retryAfterMs?: number;

  constructor(kind: ApiErrorKind, operation: string, { cause, ...facts }: ApiErrorFacts = {}) {
    super(`${operation}: ${kind}`, cause === undefined ? undefined : { cause });
    this.kind = kind;
    Object.assign(this, facts);
  }
}

import type { OperationId } from './routes.ts';

/** One request as the tenant saw it; without headers, so without the access key. */
export type LoggedRequest = {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly operationId?: OperationId;
  /** Of the answer; absent while there is none. */
  readonly status?: number;
  /** What was sent, as JSON. */
  readonly body?: unknown;
  readonly at: Date;
  /** The connection closed before the whole answer was out. */
  readonly aborted?: true;
};

export type RequestLog = {
  readonly requests: readonly LoggedRequest[];
  readonly begin: (request: Pick<LoggedRequest, 'method' | 'path' | 'at'>) => Entry;
};

/** Grows while its request is answered. */
export type Entry = { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] };

const kept = 5000;

export function requestLog(): RequestLog {
  const requests: Entry[] = [];
  return {
    requests,
    begin: (request) => {
      const entry: Entry = { ...request };
      requests.push(entry);
      if (requests.length > kept) requests.shift();
      return entry;
    },
  };
}

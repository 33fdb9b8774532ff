import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import nodeFetch, { type Response } from 'node-fetch';
import type { Client } from './api/client.ts';
import { createClient } from './api/createClient.ts';
import { Pacer, type Pace, type Wait } from './api/pace.ts';
import type { Exchange } from './api/send.ts';
import type { Fetch, FetchResponse } from './api/transport.ts';
import type { Tenant } from './connection/storedTenant.ts';
import type { Log } from './log.ts';

export type TenantClientOptions = {
  readonly pace: Pace;
  /** Told when requests have to wait, with a way to give up all that wait; and with undefined when none waits any more. */
  readonly onWait: (wait: Wait | undefined, giveUp: () => void) => void;
  readonly log: Log;
};

/** The client for everything but signing in. */
export const openTenantClient = (tenant: Tenant, { pace, onWait, log }: TenantClientOptions): Client => {
  const pacer: Pacer = new Pacer(pace, (wait) => onWait(wait, () => pacer.cancelWaiting()));
  return createClient({ ...tenant, fetch: keepAliveFetch(), pacer, random: Math.random, onExchange: logTo(log) });
};

/** A client that asks once and soon gives up: somebody waits at an input box. */
export const openTrialClient = (tenant: Tenant, log: Log): Client =>
  createClient({
    ...tenant,
    fetch: keepAliveFetch(),
    pacer: new Pacer({ requestsAMinute: 60, atOnce: 1 }),
    random: Math.random,
    maxAttempts: 1,
    timeoutMs: 15_000,
    onExchange: logTo(log),
  });

const logTo =
  (log: Log) =>
  ({ operation, durationMs, error }: Exchange): void => {
    if (error === undefined) log.debug(`${operation}: ok, ${durationMs} ms`);
    else if (error.kind !== 'aborted') log.warn(`${error.message}, ${durationMs} ms`);
  };

/**
 * node-fetch over connections that are kept open between requests. It goes through Node's own `http` and `https`, which VS Code
 * patches in the extension host: so the user's proxy settings and the system's certificates hold for it.
 */
export const keepAliveFetch = (): Fetch => {
  const options = { keepAlive: true, maxSockets: 8 };
  const httpAgent = new http.Agent(options);
  const httpsAgent = new https.Agent(options);
  return async (url, init) =>
    unzipped(
      await nodeFetch(url, {
        ...init,
        headers: { ...init.headers, 'accept-encoding': 'gzip' },
        // It would unzip in chunks of 16 KB, which costs more than all the rest of a request.
        compress: false,
        agent: ({ protocol }) => (protocol === 'http:' ? httpAgent : httpsAgent),
      }),
    );
};

const megabyte = 1024 * 1024;

/** The response as it was before it was zipped. What reads it counts, and may break off at, unzipped bytes. */
const unzipped = ({ status, headers, body }: Response): FetchResponse => {
  if (body === null || !/^(x-)?gzip$/i.test(headers.get('content-encoding') ?? '')) return { status, headers, body };
  const isSmall = Number(headers.get('content-length') ?? megabyte) < 16 * 1024;
  const unzip = createGunzip({ chunkSize: isSmall ? 64 * 1024 : megabyte });
  // Ends both when either fails; who reads the stream is told.
  pipeline(body, unzip, () => {});
  return { status, headers, body: unzip };
};

import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Readable, pipeline, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import nodeFetch, { type Response } from 'node-fetch';
import type { Client } from './api/client.ts';
import { createClient } from './api/createClient.ts';
import { Pacer, type Pace, type Wait } from './api/pace.ts';
import { unshared, type PaceShare } from './api/paceShare.ts';
import type { Exchange } from './api/send.ts';
import type { Fetch, FetchResponse } from './api/transport.ts';
import type { Tenant } from './connection/storedTenant.ts';
import type { Log } from './log.ts';
import { PaceFiles } from './sharing/paceFiles.ts';
import { sharedFolder } from './sharing/sharedFolder.ts';

export type TenantClientOptions = {
  readonly pace: Pace;
  /** Told when requests have to wait, with a way to give up all that wait; and with undefined when none waits any more. */
  readonly onWait: (wait: Wait | undefined, giveUp: () => void) => void;
  /** What others on this computer send to the tenant. */
  readonly share?: PaceShare;
  readonly log: Log;
};

/** The client for everything but signing in. */
export const openTenantClient = (
  tenant: Tenant,
  { pace, onWait, share = unshared, log }: TenantClientOptions,
): Client => {
  const pacer: Pacer = new Pacer(pace, (wait) => onWait(wait, () => pacer.cancelWaiting()), { share });
  const fetch = keepAliveFetch();
  const onClose = (): void => fetch.close();
  return createClient({ ...tenant, fetch, onClose, pacer, random: Math.random, onExchange: logTo(log) });
};

/** The same for a window: what servers for agents and other windows send counts, too. */
export const openWindowClient = (tenant: Tenant, options: Omit<TenantClientOptions, 'share'>): Client => {
  const { pace, log } = options;
  const folder = join(sharedFolder(process.env), 'pace');
  const sharing = { folder, origin: tenant.origin, limit: pace.requestsAMinute, isAgent: false, log };
  return openTenantClient(tenant, { ...options, share: new PaceFiles(sharing) });
};

/** A client that asks once and soon gives up: somebody waits at an input box. */
export const openTrialClient = (tenant: Tenant, log: Log): Client => {
  const fetch = keepAliveFetch();
  return createClient({
    ...tenant,
    fetch,
    onClose: () => fetch.close(),
    pacer: new Pacer({ requestsAMinute: 60, atOnce: 1 }),
    random: Math.random,
    maxAttempts: 1,
    timeoutMs: 15_000,
    onExchange: logTo(log),
  });
};

const logTo =
  (log: Log) =>
  ({ operation, durationMs, error }: Exchange): void => {
    if (error === undefined) log.debug(`${operation}: ok, ${durationMs} ms`);
    else if (error.kind !== 'aborted') log.warn(`${error.message}, ${durationMs} ms`);
  };

/** A computer may sleep, or a firewall forget a connection: one that was idle for longer is not trusted. */
const idleMs = 8000;

export type KeepAliveFetch = Fetch & {
  /** Ends every connection that is idle, and each of the others with its answer: a write that is under way is not cut. */
  readonly close: () => void;
};

/**
 * node-fetch over connections that are kept open between requests. It goes through Node's own `http` and `https`, which VS Code
 * patches in the extension host: so the user's proxy settings and the system's certificates hold for it.
 */
export const keepAliveFetch = (): KeepAliveFetch => {
  const options = { keepAlive: true, maxSockets: 8, timeout: idleMs };
  const httpAgent = new HttpAgent(options);
  // Said here, so that no environment variable turns the check off.
  const httpsAgent = new HttpsAgent({ ...options, rejectUnauthorized: true });
  const agents = [httpAgent, httpsAgent];
  let usedAt = Date.now();
  const dropIdle = (): void => {
    for (const { freeSockets } of agents) for (const socket of Object.values(freeSockets).flat()) socket?.destroy();
  };
  const fetch: Fetch = async (url, init) => {
    // The agents' own timers stand still while the computer sleeps.
    if (Math.abs(Date.now() - usedAt) > idleMs) dropIdle();
    usedAt = Date.now();
    // Where one request got no answer in time, the other connections may be as dead.
    init.signal.addEventListener('abort', dropIdle, { once: true });
    const response = await nodeFetch(url, {
      ...init,
      headers: { ...init.headers, 'accept-encoding': 'gzip' },
      // It would unzip in chunks of 16 KB, which costs more than all the rest of a request.
      compress: false,
      agent: ({ protocol }) => (protocol === 'http:' ? httpAgent : httpsAgent),
    });
    return plain(response);
  };
  const close = (): void => {
    for (const agent of agents) agent.on('free', (socket: Socket) => socket.destroy());
    dropIdle();
  };
  return Object.assign(fetch, { close });
};

declare module 'node:http' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- an interface alone can be added to
  interface Agent {
    /** Not in Node's documentation, and what every agent for Node stands on. */
    addRequest(request: http.ClientRequest, options: object): void;
  }
}

class HttpAgent extends http.Agent {
  override addRequest(request: http.ClientRequest, options: object): void {
    endAtUpgrade(request);
    super.addRequest(request, options);
  }
}

class HttpsAgent extends https.Agent {
  override addRequest(request: http.ClientRequest, options: object): void {
    endAtUpgrade(request);
    super.addRequest(request, options);
  }
}

/** Node drops the connection where nobody listens for this, and node-fetch then waits until its time is up. */
const endAtUpgrade = (request: http.ClientRequest): void => {
  request.once('upgrade', (_, socket) => {
    socket.destroy();
    request.emit('error', Object.assign(new Error('the host switches to another protocol'), { code: 'upgrade' }));
  });
};

const megabyte = 1024 * 1024;

/** The response as it was before it was encoded. What reads it counts, and may break off at, decoded bytes. */
const plain = ({ status, headers, body }: Response): FetchResponse => {
  const codings = (headers.get('content-encoding') ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (body === null || codings.length === 0 || !codings.every(isKnown)) return { status, headers, body };
  const isSmall = Number(headers.get('content-length') ?? megabyte) < 16 * 1024;
  const chunkSize = isSmall ? 64 * 1024 : megabyte;
  // What was done last is undone first.
  return { status, headers, body: decoded(body, codings.toReversed(), chunkSize) };
};

const isKnown = (coding: string): boolean => /^((x-)?gzip|deflate|br)$/.test(coding);

/** A body without a byte is no broken one: gateways declare a coding and send nothing. */
async function* decoded(
  body: AsyncIterable<unknown>,
  codings: readonly string[],
  chunkSize: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done === true) return;
  const source = Readable.from(withFirst(first.value, chunks));
  const steps = codings.map((coding, place) => decoder(coding, chunkSize, place === 0 ? first.value : undefined));
  // Ends all when one fails; who reads the last is told.
  pipeline([source, ...steps], () => {});
  yield* steps.at(-1) ?? source;
}

async function* withFirst(first: unknown, chunks: AsyncIterator<unknown>): AsyncGenerator<unknown, void, undefined> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => chunks };
}

const decoder = (coding: string, chunkSize: number, firstChunk: unknown): Transform => {
  if (coding === 'br') return createBrotliDecompress({ chunkSize });
  if (coding !== 'deflate') return createGunzip({ chunkSize });
  // Some servers leave out the header that 'deflate' has by the standard.
  const hasHeader = !(firstChunk instanceof Uint8Array) || ((firstChunk[0] ?? 0) & 0x0f) === 8;
  return hasHeader ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize });
};

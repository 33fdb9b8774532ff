import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { failure, send, type Answer } from './answer.ts';
import type { Faults } from './faults.ts';
import type { LoggedRequest } from './requestLog.ts';
import { answerTo, openTenant, type Tenant, type TenantOptions } from './tenant.ts';

export type { Fault, Faults } from './faults.ts';
export type { LoggedRequest } from './requestLog.ts';

export type SampleTenant = {
  /** The origin, `http://127.0.0.1:<port>`; the operations are below `/v1`. */
  readonly url: string;
  readonly accessKey: string;
  /** The last few thousand, oldest first. */
  readonly requests: readonly LoggedRequest[];
  readonly faults: Faults;
  /** Lines of the folder's journal that were skipped because they were not understood. */
  readonly brokenLines: () => number;
  /** Cuts what is open and resolves when the port is free; a second call is the first. */
  readonly close: () => Promise<void>;
};

export type SampleTenantOptions = TenantOptions & {
  /** Absent or 0: a free one. */
  readonly port?: number;
  /** Sockets that are open together; what comes beyond is closed at once. Absent: room for many windows. */
  readonly maxConnections?: number;
};

/** A window has a handful open: nobody on this computer can take all the files that a process may open. */
const roomForMany = 256;

/** Longer than any client keeps a connection unused, so that none is closed in a client's face. */
const keepAliveMilliseconds = 70_000;

/** Rejects when the port is taken or the folder cannot be used. Listens on 127.0.0.1 only. */
export async function startSampleTenant(options: SampleTenantOptions = {}): Promise<SampleTenant> {
  const tenant = openTenant(options);
  const stop = new AbortController();
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (request, response) => {
    serve(tenant, request, response, stop.signal).catch(() => response.destroy());
  });
  server.maxConnections = options.maxConnections ?? roomForMany;
  await listen(server, options.port ?? 0).catch((error: unknown) => {
    tenant.data.close();
    throw error;
  });
  return running(tenant, server, stop);
}

function running({ accessKey, faults, data, log }: Tenant, server: Server, stop: AbortController): SampleTenant {
  let closing: Promise<void> | undefined;
  return {
    url: originOf(server),
    accessKey,
    requests: log.requests,
    faults,
    brokenLines: data.brokenLines,
    close: () => (closing ??= close(server, stop).finally(data.close)),
  };
}

async function serve(
  tenant: Tenant,
  request: IncomingMessage,
  response: ServerResponse,
  stop: AbortSignal,
): Promise<void> {
  const { method = '', url: path = '' } = request;
  const entry = tenant.log.begin({ method, path, at: tenant.now() });
  response.on('close', () => {
    if (!response.writableFinished) entry.aborted = true;
  });
  const answer = await answerTo(tenant, request, entry, stop).catch(failure);
  if (reachesClient(answer)) entry.status = answer.status;
  await send(response, answer, stop);
}

function reachesClient({ ending }: Answer): boolean {
  return ending !== 'cut' && ending !== 'silent';
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The sample tenant has no port.');
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server, stop: AbortController): Promise<void> {
  stop.abort();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

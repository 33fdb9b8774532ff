import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import { selfSigned } from '../unit/connection/selfSigned.ts';

/** A proxy, and behind it a host that only the proxy knows the way to. */
export type Proxied = {
  readonly proxyUrl: string;
  /** `host:port` of each tunnel that was asked for. */
  readonly tunnels: readonly string[];
  /** The host's certificate, PEM. */
  readonly certificate: string;
  readonly close: () => Promise<void>;
};

export const hostName = 'goals.example';

const portOf = (server: net.Server): number => {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const listen = (server: net.Server): Promise<void> =>
  new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));

/** @param upstream the origin, http, to which the host behind the proxy passes what it is asked, after it has spoken TLS */
export const startProxied = async (upstream: string): Promise<Proxied> => {
  const identity = selfSigned(undefined, hostName);
  const host = https.createServer(identity, (request, response) => {
    const { method, headers, url = '/' } = request;
    const { host: _, ...rest } = headers;
    const passed = http.request(
      new URL(url, upstream),
      { ...(method === undefined ? {} : { method }), headers: rest },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await listen(host);
  const tunnels: string[] = [];
  const sockets = new Set<Duplex>();
  const proxy = http.createServer((_, response) => response.writeHead(403).end());
  proxy.on('connect', ({ url = '' }, client) => {
    tunnels.push(url);
    const tunnel = net.connect(portOf(host), '127.0.0.1', () =>
      client.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    );
    for (const [from, to] of [
      [client, tunnel],
      [tunnel, client],
    ] as const)
      from.on('error', () => to.destroy()).pipe(to);
    sockets.add(client).add(tunnel);
  });
  await listen(proxy);
  return {
    proxyUrl: `http://127.0.0.1:${portOf(proxy)}`,
    tunnels,
    certificate: identity.cert,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      for (const server of [proxy, host]) {
        server.closeAllConnections();
        await new Promise((resolve) => void server.close(resolve));
      }
    },
  };
};

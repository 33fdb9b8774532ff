import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PrismProxy } from '../contract/prismProxy.ts';
import { startPrismProxy } from '../contract/prismProxy.ts';

/** A Prism, which takes two seconds to start, for one tenant after another. */
export type Judge = {
  /** Puts this tenant behind Prism, and says where to reach it and what Prism has refused since it was asked last. */
  readonly of: (origin: string) => Pick<PrismProxy, 'url' | 'violations'>;
  readonly close: () => Promise<void>;
};

/** Prism keeps one upstream for its life: this one hands on to the tenant of the moment. */
export async function startJudge(): Promise<Judge> {
  let tenant = '';
  const server = createServer((incoming, outgoing) => handOn(tenant, incoming, outgoing));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this shape
  const { port } = server.address() as AddressInfo;
  const prism = await startPrismProxy(`http://127.0.0.1:${port}`);
  let told = 0;
  const violations = async (): Promise<readonly string[]> => {
    const all = await prism.violations();
    const fresh = all.slice(told);
    told = all.length;
    return fresh;
  };
  return {
    of: (origin) => {
      tenant = origin;
      return { url: prism.url, violations };
    },
    close: async () => {
      await prism.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

function handOn(origin: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url = '', headers } = incoming;
  const onward = request(new URL(url, origin), { method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.once('error', () => outgoing.destroy());
  });
  onward.once('error', () => outgoing.destroy());
  incoming.once('error', () => onward.destroy());
  incoming.pipe(onward);
}

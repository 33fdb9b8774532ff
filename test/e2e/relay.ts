import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What becomes of bodies on their way. */
export type Rewriting = { readonly there: (body: string) => string; readonly back: (body: string) => string };

export type Relay = { readonly url: string; readonly close: () => void };

/** Hands every request on to the origin of the moment, and its answer back, as they are or rewritten. */
export async function startRelay(origin: () => string, rewriting?: Rewriting): Promise<Relay> {
  // None is closed in a client's face.
  const server = createServer({ keepAliveTimeout: 70_000 }, (incoming, outgoing) => {
    handOn(origin(), incoming, outgoing, rewriting).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this shape
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function handOn(
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  rewriting?: Rewriting,
): Promise<void> {
  const body = await rewritten(incoming, rewriting?.there);
  const { method, url = '' } = incoming;
  const answer = await ask(new URL(url, origin), method, headersFor(incoming.headers, body), body);
  const answered = await rewritten(answer, rewriting?.back);
  outgoing.writeHead(answer.statusCode ?? 502, headersFor(answer.headers, answered)).end(answered);
}

const rewritten = async (
  message: IncomingMessage,
  rewrite: ((body: string) => string) | undefined,
): Promise<Buffer> => {
  const body = await buffer(message);
  return rewrite === undefined || body.length === 0 ? body : Buffer.from(rewrite(body.toString()));
};

/** Its length may be another, and it comes in one piece. */
function headersFor(headers: IncomingHttpHeaders, body: Buffer): IncomingHttpHeaders {
  const { 'transfer-encoding': _, 'accept-encoding': __, ...rest } = headers;
  return body.length > 0 || headers['content-length'] !== undefined
    ? { ...rest, 'content-length': String(body.length) }
    : rest;
}

const ask = (
  url: URL,
  method: string | undefined,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(url, { method, headers }, resolve).once('error', reject).end(body);
  });

import { createServer, type RequestListener } from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { createClient, type ClientOptions } from '../../src/api/createClient.ts';
import { networkCode } from '../../src/api/errors.ts';
import { Pacer } from '../../src/api/pace.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';
import { errorOf } from './api/connectedClient.ts';
import { selfSigned } from './connection/selfSigned.ts';

/** Where it listens, until the test is over. */
const listening = async (server: net.Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `127.0.0.1:${address.port}`;
};

const clientOf = async (answer: RequestListener, maxBodyBytes = 100_000): Promise<Client> =>
  clientAt(`http://${await listening(createServer(answer))}`, { maxBodyBytes });

const clientAt = (origin: string, options: Partial<ClientOptions> = {}): Client =>
  createClient({
    origin,
    accessKey: 'k',
    fetch: keepAliveFetch(),
    pacer: new Pacer({ requestsAMinute: 1000, atOnce: 4 }),
    random: () => 0,
    maxAttempts: 1,
    ...options,
  });

const goal = { Gsid: 'g', Name: 'Größe', CompanyId: 'c' };
const answerWith = (name: string): Buffer => gzipSync(JSON.stringify({ result: true, data: { ...goal, Name: name } }));

describe('a zipped answer', () => {
  it('is asked for and read', async () => {
    const asked: unknown[] = [];
    const client = await clientOf((request, response) => {
      asked.push(request.headers['accept-encoding']);
      response.setHeader('content-encoding', 'gzip');
      response.end(answerWith(goal.Name));
    });
    expect(await client.getGoal('g')).toEqual(goal);
    expect(asked).toEqual(['gzip']);
  });

  it('is measured as it is unzipped', async () => {
    const client = await clientOf((_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(answerWith('x'.repeat(5_000_000)));
    });
    expect(await errorOf(client.getGoal('g'))).toMatchObject({ kind: 'malformed', cause: { code: 'tooLong' } });
  });

  it.each<readonly [string, (answer: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (answer) => answer],
    ['gzip, identity', gzipSync],
    ['identity,gzip', gzipSync],
    ['gzip, br', (answer) => brotliCompressSync(gzipSync(answer))],
    ['br, deflate', (answer) => deflateRawSync(brotliCompressSync(answer))],
  ])('may be encoded otherwise (%s)', async (coding, encode) => {
    const client = await clientOf((_, response) => {
      response.setHeader('content-encoding', coding);
      response.end(encode(Buffer.from(JSON.stringify({ result: true, data: goal }))));
    });
    expect(await client.getGoal('g')).toEqual(goal);
  });

  it.each(
    ['gzip', 'deflate', 'br', 'gzip, br', 'zstd'].flatMap(
      (coding) =>
        [
          [coding, 200, 'malformed'],
          [coding, 403, 'gateway'],
          [coding, 429, 'throttled'],
          [coding, 503, 'server'],
        ] as const,
    ),
  )('without a byte (%s) is what its status %i says', async (coding, status, kind) => {
    const client = await clientOf((_, response) => {
      response.writeHead(status, { 'content-encoding': coding, 'retry-after': '60' }).end();
    });
    expect(await errorOf(client.getGoal('g'))).toMatchObject({ kind, status, retryAfterMs: 60_000 });
  });

  it.each([
    [403, 'gateway'],
    [429, 'throttled'],
    [500, 'server'],
  ])('that is broken is what its status %i says', async (status, kind) => {
    const client = await clientOf((_, response) => {
      response.writeHead(status, { 'content-encoding': 'gzip' }).end(answerWith('x').subarray(0, -20));
    });
    expect(await errorOf(client.getGoal('g'))).toMatchObject({ kind, status });
  });

  it.each([
    ['cut', answerWith(goal.Name).subarray(0, -20)],
    ['not zipped at all', Buffer.from('{"result":true}')],
  ])('that is %s is a network fault', async (_, body) => {
    const client = await clientOf((__, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(body);
    });
    expect((await errorOf(client.getGoal('g'))).kind).toBe('network');
  });

  it('may be missing', async () => {
    const client = await clientOf((_, response) => void response.end(JSON.stringify({ result: true, data: goal })));
    expect(await client.getGoal('g')).toEqual(goal);
  });
});

describe('a text', () => {
  const answered = (text: Buffer, type = 'application/json'): Promise<Client> =>
    clientOf((_, response) => void response.writeHead(200, { 'content-type': type }).end(text));
  const bytes = (name: string, encoding: BufferEncoding): Buffer =>
    Buffer.from(JSON.stringify({ result: true, data: { ...goal, Name: name } }), encoding);

  it.each<readonly [string, Buffer]>([
    ['application/json', bytes('Größe', 'utf8')],
    ['application/json;charset=UTF-8', bytes('Größe', 'utf8')],
    ['application/json; charset="utf-8"', bytes('Größe', 'utf8')],
    ['application/json; charset=ISO-8859-1', bytes('Größe', 'latin1')],
    ['application/json;charset=windows-1252', bytes('Größe', 'latin1')],
    ['application/json; charset=utf-16le', bytes('Größe', 'utf16le')],
  ])('is read by the charset that it declares: %s', async (type, text) => {
    expect((await (await answered(text, type)).getGoal('g')).Name).toBe('Größe');
  });

  it.each(['ISO-8859-1', 'us-ascii', 'latin1', 'windows-1251', 'ISO-8859-15', 'KOI8-R'])(
    'that is UTF-8 is read as such where a proxy declares %s',
    async (charset) => {
      const type = `application/json; charset=${charset}`;
      expect((await (await answered(bytes('Größe 目标', 'utf8'), type)).getGoal('g')).Name).toBe('Größe 目标');
    },
  );

  it.each<readonly [string, Buffer]>([
    ['application/json', bytes('Größe', 'latin1')],
    ['application/json;charset=utf-8', bytes('Größe', 'latin1')],
    ['application/json;charset=no-such-charset', bytes('Größe', 'utf8')],
    [
      'application/json',
      Buffer.concat([bytes('x', 'utf8').subarray(0, 40), Buffer.of(0xc3), bytes('x', 'utf8').subarray(40)]),
    ],
    ['application/json', Buffer.concat([Buffer.of(0xed, 0xa0, 0x80), bytes('x', 'utf8')])],
  ])('that is none in it is refused: %s', async (type, text) => {
    expect((await errorOf((await answered(text, type)).getGoal('g'))).kind).toBe('malformed');
  });
});

describe('a host that is no tenant', () => {
  const answeringRaw = async (text: string): Promise<Client> => {
    const server = net.createServer(
      (socket) => void socket.on('error', () => {}).once('data', () => socket.write(text)),
    );
    return clientAt(`http://${await listening(server)}`, { timeoutMs: 5000 });
  };

  it.each(['101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket', '101 Switching Protocols'])(
    'and answers %j is malformed at once',
    async (head) => {
      const began = performance.now();
      expect((await errorOf((await answeringRaw(`HTTP/1.1 ${head}\r\n\r\n`)).getGoal('g'))).kind).toBe('malformed');
      expect(performance.now() - began).toBeLessThan(5000);
    },
  );

  it('and sends 24 KB of headers is named', async () => {
    const client = await answeringRaw(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(24 * 1024)}\r\n\r\n`);
    expect(await errorOf(client.getGoal('g'))).toMatchObject({
      kind: 'network',
      cause: { code: 'HPE_HEADER_OVERFLOW' },
    });
  });

  it.each([
    ['self-signed', selfSigned()],
    ['expired', selfSigned(new Date('2020-01-01'))],
    ['of another host', selfSigned(undefined, 'elsewhere.example')],
  ])('and whose certificate is %s gets nothing, whatever the environment says', async (_, certificate) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    let requests = 0;
    const at = await listening(
      https.createServer(certificate, (__, response) => {
        requests += 1;
        response.end();
      }),
    );
    const unchecked = await new Promise((resolve, reject) => {
      https.get(`https://${at}`, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
    expect([unchecked, requests]).toEqual([200, 1]);
    expect(networkCode(await errorOf(clientAt(`https://${at}`).getGoal('g')))).toBe('certificate');
    expect(requests).toBe(1);
  });
});

describe('connections', () => {
  /** A tenant whose connections die unnoticed when told: what comes in on them is not answered any more. */
  const forgetful = async () => {
    const connections: net.Socket[] = [];
    const dead = new Set<net.Socket>();
    const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
      if (!dead.has(request.socket)) response.end(JSON.stringify({ result: true, data: goal }));
    });
    server.on('connection', (socket: net.Socket) => connections.push(socket));
    const at = await listening(server);
    const die = (): void => connections.forEach((socket) => dead.add(socket));
    return { at, connections, die };
  };

  const four = (client: Client): Promise<unknown> => Promise.all([1, 2, 3, 4].map(() => client.getGoal('g')));

  it('are kept between requests', async () => {
    const { at, connections } = await forgetful();
    const client = clientAt(`http://${at}`);
    for (let i = 0; i < 3; i += 1) await client.getGoal('g');
    expect(connections).toHaveLength(1);
  });

  it('that are dead cost one time-out at most', async () => {
    const { at, connections, die } = await forgetful();
    const client = clientAt(`http://${at}`, { timeoutMs: 500, maxAttempts: 2, sleep: () => Promise.resolve() });
    await four(client);
    die();
    expect(await client.getGoal('g')).toEqual(goal);
    expect(connections).toHaveLength(5);
    await four(client);
  });

  it('are not trusted after the computer slept', async () => {
    const { at, die } = await forgetful();
    const client = clientAt(`http://${at}`, { timeoutMs: 2000 });
    await four(client);
    die();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await client.getGoal('g')).toEqual(goal);
  });

  it('end with the client', async () => {
    const { at, connections } = await forgetful();
    const fetch = keepAliveFetch();
    const client = clientAt(`http://${at}`, { fetch, onClose: () => fetch.close() });
    await four(client);
    expect(connections.some(({ destroyed }) => destroyed)).toBe(false);
    client.close();
    await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('that are in use when the client ends do so with their answer', async () => {
    const { promise: asked, resolve: ask } = Promise.withResolvers<() => void>();
    const connections: net.Socket[] = [];
    const server = createServer((_, response) => {
      ask(() => void response.end(JSON.stringify({ result: true, data: goal })));
    });
    server.on('connection', (socket: net.Socket) => connections.push(socket));
    const fetch = keepAliveFetch();
    const client = clientAt(`http://${await listening(server)}`, { fetch, onClose: () => fetch.close() });
    const updated = client.updateGoal('g', { Name: goal.Name, CompanyId: goal.CompanyId });
    const answer = await asked;
    client.close();
    answer();
    expect(await updated).toEqual(goal);
    await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
  });
});

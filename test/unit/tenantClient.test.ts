import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Client } from '../../src/api/client.ts';
import { createClient } from '../../src/api/createClient.ts';
import { Pacer } from '../../src/api/pace.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';
import { errorOf } from './api/connectedClient.ts';

const clientOf = async (answer: RequestListener, maxBodyBytes = 100_000): Promise<Client> => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return createClient({
    origin: `http://127.0.0.1:${address.port}`,
    accessKey: 'k',
    fetch: keepAliveFetch(),
    pacer: new Pacer({ requestsAMinute: 1000, atOnce: 4 }),
    random: () => 0,
    maxAttempts: 1,
    maxBodyBytes,
  });
};

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

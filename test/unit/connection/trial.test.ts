import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tryTenant } from '../../../src/connection/trial.ts';
import { startSampleTenant, type Fault, type SampleTenant } from '../../../src/sample/server.ts';
import { openTrialClient } from '../../../src/tenantClient.ts';
import { selfSigned } from './selfSigned.ts';

const accessKey = 'a-key-that-is-nowhere-to-be-seen';
const never = new AbortController().signal;

const logged: string[] = [];
const log = (line: string): void => void logged.push(line);

/** What a person reads. */
const tryAt = (origin: string, key = accessKey, signal = never): Promise<string | undefined> =>
  tryTenant(
    { origin, accessKey: key },
    async (tenant) => openTrialClient(tenant, { debug: log, info: log, warn: log, error: log }),
    signal,
  );

const sample = async (...faults: readonly Fault[]): Promise<SampleTenant> => {
  const tenant = await startSampleTenant({ accessKey, goals: 3 });
  tenant.faults.add(...faults);
  onTestFinished(() => tenant.close());
  return tenant;
};

const listening = async (server: net.Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => void server.close());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  return (server.address() as AddressInfo).port;
};

const answering = async (status: number, headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
  `http://127.0.0.1:${await listening(http.createServer((_, response) => response.writeHead(status, headers).end(body)))}`;

const html = { 'content-type': 'text/html' };

describe('trying a tenant', () => {
  it('finds nothing wrong with one that answers, by one cheap request', async () => {
    const tenant = await sample();
    expect(await tryAt(tenant.url)).toBeUndefined();
    expect(tenant.requests).toMatchObject([{ operationId: 'searchGoals', body: { limit: 1 } }]);
  });

  it('is content with a tenant whose first goal cannot be read', async () => {
    const tenant = await sample({ kind: 'wrongTypes' });
    expect(await tryAt(tenant.url)).toBeUndefined();
  });

  it('is content with a tenant that has no goals', async () => {
    const tenant = await sample({ kind: 'nothingMatches' });
    expect(await tryAt(tenant.url)).toBeUndefined();
  });

  it.each<readonly [string, Fault, string]>([
    ['the rate limit', { kind: 'throttled', retryAfter: 30 }, 'rate limit has been reached. Wait 30 seconds'],
    [
      'a wall around the network',
      { kind: 'refused', errorCode: 'GS_APIG_2402' },
      'not allow requests from your IP address',
    ],
    [
      'a host without the API',
      { kind: 'refused', errorCode: 'GS_APIG_1000' },
      'does not provide the customer goals API',
    ],
    [
      'a fault of the tenant',
      { kind: 'serverError' },
      'had an internal error. Gainsight says: “Something unexpected happened”.',
    ],
    ['a page in place of the answer', { kind: 'html' }, 'did not come from the customer goals API'],
    ['an answer cut short', { kind: 'halfBody' }, 'was closed before the response was complete'],
    ['a cut connection', { kind: 'cutBefore' }, 'was closed before the response was complete'],
    ['a redirect', { kind: 'redirect' }, 'redirects to another address, and the access key was not sent there'],
  ])('says so of %s, after one request', async (_, fault, sentence) => {
    const tenant = await sample(fault);
    expect(await tryAt(tenant.url)).toContain(sentence);
    expect(tenant.requests).toHaveLength(1);
  });

  it('says so of another key', async () => {
    const tenant = await sample();
    expect(await tryAt(tenant.url, 'another-key')).toContain('access key was rejected');
  });

  it('says so where nothing listens', async () => {
    const tenant = await sample();
    await tenant.close();
    expect(await tryAt(tenant.url)).toContain('refused the connection');
  });

  it('says so of a host that does not exist', async () => {
    const message = await tryAt('https://no-such-tenant.invalid');
    // A machine without a resolver cannot tell that a name does not exist.
    expect(message).toMatch(/host was not found|could not be resolved/);
  });

  it('says so of a web server that has no such route', async () => {
    expect(await tryAt(await answering(404, html, '<h1>Not found</h1>'))).toContain('does not provide');
    expect(await tryAt(await answering(404, {}, '{"result":false}'))).toContain('does not provide');
  });

  it('says so of a web page', async () => {
    expect(await tryAt(await answering(200, html, '<h1>Welcome</h1>'))).toContain(
      'did not come from the customer goals API',
    );
  });

  it.each([
    ['self-signed', selfSigned()],
    ['expired', selfSigned(new Date('2020-01-01'))],
  ])('sends nothing to a host whose certificate is %s', async (_, certificate) => {
    let requests = 0;
    const port = await listening(https.createServer(certificate, () => void (requests += 1)));
    expect(await tryAt(`https://127.0.0.1:${port}`)).toContain('does not trust the host’s certificate');
    expect(requests).toBe(0);
  });

  it('says so of a host that speaks http where https is expected', async () => {
    const origin = await answering(200, {}, '');
    expect(await tryAt(origin.replace('http:', 'https:'))).toContain('does not use HTTPS');
  });

  it('says so of a host that speaks no HTTP at all', async () => {
    const port = await listening(net.createServer((socket) => socket.end('220 mail ready\r\n')));
    expect(await tryAt(`http://127.0.0.1:${port}`)).toContain('could not be reached');
  });

  it('stops at once when the person leaves', async () => {
    const tenant = await sample({ kind: 'silent' });
    const leaving = new AbortController();
    const trying = tryAt(tenant.url, accessKey, leaving.signal);
    await expect.poll(() => tenant.requests.length).toBe(1);
    leaving.abort();
    await trying;
    await expect.poll(() => tenant.requests[0]?.aborted).toBe(true);
  });

  it('rejects with what is no failure of a tenant', async () => {
    const broken = (): Promise<never> => Promise.reject(new TypeError('not loaded'));
    await expect(tryTenant({ origin: 'https://x.example', accessKey }, broken, never)).rejects.toThrow('not loaded');
  });

  it('logs no key', () => {
    expect(logged.length).toBeGreaterThan(10);
    expect(logged.join('\n')).not.toContain(accessKey);
  });
});

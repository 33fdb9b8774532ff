import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startSampleTenant, type SampleTenant } from '../../../src/sample/server.ts';
import { ask, call, refusal, startTenant } from './sampleTenant.ts';

const nowhere = 'Z'.repeat(36);

describe('connections', () => {
  test('beyond so many are closed at once, and the others go on', async () => {
    const tenant = await startTenant({ maxConnections: 2, goals: 1 });
    const { port } = new URL(tenant.url);
    const open = async () => {
      const socket = connectSocket(Number(port), '127.0.0.1');
      const closed = once(socket, 'close');
      closed.catch(() => {});
      await once(socket, 'connect');
      return { socket, closed };
    };
    const [first, second] = [await open(), await open()];
    await (
      await open()
    ).closed;
    first.socket.destroy();
    await first.closed;
    const answered = async (): Promise<string> => {
      const { socket } = await open();
      socket.on('error', () => {});
      socket.write('GET /v1/goals/templates HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n');
      const [answer = ''] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])]);
      socket.destroy();
      return String(answer);
    };
    // The server hears of the end of the first a moment later.
    await expect.poll(answered).toMatch(/^HTTP\/1.1 401/);
    second.socket.destroy();
  });
});

describe('what is refused', () => {
  const goalId = `goalId: '${nowhere}' is not the Gsid of a goal.`;
  const json = 'Body: is not JSON.';
  const textPlain = { headers: { accessKey: 'k', 'content-type': 'text/plain' } };
  const form = { headers: { accessKey: 'k', 'content-type': 'application/jsonp' } };

  test.each<readonly [line: string, body: unknown, init: RequestInit, expected: string]>([
    ['GET /goals/templates', undefined, { headers: {} }, '401 GS_APIG_2401 The header accessKey is missing.'],
    [
      'GET /goals/templates',
      undefined,
      { headers: { accessKey: 'K' } },
      '401 GS_APIG_2401 The access key is not accepted.',
    ],
    [
      'GET /goals/templates',
      undefined,
      { headers: { accessKey: '' } },
      '401 GS_APIG_2401 The access key is not accepted.',
    ],
    ['GET /goals/templates', undefined, { headers: { ACCESSKEY: 'k' } }, '200 accepted'],
    ['GET /goals/templates', undefined, { headers: { accesskey: 'k' } }, '200 accepted'],
    ['GET /goals/templates?page=2', undefined, {}, '200 accepted'],
    [
      'POST /goals',
      '{}',
      { headers: { 'content-type': 'application/json' } },
      '401 GS_APIG_2401 The header accessKey is missing.',
    ],
    ['GET /companies', undefined, { headers: {} }, '404 GS_APIG_1000 There is nothing at /v1/companies.'],
    ['GET /goals/', undefined, {}, '404 GS_APIG_1000 There is nothing at /v1/goals/.'],
    ['GET /goals/%zz', undefined, {}, '404 GS_APIG_1000 There is nothing at /v1/goals/%zz.'],
    ['GET /goals/search', undefined, {}, '405 GS_APIG_1000 GET is not served here; POST, OPTIONS are.'],
    ['DELETE /goals/x', undefined, {}, '405 GS_APIG_1000 DELETE is not served here; GET, PUT, HEAD, OPTIONS are.'],
    [`GET /goals/${nowhere}`, undefined, {}, `404 GSOBJ_1004 ${goalId}`],
    ['GET /goals/a%2Fb', undefined, {}, "404 GSOBJ_1004 goalId: 'a/b' is not the Gsid of a goal."],
    [`PUT /goals/${nowhere}`, {}, {}, `404 GSOBJ_1004 ${goalId}`],
    [`GET /goals/${nowhere}/metrics`, undefined, {}, `404 GSOBJ_1004 ${goalId}`],
    [`POST /goals/${nowhere}/metrics`, {}, {}, `400 GSOBJ_1004 ${goalId}`],
    ['POST /goals', '{"Name":', {}, `400 GSOBJ_1008 ${json}`],
    ['POST /goals', '', {}, `400 GSOBJ_1008 ${json}`],
    ['POST /goals', '{}', textPlain, "400 GSOBJ_1008 Body: content type 'text/plain' is not application/json."],
    ['POST /goals', '{}', form, "400 GSOBJ_1008 Body: content type 'application/jsonp' is not application/json."],
    ['POST /goals', '{}', {}, '400 GSOBJ_1007 Name: is required.'],
    [
      'POST /goals/search',
      '{}',
      { headers: { accessKey: 'k', 'content-type': 'Application/JSON; charset=utf-8' } },
      '200 accepted',
    ],
    ['POST /goals/search', '{"limit":"1"}', {}, "400 GSOBJ_1008 limit: '1' is not a whole number."],
    ['POST /goals', `"${'x'.repeat(2 ** 20)}"`, {}, '413 GSOBJ_1001 Body: is longer than 1048576 bytes.'],
    ['GET /__sample/requests', undefined, {}, '404 GS_APIG_1000 There is nothing at /__sample/requests.'],
  ])('%s %.40j', async (line, body, init, expected) => {
    expect(await refusal(await startTenant({ accessKey: 'k' }), line, body, init)).toBe(expected);
  });

  test('with a request id, in the body and in a header', async () => {
    const { headers, text } = await call(await startTenant(), `GET /goals/${nowhere}`);
    const body = JSON.parse(text);
    expect(Object.keys(body)).toEqual(['result', 'errorCode', 'errorDesc', 'requestId']);
    expect(headers.get('x-gs-request-id')).toBe(body.requestId);
    expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
  });
});

describe('the gate', () => {
  test.each([
    ['127.0.0.1', 200],
    ['localhost', 200],
    ['LOCALHOST:8080', 200],
    ['[::1]:80', 200],
    ['evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['localhost.evil.example:80', 421],
  ])('answers to the host %j: %i', async (host, status) => {
    const tenant = await startTenant();
    expect(await statusFor(tenant, { host, accessKey: tenant.accessKey })).toBe(status);
  });

  test('has no header that lets another origin read', async () => {
    const tenant = await startTenant();
    const asPage = { origin: 'http://evil.example', 'access-control-request-method': 'GET' };
    const preflight = await call(tenant, 'OPTIONS /goals', undefined, { headers: asPage });
    const read = await call(tenant, 'GET /goals/templates', undefined, {
      headers: { ...asPage, accessKey: tenant.accessKey },
    });
    expect([preflight.status, preflight.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
    expect(
      [...preflight.headers.keys(), ...read.headers.keys()].filter((name) => name.startsWith('access-control')),
    ).toEqual([]);
  });

  test('says what a path allows when the method is wrong', async () => {
    expect((await call(await startTenant(), 'DELETE /goals')).headers.get('allow')).toBe('POST, OPTIONS');
  });

  test('answers HEAD as GET, without the body', async () => {
    const tenant = await startTenant();
    const { status, headers, text } = await call(tenant, 'HEAD /goals/templates');
    expect([status, text, Number(headers.get('content-length')) > 1000]).toEqual([200, '', true]);
  });

  test('has a new key every time', async () => {
    const [one, two] = [await startTenant(), await startTenant()];
    expect(one.accessKey).toMatch(/^[\w-]{32}$/);
    expect(two.accessKey).not.toBe(one.accessKey);
  });
});

describe('the rate limit', () => {
  test('is 100 a minute, then 429 without Retry-After', async () => {
    let now = new Date('2026-03-10T12:00:59Z');
    const tenant = await startSampleTenant({ now: () => now });
    try {
      for (let sent = 0; sent < 100; sent++) await ask(tenant, 'GET /goals/templates');
      expect(await refusal(tenant, 'GET /goals/templates')).toBe(
        '429 GS_APIG_2404 More requests in this minute than the tenant allows.',
      );
      expect((await call(tenant, 'GET /goals/templates')).headers.get('retry-after')).toBeNull();
      now = new Date('2026-03-10T12:01:00Z');
      expect(await refusal(tenant, 'GET /goals/templates')).toBe('200 accepted');
    } finally {
      await tenant.close();
    }
  });

  test('counts only who has the key', async () => {
    const tenant = await startTenant({ requestsPerMinute: 1 });
    await refusal(tenant, 'GET /goals/templates', undefined, { headers: {} });
    expect(await refusal(tenant, 'GET /goals/templates')).toBe('200 accepted');
  });
});

describe('the log', () => {
  test('has what was asked and answered, and no key', async () => {
    const tenant = await startTenant({ now: () => new Date('2026-03-10T12:00:00Z') });
    await call(tenant, 'POST /goals?x=1', { Name: 'x' });
    await call(tenant, 'GET /nothing');
    const at = new Date('2026-03-10T12:00:00Z');
    expect(tenant.requests).toEqual([
      { method: 'POST', path: '/v1/goals?x=1', operationId: 'createGoal', status: 400, body: { Name: 'x' }, at },
      { method: 'GET', path: '/v1/nothing', status: 404, at },
    ]);
  });

  test('tells who went away', async () => {
    const tenant = await startTenant();
    tenant.faults.add({ kind: 'silent' });
    const controller = new AbortController();
    const sent = call(tenant, 'GET /goals/templates', undefined, { signal: controller.signal }).catch(
      (error: Error) => error.name,
    );
    await expect.poll(() => tenant.requests[0]?.operationId).toBe('listGoalTemplates');
    controller.abort();
    expect(await sent).toBe('AbortError');
    await expect.poll(() => tenant.requests[0]).toMatchObject({ aborted: true });
    expect(tenant.requests[0]).not.toHaveProperty('status');
  });
});

describe('start and stop', () => {
  test('a port that is taken is an error', async () => {
    const { url } = await startTenant();
    await expect(startSampleTenant({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });

  test('closes with a request that waits, at once and once', async () => {
    const tenant = await startSampleTenant();
    tenant.faults.add({ kind: 'latency', delay: 60_000 });
    const sent = call(tenant, 'GET /goals/templates').then(
      () => 'answered',
      () => 'cut',
    );
    await expect.poll(() => tenant.requests.length).toBe(1);
    const began = performance.now();
    await Promise.all([tenant.close(), tenant.close()]);
    expect(await sent).toBe('cut');
    expect(performance.now() - began).toBeLessThan(5000);
    await expect(call(tenant, 'GET /goals/templates')).rejects.toThrow('fetch failed');
  });

  test('keeps a connection', async () => {
    const { headers } = await call(await startTenant(), 'GET /goals/templates');
    expect([headers.get('connection'), headers.get('keep-alive')]).toEqual(['keep-alive', 'timeout=70']);
  });
});

/** fetch sets the host by itself; this sends the one given. */
function statusFor({ url }: SampleTenant, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    httpRequest(`${url}/v1/goals/templates`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

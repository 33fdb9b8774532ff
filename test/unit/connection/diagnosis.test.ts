import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { diagnose, reportOf, type Finding } from '../../../src/connection/diagnosis.ts';
import { connect } from '../api/connectedClient.ts';
import { selfSigned } from './selfSigned.ts';

const accessKey = 'key-that-no-report-may-hold';

const marks = (findings: readonly Finding[]): string =>
  findings.map(({ step, isFine }) => `${isFine ? '✓' : '✗'} ${step}`).join(', ');

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  return (server.address() as AddressInfo).port;
};

describe('the connection test', () => {
  it('finds nothing wrong with a tenant that answers', async () => {
    const { tenant, client } = await connect({ tenant: { accessKey } });
    const findings = await diagnose({ origin: tenant.url, client });
    expect(marks(findings)).toBe('✓ host, ✓ tls, ✓ api, ✓ key, ✓ rate, ✓ clock');
  });

  it('tells a key that is not accepted from an API that is not there', async () => {
    const { tenant, client } = await connect({ client: { accessKey } });
    const findings = await diagnose({ origin: tenant.url, client });
    expect(marks(findings)).toBe('✓ host, ✓ tls, ✓ api, ✗ key, ✓ rate, ✓ clock');
    expect(findings.find(({ step }) => step === 'key')?.says).toContain('unauthorized');
  });

  it('sends no key to find the route', async () => {
    const { tenant, client } = await connect({ tenant: { accessKey } });
    await diagnose({ origin: tenant.url, client });
    expect(tenant.requests.map(({ operationId, status }) => [operationId, status])).toEqual([
      ['listGoalTemplates', 401],
      ['searchGoals', 200],
    ]);
  });

  it.each([
    [401, '{"message":"Unauthorized"}', false],
    [400, '<html>Bad request</html>', false],
    [401, '', false],
    [401, '{"errorCode":"AUTH_401"}', false],
    [401, '{"result":false,"errorCode":"GS_APIG_2401"}', true],
    [400, '{"errorCode":"GS_APIG_2401","errorDesc":"No access key"}', true],
    [200, '{"result":true,"data":[]}', false],
  ])('takes no proxy’s answer for the API: %i %j', async (status, body, isFine) => {
    const { client } = await connect();
    const port = await listening(http.createServer((_, response) => response.writeHead(status).end(body)));
    const api = (await diagnose({ origin: `http://127.0.0.1:${port}`, client })).find(({ step }) => step === 'api');
    expect(api?.isFine).toBe(isFine);
    expect(api?.says).toContain(isFine ? 'The customer goals API is available.' : `Unexpected response (${status}).`);
  });

  it('is content with no certificate that the client refuses, and names what is wrong with the key’s way', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const answer: http.RequestListener = (_, response) => response.writeHead(401).end('{"result":false}');
    const origin = `https://127.0.0.1:${await listening(https.createServer(selfSigned(), answer))}`;
    const { client } = await connect({ client: { origin, maxAttempts: 1 } });
    const findings = await diagnose({ origin, client });
    expect(marks(findings)).toBe('✓ host, ✗ tls, ✗ api, ✗ key, ✓ rate, ✗ clock');
    expect(findings.find(({ step }) => step === 'tls')?.says).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(findings.find(({ step }) => step === 'key')?.says).toContain('network, certificate');
  });

  it('says where it ends when nothing answers', async () => {
    const { tenant, client } = await connect();
    await tenant.close();
    const findings = await diagnose({ origin: tenant.url, client });
    expect(marks(findings)).toBe('✓ host, ✓ tls, ✗ api, ✗ key, ✓ rate, ✗ clock');
    expect(findings.find(({ step }) => step === 'api')?.says).toContain('ECONNREFUSED');
  });

  it('makes a report that holds no key', async () => {
    const { tenant, client } = await connect({ tenant: { accessKey } });
    const report = reportOf(
      tenant.url,
      await diagnose({ origin: tenant.url, client }),
      new Date('2031-01-01T00:00:00Z'),
    );
    expect(report).toContain('- ✓ **Access key**: Accepted.');
    expect(report).toContain('2031-01-01T00:00:00.000Z');
    expect(report).not.toContain(accessKey);
  });
});

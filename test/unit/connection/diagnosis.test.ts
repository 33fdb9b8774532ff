import { describe, expect, it } from 'vitest';
import { diagnose, reportOf, type Finding } from '../../../src/connection/diagnosis.ts';
import { connect } from '../api/connectedClient.ts';

const accessKey = 'key-that-no-report-may-hold';

const marks = (findings: readonly Finding[]): string =>
  findings.map(({ step, isFine }) => `${isFine ? '✓' : '✗'} ${step}`).join(', ');

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

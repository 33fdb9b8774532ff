import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startSampleTenant, type SampleTenant } from '../../src/sample/server.ts';
import { startPrismProxy, type PrismProxy } from './prismProxy.ts';

let tenant: SampleTenant;
let prism: PrismProxy;

beforeAll(async () => {
  tenant = await startSampleTenant({ requestsPerMinute: Number.POSITIVE_INFINITY });
  prism = await startPrismProxy(tenant.url);
});

afterAll(async () => {
  await prism.close();
  await tenant.close();
});

beforeEach(() => tenant.faults.clear());

type Answered = {
  readonly result: boolean;
  readonly data: { readonly records: readonly { readonly Gsid: string; readonly CompanyId: string }[] };
};
type Judged = { readonly status: number; readonly body: Answered };

const ask = async (method: string, path: string, body?: unknown, accessKey = tenant.accessKey): Promise<Judged> => {
  const response = await fetch(`${prism.url}/v1/goals${path}`, {
    method,
    headers: { accessKey, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

const anyGoal = async (): Promise<{ Gsid: string; CompanyId: string }> =>
  (await ask('POST', '/search', { limit: 1 })).body.data.records[0]!;

const nobody = '1P0'.padEnd(36, 'X');

describe('the sample tenant, judged by Prism', () => {
  it('answers each operation as the contract says', async () => {
    const { Gsid, CompanyId } = await anyGoal();
    const input = {
      Name: 'Judged',
      CompanyId,
      Description: '<p>x</p>',
      Status: 'In Progress',
      TargetDate: '2031-02-28',
    };
    const answers = [
      await ask('POST', '', input),
      await ask('POST', '', { Name: 'The least', CompanyId }),
      await ask('POST', '/search', {}),
      await ask('POST', '/search', {
        select: ['Gsid'],
        limit: 5,
        offset: 3,
        where: { conditions: [{ name: 'Status', operator: 'EQ', value: 'Missed' }], expression: 'A' },
      }),
      await ask('GET', '/templates'),
      await ask('GET', `/${Gsid}`),
      await ask('PUT', `/${Gsid}`, input),
      await ask('GET', `/${Gsid}/metrics`),
      await ask('POST', `/${Gsid}/metrics`, { Name: 'Seats', TargetValue: 5 }),
      await ask('POST', `/${Gsid}/metrics`, { Name: 'Seats', TargetValue: 5, CurrentValue: 2.5, Unit: 'users' }),
    ];
    expect(answers.map(({ status, body }) => [status, body.result])).toEqual(answers.map(() => [200, true]));
    expect(await prism.violations()).toEqual([]);
  });

  it('answers all its goals and templates as the contract says', async () => {
    const { body } = await ask('POST', '/search', { limit: 5000 });
    expect(body.data.records.length).toBeGreaterThanOrEqual(200);
    expect(await prism.violations()).toEqual([]);
  });

  it.each([
    ['POST', '', { Name: 'x', CompanyId: nobody }, 400],
    ['POST', '/search', { where: { conditions: [{ name: 'Colour', operator: 'EQ', value: 1 }] } }, 400],
    ['GET', `/${nobody}`, undefined, 404],
    ['PUT', `/${nobody}`, { Name: 'x', CompanyId: nobody }, 404],
    ['GET', `/${nobody}/metrics`, undefined, 404],
  ])('%s %s refuses with a status that the contract has', async (method, path, body, status) => {
    const before = (await prism.violations()).length;
    expect((await ask(method, path, body)).status).toBe(status);
    expect(await prism.violations()).toHaveLength(before);
  });

  it.each([
    ['POST', '', { Name: 'x', CompanyId: 'y' }],
    ['POST', '/search', {}],
    ['GET', '/templates', undefined],
    ['GET', '/x', undefined],
    ['PUT', '/x', { Name: 'x', CompanyId: 'y' }],
    ['GET', '/x/metrics', undefined],
    ['POST', '/x/metrics', { Name: 'x', TargetValue: 1 }],
  ])('%s %s refuses another key with 401', async (method, path, body) => {
    expect((await ask(method, path, body, 'another key')).status).toBe(401);
    expect(await prism.violations()).toEqual([]);
  });
});

describe('Prism', () => {
  it('would notice a wrong answer', async () => {
    tenant.faults.add({ kind: 'wrongTypes' });
    expect((await ask('GET', '/templates')).status).toBe(500);
    expect((await prism.violations()).at(-1)).toContain('VIOLATIONS');
  });

  it('would notice a wrong request', async () => {
    expect((await ask('POST', '', { Name: 'no company' })).status).toBe(422);
    expect((await prism.violations()).at(-1)).toContain('UNPROCESSABLE_ENTITY');
  });
});

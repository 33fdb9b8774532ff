import { describe, expect, test } from 'vitest';
import type { SampleTenant } from '../../../src/sample/server.ts';
import { ask, call, refusal, startTenant } from './sampleTenant.ts';

const templates = 'GET /goals/templates';

describe('the control', () => {
  const started = (): Promise<SampleTenant> => startTenant({ control: true });

  test('faults are added, listed and cleared', async () => {
    const tenant = await started();
    const [one, two] = [
      { kind: 'serverError', times: 1 },
      { kind: 'throttled', operation: 'getGoal' },
    ];
    expect(await ask(tenant, 'POST /__sample/faults', one)).toEqual([one]);
    expect(await ask(tenant, 'POST /__sample/faults', [two])).toEqual([one, two]);
    expect(await refusal(tenant, templates)).toMatch(/^500/);
    expect(await refusal(tenant, templates)).toMatch(/^200/);
    expect(await ask(tenant, 'GET /__sample/faults')).toEqual([two]);
    expect(await ask(tenant, 'DELETE /__sample/faults')).toEqual([]);
  });

  test.each<readonly [line: string, body: unknown, expected: RegExp]>([
    ['POST /__sample/faults', 'null', /^400 GSOBJ_1007 A fault is an object with a kind\.$/],
    ['POST /__sample/faults', ['html'], /^400 GSOBJ_1007 A fault is an object with a kind\.$/],
    ['POST /__sample/faults', {}, /^400 GSOBJ_1007 A fault is an object with a kind\.$/],
    ['POST /__sample/faults', { kind: 'toString' }, /^400 GSOBJ_1007 kind: must be one of latency, throttled, /],
    [
      'POST /__sample/faults',
      { kind: 'html', operation: 'getGoals' },
      /^400 GSOBJ_1007 operation: must be one of createGoal, /,
    ],
    ['POST /__sample/faults', { kind: 'html', times: -1 }, /^400 GSOBJ_1007 times: must be a whole number\.$/],
    [
      'POST /__sample/faults',
      [{ kind: 'html' }, { kind: 'html', delay: 'x' }],
      /^400 GSOBJ_1007 delay: must be a whole number\.$/,
    ],
    ['GET /__sample/keys', undefined, /^404 GS_APIG_1000 There is nothing at GET \/__sample\/keys\.$/],
  ])('%s %j is refused', async (line, body, expected) => {
    const tenant = await started();
    expect(await refusal(tenant, line, body)).toMatch(expected);
    expect(tenant.faults.list()).toEqual([]);
  });

  test('needs the key', async () => {
    expect(await refusal(await started(), 'GET /__sample/requests', undefined, { headers: {} })).toMatch(/^401/);
  });

  test('tells what was asked, never the key', async () => {
    const tenant = await started();
    await call(tenant, templates);
    const { text } = await call(tenant, 'GET /__sample/requests');
    expect(JSON.parse(text).data).toMatchObject([
      { method: 'GET', path: '/v1/goals/templates', operationId: 'listGoalTemplates', status: 200 },
      {},
    ]);
    expect(text).not.toContain(tenant.accessKey);
  });
});

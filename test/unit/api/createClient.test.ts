import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createClient } from '../../../src/api/createClient.ts';
import { Pacer } from '../../../src/api/pace.ts';
import { anyGoal, connect, errorOf, kindOf } from './connectedClient.ts';

describe('the seven operations', () => {
  it('creates a goal and reads it back', async () => {
    const { client } = await connect();
    const { CompanyId } = await anyGoal({ client });
    const created = await client.createGoal({ Name: 'Adopt the API', CompanyId, TargetDate: '2031-02-28' });
    expect(created).toMatchObject({
      Name: 'Adopt the API',
      CompanyId,
      Status: 'Not Started',
      TargetDate: '2031-02-28',
    });
    expect(await client.getGoal(created.Gsid)).toEqual(created);
  });

  it('replaces a goal as a whole', async () => {
    const { client } = await connect();
    const { CompanyId } = await anyGoal({ client });
    const { Gsid } = await client.createGoal({ Name: 'Before', CompanyId, TargetDate: '2031-02-28' });
    await client.updateGoal(Gsid, { Name: 'After', CompanyId });
    const after = await client.getGoal(Gsid);
    expect(after.Name).toBe('After');
    expect(after).not.toHaveProperty('TargetDate');
  });

  it('searches a page', async () => {
    const { client } = await connect();
    const page = await client.searchGoals({ limit: 3, offset: 2 });
    expect(page.records).toHaveLength(3);
    expect(page.totalCount).toBeGreaterThan(200);
  });

  it('lists templates, active and not', async () => {
    const { client } = await connect();
    const templates = await client.listGoalTemplates();
    expect(templates.filter(({ isActive }) => !isActive)).toHaveLength(2);
    expect(templates).toHaveLength(12);
  });

  it('adds a metric and lists it', async () => {
    const { client } = await connect();
    const { Gsid } = await anyGoal({ client });
    const added = await client.addGoalMetric(Gsid, {
      Name: 'Logins a day',
      TargetValue: 600,
      CurrentValue: 450,
      Unit: 'users',
    });
    expect(added).toMatchObject({ GoalId: Gsid, CurrentValue: 450, TargetValue: 600, Unit: 'users' });
    expect(await client.listGoalMetrics(Gsid)).toContainEqual(added);
  });

  it('escapes an id that is no Gsid', async () => {
    const { client, tenant } = await connect();
    expect(await kindOf(client.getGoal('../templates?x#y'))).toBe('notFound');
    expect(tenant.requests.at(-1)?.path).toContain('..%2Ftemplates%3Fx%23y');
  });
});

describe('the id of a goal', () => {
  it.each(['', ' ', '\t', '.', '..', '\ud800', 'a\udc00b', 'a\u0000b', 'a\nb', 'a\u007f', '\u0085'])(
    '%j is refused before anything is sent',
    async (goalId) => {
      const { client, tenant } = await connect({ tenant: { goals: 3 } });
      const input = { Name: 'x', CompanyId: 'y' };
      const metric = { Name: 'x', TargetValue: 1 };
      for (const asked of [
        client.getGoal(goalId),
        client.updateGoal(goalId, input),
        client.listGoalMetrics(goalId),
        client.addGoalMetric(goalId, metric),
      ])
        expect(await errorOf(asked)).toMatchObject({ kind: 'invalid', outcome: 'notStored' });
      expect(await kindOf(client.findAddedMetric(goalId, metric, client.tenantTime()))).toBe('invalid');
      expect(tenant.requests).toHaveLength(0);
    },
  );

  it.each(['...', '.a', 'a/../b', 'a%2fb', 'é', '😀', 'x'.repeat(200)])(
    '%j is one part of the path',
    async (goalId) => {
      const { client, tenant } = await connect({ tenant: { goals: 3 } });
      expect(await kindOf(client.getGoal(goalId))).toBe('notFound');
      expect(tenant.requests.at(-1)?.path).toBe(`/v1/goals/${encodeURIComponent(goalId)}`);
    },
  );
});

describe('an answer about another goal', () => {
  it.each(['getGoal', 'updateGoal'] as const)('of %s is malformed', async (operation) => {
    const { client, tenant } = await connect({ tenant: { goals: 3 } });
    const { Gsid, Name, CompanyId } = await anyGoal({ client });
    tenant.faults.add({ kind: 'otherGoal', operation });
    const asked = operation === 'getGoal' ? client.getGoal(Gsid) : client.updateGoal(Gsid, { Name, CompanyId });
    expect(await kindOf(asked)).toBe('malformed');
  });

  it('of a create is not taken for the new one', async () => {
    const { client, tenant, newRequests } = await connect({ tenant: { goals: 3 } });
    const { CompanyId } = await anyGoal({ client });
    tenant.faults.add({ kind: 'otherGoal', operation: 'createGoal' });
    newRequests();
    const { Gsid } = await client.createGoal({ Name: 'Ours', CompanyId });
    expect((await client.getGoal(Gsid)).Name).toBe('Ours');
    expect(newRequests()).toEqual(['createGoal 200', 'searchGoals 200', 'getGoal 200']);
  });

  it('whose metrics come in the place of these is malformed', async () => {
    const { client, tenant } = await connect({ tenant: { goals: 3 } });
    const { Gsid } = await anyGoal({ client });
    tenant.faults.add({
      kind: 'plain',
      operation: 'listGoalMetrics',
      body: JSON.stringify({ result: true, data: [{ Gsid: 'M', Name: 'Theirs', GoalId: 'another' }] }),
    });
    expect(await kindOf(client.listGoalMetrics(Gsid))).toBe('malformed');
  });

  it('of which one metric stands among these is left out', async () => {
    const { client, tenant } = await connect({ tenant: { goals: 3 } });
    const { Gsid } = await anyGoal({ client });
    const rows = [
      { Gsid: 'A', Name: 'Ours' },
      { Gsid: 'M', Name: 'Theirs', GoalId: 'another' },
      { Gsid: 'B', GoalId: Gsid },
    ];
    tenant.faults.add({
      kind: 'plain',
      operation: 'listGoalMetrics',
      body: JSON.stringify({ result: true, data: rows }),
    });
    expect((await client.listGoalMetrics(Gsid)).map((metric) => metric.Gsid)).toEqual(['A', 'B']);
  });
});

describe('failures', () => {
  it.each([
    [{ kind: 'throttled' }, 'throttled'],
    [{ kind: 'throttled', status: 200, errorCode: 'GU_2400' }, 'throttled'],
    [{ kind: 'refused', errorCode: 'GS_APIG_2402' }, 'forbidden'],
    [{ kind: 'refused', errorCode: 'GS_APIG_1000' }, 'noSuchApi'],
    [{ kind: 'refused', errorCode: 'GSOBJ_1024' }, 'unauthorized'],
    [{ kind: 'refused', errorCode: 'GSOBJ_1006' }, 'invalid'],
    [{ kind: 'refused' }, 'server'],
    [{ kind: 'serverError', status: 503 }, 'server'],
    [{ kind: 'html' }, 'malformed'],
    [{ kind: 'html', status: 404 }, 'noSuchApi'],
    [{ kind: 'html', status: 502 }, 'server'],
    [{ kind: 'emptyBody' }, 'malformed'],
    [{ kind: 'wrongTypes' }, 'malformed'],
    [{ kind: 'halfBody' }, 'network'],
    [{ kind: 'cutBefore' }, 'network'],
    [{ kind: 'redirect' }, 'network'],
    [{ kind: 'silent' }, 'timeout'],
    [{ kind: 'stalledBody' }, 'timeout'],
    [{ kind: 'endlessBody' }, 'malformed'],
  ] as const)('%o is %s', async (fault, kind) => {
    const { client, tenant } = await connect({
      client: { timeoutMs: kind === 'timeout' ? 150 : 30_000, maxBodyBytes: 1_000_000 },
    });
    tenant.faults.add({ operation: 'listGoalTemplates', retryAfter: 0, ...fault });
    expect(await kindOf(client.listGoalTemplates())).toBe(kind);
  });

  it('tells a goal that is gone from a host without this API', async () => {
    const { client } = await connect();
    expect(await kindOf(client.getGoal('1P0'.padEnd(36, 'X')))).toBe('notFound');
  });

  it('says which key was not accepted by no word of it', async () => {
    const accessKey = 'a-key-that-must-not-be-seen';
    const { client } = await connect({ client: { accessKey } });
    const error = await errorOf(client.listGoalTemplates());
    expect(error.kind).toBe('unauthorized');
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(accessKey);
  });

  it('keeps status, code, request id and the sentence of the tenant', async () => {
    const { client, tenant } = await connect();
    tenant.faults.add({ kind: 'refused', errorCode: 'GSOBJ_1001', errorDesc: 'Name: is too long' });
    const error = await errorOf(client.listGoalTemplates());
    expect(error).toMatchObject({ status: 200, code: 'GSOBJ_1001', detail: 'Name: is too long' });
    expect(error.requestId).toBeTruthy();
    expect(error.message).not.toContain('too long');
  });

  it.each(['errorCode', 'errorDesc'] as const)('holds no key though the tenant quotes it in its %s', async (field) => {
    const accessKey = 'SECRET-KEY-1234';
    const { client, tenant } = await connect({ tenant: { accessKey } });
    tenant.faults.add({ kind: 'refused', errorCode: 'GSOBJ_1006', [field]: `not for ${accessKey}` });
    const error = await errorOf(client.listGoalTemplates());
    expect(`${inspect(error, { depth: 10, showHidden: true })} ${error.message} ${error.stack}`).not.toContain(
      accessKey,
    );
  });

  it('takes nothing matches as nothing', async () => {
    const { client, tenant } = await connect();
    tenant.faults.add({ kind: 'nothingMatches', times: 2 });
    expect(await client.searchGoals({})).toEqual({ records: [], totalCount: 0 });
    expect(await client.listGoalMetrics('anything')).toEqual([]);
  });
});

describe('answers that differ', () => {
  it.each(['bareArray', 'noTotalCount', 'nulls', 'unknownFields', 'epochDates', 'gzip', 'wrongContentType'] as const)(
    '%s says the same as the plain answer',
    async (kind) => {
      const { client, tenant } = await connect();
      const plain = await client.searchGoals({ limit: 20 });
      tenant.faults.add({ kind, operation: 'searchGoals' });
      expect((await client.searchGoals({ limit: 20 })).records).toEqual(plain.records);
    },
  );

  it('keeps a status that the contract does not name', async () => {
    const { client, tenant } = await connect();
    tenant.faults.add({ kind: 'unknownStatus' });
    expect((await client.searchGoals({ limit: 1 })).records[0]?.Status).toBe('On Hold');
  });
});

describe('safety of the key', () => {
  it.each([
    'http://acme.gainsightcloud.com',
    'http://127.0.0.1.evil.example',
    'ftp://127.0.0.1',
    'http://localhost.evil.example',
  ])('is not sent to %s', (origin) => {
    const pacer = new Pacer({ requestsAMinute: 60, atOnce: 4 });
    const fetch = (): never => {
      throw new Error('it was sent');
    };
    expect(() => createClient({ origin, accessKey: 'k', fetch, pacer, random: () => 0 })).toThrow('network');
  });

  it.each([
    ['an error', (said: string) => new Error(said)],
    ['anything else', (said: string) => said],
  ])('is in no word of %s that the network throws, whose words stay', async (_, thrown) => {
    const accessKey = 'SECRET-KEY-1234';
    const fetch = (): Promise<never> => Promise.reject(thrown(`no way to a host with ${accessKey}`));
    const { client } = await connect({ client: { accessKey, fetch } });
    const { cause } = await errorOf(client.listGoalTemplates());
    expect(cause).toMatchObject({ message: 'no way to a host with …' });
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await connect();
    const { client, tenant } = await connect();
    tenant.faults.add({ kind: 'redirect', location: `${elsewhere.tenant.url}/v1/goals/templates` });
    expect(await kindOf(client.listGoalTemplates())).toBe('network');
    expect(elsewhere.tenant.requests).toHaveLength(0);
  });
});

describe('abort', () => {
  it('reaches the socket', async () => {
    const { client, tenant } = await connect();
    tenant.faults.add({ kind: 'silent' });
    const controller = new AbortController();
    const answer = kindOf(client.listGoalTemplates(controller.signal));
    await expect.poll(() => tenant.requests.length, { interval: 5 }).toBe(1);
    controller.abort();
    expect(await answer).toBe('aborted');
    await expect.poll(() => tenant.requests[0]?.aborted, { interval: 5, timeout: 10_000 }).toBe(true);
  });

  it('before it is sent, sends nothing', async () => {
    const { client, tenant } = await connect();
    expect(await kindOf(client.listGoalTemplates(AbortSignal.abort()))).toBe('aborted');
    expect(tenant.requests).toHaveLength(0);
  });
});

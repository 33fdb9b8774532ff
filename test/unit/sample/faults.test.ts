import { describe, expect, test } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import type { Fault, SampleTenant } from '../../../src/sample/server.ts';
import { anyGoal, ask, call, inputOf, refusal, search, startTenant } from './sampleTenant.ts';

const templates = 'GET /goals/templates';

async function withFault(...faults: readonly Fault[]): Promise<SampleTenant> {
  const tenant = await startTenant();
  tenant.faults.add(...faults);
  return tenant;
}

/** `ok`, the status of a refusal, or `cut`. */
async function outcome(tenant: SampleTenant, line = templates): Promise<string> {
  try {
    const { status, text } = await call(tenant, line);
    return JSON.parse(text).result === true ? 'ok' : String(status);
  } catch {
    return 'cut';
  }
}

async function outcomes(tenant: SampleTenant, count: number): Promise<string> {
  const found: string[] = [];
  for (let sent = 0; sent < count; sent++) found.push(await outcome(tenant));
  return found.join(' ');
}

describe('a fault', () => {
  test('is applied until it is cleared', async () => {
    const tenant = await withFault({ kind: 'serverError' });
    expect(await outcomes(tenant, 3)).toBe('500 500 500');
    tenant.faults.clear();
    expect(await outcome(tenant)).toBe('ok');
  });

  test('that is cleared holds up nothing any more', async () => {
    const tenant = await withFault({ kind: 'latency', delay: 60_000 });
    const answered = outcome(tenant);
    await expect.poll(() => tenant.requests.length).toBe(1);
    tenant.faults.clear();
    expect(await answered).toBe('ok');
  });

  test('is applied so many times', async () => {
    expect(await outcomes(await withFault({ kind: 'serverError', times: 3 }), 4)).toBe('500 500 500 ok');
  });

  test('begins after so many', async () => {
    expect(await outcomes(await withFault({ kind: 'serverError', skip: 2, times: 1 }), 4)).toBe('ok ok 500 ok');
  });

  test('comes after the one before it', async () => {
    const tenant = await withFault(
      { kind: 'serverError', times: 1 },
      { kind: 'throttled', times: 1 },
      { kind: 'cutBefore', times: 1 },
    );
    expect(await outcomes(tenant, 4)).toBe('500 429 cut ok');
    expect(tenant.faults.list()).toEqual([]);
  });

  test('meets its own operation alone', async () => {
    const tenant = await withFault({ kind: 'serverError', operation: 'getGoal' });
    expect(await outcomes(tenant, 1)).toBe('ok');
    expect(await outcome(tenant, `GET /goals/${(await anyGoal(tenant)).Gsid}`)).toBe('500');
  });

  test('can take its time', async () => {
    const tenant = await withFault({ kind: 'latency', delay: 80, times: 1 });
    const began = performance.now();
    expect(await outcome(tenant)).toBe('ok');
    expect(performance.now() - began).toBeGreaterThanOrEqual(75);
  });

  test('is for who has the key', async () => {
    const tenant = await withFault({ kind: 'serverError', times: 1 });
    expect(await refusal(tenant, templates, undefined, { headers: {} })).toMatch(/^401/);
    expect(tenant.faults.list()).toHaveLength(1);
  });
});

describe('instead of an answer', () => {
  test.each<readonly [Fault, status: number, retryAfter: string | null, body: object]>([
    [{ kind: 'throttled' }, 429, null, { result: false, errorCode: 'GS_APIG_2404' }],
    [{ kind: 'throttled', status: 200, errorCode: 'GU_2400' }, 200, null, { result: false, errorCode: 'GU_2400' }],
    [{ kind: 'throttled', retryAfter: 3 }, 429, '3', { errorCode: 'GS_APIG_2404' }],
    [{ kind: 'throttled', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 429, 'Wed, 21 Oct 2026 07:28:00 GMT', {}],
    [{ kind: 'serverError' }, 500, null, { result: false, errorCode: 'GU_1101' }],
    [{ kind: 'serverError', status: 503 }, 503, null, { errorCode: 'GU_1101' }],
    [{ kind: 'refused' }, 200, null, { result: false, errorCode: 'GU_1101' }],
    [
      { kind: 'refused', errorCode: 'GSOBJ_1007', errorDesc: 'Name: no.' },
      200,
      null,
      { result: false, errorCode: 'GSOBJ_1007', errorDesc: 'Name: no.' },
    ],
    [{ kind: 'nothingMatches' }, 400, null, { result: false, errorCode: 'GSOBJ_1011' }],
  ])('%j', async (fault, status, retryAfter, body) => {
    const reply = await call(await withFault(fault), templates);
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(JSON.parse(reply.text)).toMatchObject(body);
  });

  test('a redirect to another host', async () => {
    const { status, headers } = await call(
      await withFault({ kind: 'redirect', location: 'https://other.example/' }),
      templates,
    );
    expect([status, headers.get('location')]).toEqual([307, 'https://other.example/']);
  });
});

describe('an answer that does not arrive whole', () => {
  test.each<readonly [Fault['kind'], answered: number | undefined, stored: boolean]>([
    ['cutBefore', undefined, false],
    ['cutAfter', undefined, true],
    ['halfBody', 200, true],
  ])('%s', async (kind, answered, stored) => {
    const tenant = await withFault({ kind, operation: 'createGoal' });
    const { CompanyId } = await anyGoal(tenant);
    await expect(call(tenant, 'POST /goals', { Name: 'Lost', CompanyId })).rejects.toThrow(/fetch failed|terminated/);
    const where = { conditions: [{ name: 'Name', operator: 'EQ', value: 'Lost' }] };
    expect((await search(tenant, { where })).totalCount).toBe(stored ? 1 : 0);
    expect(tenant.requests[1]?.status).toBe(answered);
  });

  test.each<Fault['kind']>(['silent', 'stalledBody'])('%s never ends', async (kind) => {
    const signal = AbortSignal.timeout(150);
    await expect(call(await withFault({ kind }), templates, undefined, { signal })).rejects.toThrow(/timeout/);
  });

  test('endlessBody goes on and on', async () => {
    const tenant = await withFault({ kind: 'endlessBody' });
    const response = await fetch(`${tenant.url}/v1/goals/templates`, { headers: { accessKey: tenant.accessKey } });
    let length = 0;
    for await (const part of response.body!) {
      length += part.length;
      if (length > 5_000_000) break;
    }
    expect(length).toBeGreaterThan(5_000_000);
    await expect.poll(() => tenant.requests[0]?.aborted).toBe(true);
  });
});

describe('an answer of another make', () => {
  test.each<readonly [Fault, status: number, type: string, body: RegExp]>([
    [{ kind: 'emptyBody' }, 200, 'application/json;charset=UTF-8', /^$/],
    [{ kind: 'tornJson' }, 200, 'application/json;charset=UTF-8', /^\{"result":true,.*[^}]$/],
    [{ kind: 'html' }, 200, 'text/html', /^<!doctype html>/],
    [{ kind: 'html', status: 502 }, 502, 'text/html', /^<!doctype html>/],
    [{ kind: 'wrongContentType' }, 200, 'text/plain', /^\{"result":true,/],
    [{ kind: 'gzip' }, 200, 'application/json;charset=UTF-8', /^\{"result":true,/],
  ])('%j', async (fault, status, type, body) => {
    const reply = await call(await withFault(fault), templates);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, type]);
    expect(reply.text).toMatch(body);
  });

  test('gzip is said in a header', async () => {
    expect((await call(await withFault({ kind: 'gzip' }), templates)).headers.get('content-encoding')).toBe('gzip');
  });
});

describe('a page', () => {
  const shape = (page: unknown): unknown =>
    JSON.parse(
      JSON.stringify(page, (key, value: unknown) => (key === 'records' && Array.isArray(value) ? value.length : value)),
    );

  test.each<readonly [Fault, expected: unknown]>([
    [{ kind: 'noTotalCount' }, { records: 20 }],
    [{ kind: 'wrongTotalCount' }, { records: 20, totalCount: 3 }],
    [
      { kind: 'wrongTotalCount', totalCount: 9000 },
      { records: 20, totalCount: 9000 },
    ],
    [{ kind: 'clampedPage' }, { records: 7, totalCount: 240 }],
    [
      { kind: 'clampedPage', rows: 2 },
      { records: 2, totalCount: 240 },
    ],
  ])('%j', async (fault, expected) => {
    expect(shape(await search(await withFault(fault), { limit: 20 }))).toEqual(expected);
  });

  test('bareArray', async () => {
    const tenant = await withFault({ kind: 'bareArray' });
    expect(await ask(tenant, 'POST /goals/search', { limit: 2, select: ['Status'] })).toEqual([
      { Status: 'Not Started' },
      { Status: 'In Progress' },
    ]);
  });
});

describe('fields', () => {
  const select = ['Name', 'Status', 'TargetDate', 'CreatedDate', 'CompletionPercentage', 'CompanyId', 'OwnerId'];

  test.each<readonly [Fault['kind'], expected: (goal: Goal) => object]>([
    ['wrongTypes', (goal) => ({ Name: goal.Name.length, Status: 11, CompletionPercentage: '0' })],
    [
      'epochDates',
      (goal) => ({
        TargetDate: Date.parse(goal.TargetDate!),
        CreatedDate: Date.parse(goal.CreatedDate!),
        Name: goal.Name,
      }),
    ],
    ['unknownFields', ({ Name }) => ({ Name, Region__gc: 'EMEA' })],
    ['unknownStatus', ({ Name }) => ({ Name, Status: 'On Hold' })],
  ])('%s', async (kind, expected) => {
    const goal = (await search(await startTenant(), { limit: 1 })).records[0]!;
    const tenant = await withFault({ kind });
    expect((await search(tenant, { limit: 1, select })).records[0]).toMatchObject(expected(goal));
    expect(await ask(tenant, `GET /goals/${goal.Gsid}`)).toMatchObject(expected(goal));
  });

  test('that are absent are null', async () => {
    const tenant = await withFault({ kind: 'nulls', operation: 'getGoal' });
    const where = { conditions: [{ name: 'OwnerId', operator: 'IS_NULL' }] };
    const goal = (await search(tenant, { where, limit: 1 })).records[0]!;
    expect(await ask(tenant, `GET /goals/${goal.Gsid}`)).toMatchObject({ ...goal, OwnerId: null, OwnerName: null });
  });

  test('of every record of a list', async () => {
    const found = await ask<readonly unknown[]>(await withFault({ kind: 'wrongTypes' }), templates);
    expect(found).toHaveLength(12);
    expect(found).toMatchObject(Array.from({ length: 12 }, () => ({ id: 36, isActive: expect.any(String) })));
  });

  test('are left alone in a refusal', async () => {
    const tenant = await withFault({ kind: 'wrongTypes' });
    expect(await refusal(tenant, 'POST /goals', {})).toBe('400 GSOBJ_1007 Name: is required.');
  });
});

describe('changed behind your back', () => {
  const read = (tenant: SampleTenant, { Gsid }: Goal): Promise<Goal> => ask(tenant, `GET /goals/${Gsid}`);

  test('before it is read', async () => {
    const tenant = await withFault({ kind: 'changedBehind', operation: 'getGoal', times: 1 });
    const goal = await anyGoal(tenant);
    const seen = await read(tenant, goal);
    expect(seen).toEqual({ ...goal, Name: `${goal.Name} (revised)`, ModifiedDate: seen.ModifiedDate });
    expect(seen.ModifiedDate! > goal.ModifiedDate!).toBe(true);
  });

  test('between a read and a write', async () => {
    const tenant = await withFault({
      kind: 'changedBehind',
      operation: 'getGoal',
      times: 1,
      when: 'after',
      changes: { Status: 'Missed' },
    });
    const goal = await anyGoal(tenant);
    expect(await read(tenant, goal)).toEqual(goal);
    expect(await read(tenant, goal)).toMatchObject({ Status: 'Missed' });
  });

  test('before a write, which then replaces it', async () => {
    const tenant = await withFault({
      kind: 'changedBehind',
      operation: 'updateGoal',
      times: 1,
      changes: { Name: 'Theirs' },
    });
    const goal = await anyGoal(tenant);
    await ask(tenant, `PUT /goals/${goal.Gsid}`, { ...inputOf(goal), Name: 'Ours' });
    expect((await read(tenant, goal)).Name).toBe('Ours');
  });
});

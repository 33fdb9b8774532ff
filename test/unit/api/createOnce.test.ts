import { describe, expect, it } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { compare, whereOf } from '../../../src/api/query.ts';
import type { Fault } from '../../../src/sample/server.ts';
import { anyGoal, clientFor, connect, errorOf, kindOf, type Connected } from './connectedClient.ts';

const goalsNamed = (connected: Connected, name: string): number => {
  const made = connected.tenant.requests.filter(({ operationId }) => operationId === 'createGoal');
  return made.filter(({ body }) => JSON.stringify(body).includes(name)).length;
};

/** Faults of a create that was stored, each with what comes in the place of its answer. */
const storedAndLost: readonly Omit<Fault, 'operation'>[] = [
  { kind: 'cutAfter' },
  { kind: 'halfBody' },
  { kind: 'emptyBody' },
  { kind: 'tornJson' },
  { kind: 'html' },
  { kind: 'wrongTypes' },
  { kind: 'nullData' },
  { kind: 'nullData', status: 200 },
  { kind: 'failedAfter' },
  { kind: 'failedAfter', status: 503 },
  { kind: 'failedAfter', status: 408, errorCode: '' },
  { kind: 'plain', status: 202 },
  { kind: 'plain', status: 204 },
  { kind: 'plain', status: 303, headers: { location: '/v1/goals/1' } },
  ...[401, 403, 404, 405, 407, 408, 409, 411, 413, 421, 425, 429, 499, 500, 502, 503, 504, 520, 524].map(
    (status) => ({ kind: 'html', status }) as const,
  ),
  ...[400, 401, 403, 404, 429, 503].map(
    (status) => ({ kind: 'plain', status, body: '{"message":"no","error":"denied"}' }) as const,
  ),
];

/** A goal with a past: searches lag behind it. */
const lagging = (looks: number): Fault => ({ kind: 'unseen', operation: 'searchGoals', times: looks });

const lostCreate = async (fault: Omit<Fault, 'operation'>, ...others: readonly Fault[]) => {
  const connected = await connect({ tenant: { goals: 3 } });
  const { CompanyId } = await anyGoal(connected);
  connected.tenant.faults.add({ ...fault, operation: 'createGoal', times: 1 }, ...others);
  return { ...connected, input: { Name: 'Just one', CompanyId } };
};

const countOf = async ({ client }: Pick<Connected, 'client'>, { Name }: { readonly Name: string }): Promise<number> => {
  const where = whereOf(compare('Name', 'EQ', Name));
  return (await client.searchGoals({ where, limit: 10 })).records.length;
};

describe('a goal is made once', () => {
  it.each(storedAndLost)('%o: the goal that is there is the answer', async (fault) => {
    const { input, ...connected } = await lostCreate(fault);
    const created = await connected.client.createGoal(input);
    expect(created.Name).toBe('Just one');
    expect(goalsNamed(connected, 'Just one')).toBe(1);
    expect(await connected.client.getGoal(created.Gsid)).toEqual(created);
  });

  it.each([1, 3, 6])('which searches show after %i looks is the answer', async (looks) => {
    const { input, ...connected } = await lostCreate({ kind: 'failedAfter' }, lagging(looks));
    expect((await connected.client.createGoal(input)).Name).toBe('Just one');
    expect(goalsNamed(connected, 'Just one')).toBe(1);
  });

  it('which the tenant stores long after the line was cut is the answer', async () => {
    const sleeps: number[] = [];
    const connected = await connect({
      client: {
        sleep: async (ms) => {
          sleeps.push(ms);
          if (sleeps.length === 3) connected.tenant.faults.clear();
        },
      },
    });
    const { CompanyId } = await anyGoal(connected);
    connected.tenant.faults.add({ kind: 'storedLater', later: 3_600_000, operation: 'createGoal' });
    expect((await connected.client.createGoal({ Name: 'Just one', CompanyId })).Name).toBe('Just one');
    expect(sleeps.slice(0, 3)).toEqual([1000, 3000, 8000]);
  });

  it.each([...storedAndLost, { kind: 'cutBefore' }, { kind: 'serverError' }, { kind: 'refused' }] as const)(
    '%o: where it does not show up, that is unknown, and what became of it is found out later',
    async (fault) => {
      const { input, ...connected } = await lostCreate(fault, lagging(7));
      const since = connected.client.tenantTime();
      const error = await errorOf(connected.client.createGoal(input));
      expect(error.outcome).toBe('unknown');
      const count = await countOf(connected, input);
      const sighting = await connected.client.findCreatedGoal(input, since);
      expect([count, sighting]).toEqual(typeof sighting === 'object' ? [1, { found: sighting.found }] : [0, 'absent']);
    },
  );

  it('says so when even that cannot be found out', async () => {
    const { input, client } = await lostCreate({ kind: 'cutAfter' }, { kind: 'serverError', operation: 'searchGoals' });
    const since = client.tenantTime();
    expect(await errorOf(client.createGoal(input))).toMatchObject({ kind: 'network', outcome: 'unknown' });
    expect(await kindOf(client.findCreatedGoal(input, since))).toBe('server');
  });

  it('does not take its own older goal of the same name for the new one', async () => {
    const { input, client } = await lostCreate({ kind: 'cutBefore', skip: 1 });
    await client.createGoal(input);
    expect((await errorOf(client.createGoal(input))).outcome).toBe('unknown');
  });

  it.each(['silent', 'stalledBody'] as const)('does not say that none was made after a time-out (%s)', async (kind) => {
    const connected = await connect({ client: { timeoutMs: 500 } });
    const { CompanyId } = await anyGoal(connected);
    connected.tenant.faults.add(
      { kind, operation: 'createGoal', times: 1 },
      { kind: 'unseen', operation: 'searchGoals' },
    );
    const error = await errorOf(connected.client.createGoal({ Name: 'Late', CompanyId }));
    expect(error).toMatchObject({ kind: 'timeout', outcome: 'unknown' });
  });

  it.each([
    ['another status', 0, { Status: 'Achieved' }, 'cutBefore'],
    ['the same', 5, {}, 'cutBefore'],
    ['the same', 1400, {}, 'cutBefore'],
    ['another status', 5, { Status: 'Achieved' }, 'serverError'],
  ] as const)(
    'does not take a colleague’s goal with %s, %i minutes old, for the lost one',
    async (_, minutes, more, kind) => {
      let minutesAgo: number = minutes;
      const connected = await connect({ tenant: { now: () => new Date(Date.now() - minutesAgo * 60_000) } });
      const { CompanyId } = await anyGoal(connected);
      const input = { Name: 'Same name', CompanyId, Status: 'In Progress' };
      const theirs = await clientFor(connected).createGoal({ ...input, ...more });
      minutesAgo = 0;
      connected.tenant.faults.add({ kind, operation: 'createGoal' });
      const since = connected.client.tenantTime();
      const error = await errorOf(connected.client.createGoal(input));
      expect(error.outcome).toBe('unknown');
      expect(await connected.client.findCreatedGoal(input, since)).toBe('unclear');
      expect(theirs.Name).toBe(input.Name);
    },
  );

  it.each([1, 2])('tells the lost one from %i of another client, some minutes old and just the same', async (count) => {
    let minutesAgo = 5;
    const connected = await connect({ tenant: { now: () => new Date(Date.now() - minutesAgo * 60_000) } });
    const { CompanyId } = await anyGoal(connected);
    const input = { Name: 'Same name', CompanyId };
    for (let made = 0; made < count; made += 1) await clientFor(connected).createGoal(input);
    minutesAgo = 0;
    const before = await countOf(connected, input);
    connected.tenant.faults.add({ kind: 'cutAfter', operation: 'createGoal' });
    const created = await connected.client.createGoal(input);
    expect(Date.parse(created.CreatedDate ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(await countOf(connected, input)).toBe(before + 1);
  });

  it('of which two may be the lost one is unknown', async () => {
    const { input, ...connected } = await lostCreate({ kind: 'cutAfter' });
    await clientFor(connected).createGoal(input);
    // That was the first create, and cut; its goal was found. This is a second one beside it.
    connected.tenant.faults.add({ kind: 'cutAfter', operation: 'createGoal' });
    expect((await errorOf(connected.client.createGoal(input))).outcome).toBe('unknown');
  });

  it('does not take a search for all of the company that was cut short for the whole', async () => {
    const { input, ...connected } = await lostCreate(
      { kind: 'cutAfter' },
      { kind: 'clampedPage', rows: 0, operation: 'searchGoals' },
    );
    const since = connected.client.tenantTime();
    expect((await errorOf(connected.client.createGoal(input))).outcome).toBe('unknown');
    expect(await connected.client.findCreatedGoal(input, since)).toBe('unclear');
  });

  it('is found in a later session by what was sent and when', async () => {
    const { input, ...connected } = await lostCreate({ kind: 'cutAfter' }, lagging(7));
    const since = connected.client.tenantTime();
    await errorOf(connected.client.createGoal(input));
    const later = clientFor(connected);
    expect(await later.findCreatedGoal(input, since)).toEqual({ found: expect.objectContaining(input) });
    expect(await later.findCreatedGoal({ ...input, Name: 'Another' }, since)).toBe('absent');
  });

  it.each([
    ['a name that was cut', { Name: 'Just one g' }],
    ['a name that was tidied', { Name: 'JUST ONE GOAL' }],
    ['a name that was cut, and another status', { Name: 'Just one go', Status: 'Missed' }],
    ['a name of which little is left', { Name: 'Just' }],
  ])('with %s is not taken for none, nor sent again unseen', async (_, fields) => {
    const { input: named, ...connected } = await lostCreate({ kind: 'storedOtherwise', fields });
    const input = { ...named, Name: 'Just one goal' };
    const since = connected.client.tenantTime();
    // Its answer is lost as well: the next client knows nothing of it.
    await connected.client.createGoal(input);
    expect(await clientFor(connected).findCreatedGoal(input, since)).toBe('unclear');
  });

  it('is absent beside what else was made in the company', async () => {
    const connected = await connect({ tenant: { goals: 3 } });
    const { CompanyId } = await anyGoal(connected);
    for (const Name of ['Renew', 'Just one more']) await clientFor(connected).createGoal({ Name, CompanyId });
    const sighting = connected.client.findCreatedGoal({ Name: 'Just one', CompanyId }, connected.client.tenantTime());
    expect(await sighting).toBe('absent');
  });

  it('leaves a refusal as it is', async () => {
    const connected = await connect();
    const error = await errorOf(connected.client.createGoal({ Name: '', CompanyId: 'x' }));
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'notStored' });
    expect(connected.newRequests()).toEqual(['createGoal 400']);
  });

  it.each([
    ['stalledBody', 'created'],
    ['silent', 'unknown'],
  ] as const)('is looked for once after it was aborted in flight (%s)', async (kind, end) => {
    const { input, ...connected } = await lostCreate({ kind });
    const controller = new AbortController();
    const created = connected.client.createGoal(input, controller.signal).then(
      () => 'created',
      (error: unknown) => (error instanceof ApiError ? error.outcome : error),
    );
    await expect.poll(() => goalsNamed(connected, 'Just one'), { interval: 5 }).toBe(1);
    connected.newRequests();
    controller.abort();
    expect(await created).toBe(end);
    expect(connected.newRequests()).toEqual(['searchGoals 200']);
  });

  it(
    'makes no duplicate in 1,000 creates of which every third is cut after it was stored',
    { timeout: 60_000 },
    async () => {
      const connected = await connect();
      const { CompanyId } = await anyGoal(connected);
      const before = (await connected.client.searchGoals({ limit: 1 })).totalCount ?? 0;
      for (let i = 0; i < 1000; i += 1) {
        if (i % 3 === 2) connected.tenant.faults.add({ kind: 'cutAfter', operation: 'createGoal', times: 1 });
        await connected.client.createGoal({ Name: `Number ${i}`, CompanyId });
      }
      expect((await connected.client.searchGoals({ limit: 1 })).totalCount).toBe(before + 1000);
    },
  );
});

describe('a metric is added once', () => {
  const input = { Name: 'Seats', TargetValue: 7, CurrentValue: 2, Unit: 'users' };

  it.each(storedAndLost)('%o: the metric that is there is the answer', async (fault) => {
    const { client, tenant } = await connect({ tenant: { goals: 3 } });
    const { Gsid } = await anyGoal({ client });
    const before = await client.listGoalMetrics(Gsid);
    tenant.faults.add({ ...fault, operation: 'addGoalMetric' });
    const added = await client.addGoalMetric(Gsid, input);
    expect(await client.listGoalMetrics(Gsid)).toEqual([...before, added]);
  });

  it.each(['cutBefore', 'serverError', 'refused'] as const)('%s: nobody knows, until it is absent', async (kind) => {
    const { client, tenant } = await connect();
    const { Gsid } = await anyGoal({ client });
    tenant.faults.add({ kind, operation: 'addGoalMetric' });
    const since = client.tenantTime();
    expect((await errorOf(client.addGoalMetric(Gsid, input))).outcome).toBe('unknown');
    expect(await client.findAddedMetric(Gsid, input, since)).toBe('absent');
  });

  it.each([{ Name: 'Seats in u' }, { Name: 'SEATS IN USE', Unit: null }, { TargetValue: 8 }])(
    'stored as %j: is not taken for none, nor sent again unseen',
    async (fields) => {
      const connected = await connect({ tenant: { goals: 3 } });
      const { Gsid } = await anyGoal(connected);
      connected.tenant.faults.add({ kind: 'storedOtherwise', operation: 'addGoalMetric', fields });
      const since = connected.client.tenantTime();
      const seats = { ...input, Name: 'Seats in use' };
      await connected.client.addGoalMetric(Gsid, seats);
      expect(await clientFor(connected).findAddedMetric(Gsid, seats, since)).toBe('unclear');
    },
  );

  it('and leaves a refusal as it is', async () => {
    const { client, newRequests } = await connect();
    const { Gsid } = await anyGoal({ client });
    newRequests();
    expect(await errorOf(client.addGoalMetric(Gsid, { ...input, Name: '' }))).toMatchObject({ outcome: 'notStored' });
    expect(newRequests()).toEqual(['addGoalMetric 400']);
  });
});

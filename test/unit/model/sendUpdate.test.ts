import { describe, expect, it, vi } from 'vitest';
import type { ClientOptions } from '../../../src/api/createClient.ts';
import { ApiError, type WriteOutcome } from '../../../src/api/errors.ts';
import { fieldsOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { GoalConflict } from '../../../src/model/merge.ts';
import type { Fault } from '../../../src/sample/server.ts';
import { sendUpdate } from '../../../src/model/sendUpdate.ts';
import { anyGoal, connect, errorOf, readsFirst, type Connected } from '../api/connectedClient.ts';

type Begun = Connected & { readonly goalId: string; readonly base: GoalFields };

/** A short time-out is for who waits for one: on a busy machine an answer may take a while. */
const begin = async (client: Partial<ClientOptions> = {}): Promise<Begun> => {
  const connected = await connect({ tenant: { goals: 3 }, client });
  const { Gsid } = await anyGoal(connected);
  const base = fieldsOf(await connected.client.getGoal(Gsid));
  connected.newRequests();
  return { ...connected, goalId: Gsid, base };
};

const beginWith = (kind: Fault['kind']): Promise<Begun> =>
  begin(kind === 'silent' || kind === 'stalledBody' ? { timeoutMs: 1000 } : {});

/** The write is sent when the read beside it is answered. */
const beginInOrder = (): Promise<Begun> => begin({ fetch: readsFirst() });

const updatesOf = (requests: readonly string[]): number =>
  requests.filter((request) => request.startsWith('updateGoal')).length;

describe('an update', () => {
  it.each(['cutAfter', 'halfBody', 'emptyBody', 'stalledBody'] as const)(
    '%s: is found to be stored, and not sent again',
    async (kind) => {
      const { client, tenant, goalId, base, newRequests } = await beginWith(kind);
      tenant.faults.add({ kind, operation: 'updateGoal', times: 1 });
      expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).goal.Name).toBe('Mine');
      expect(updatesOf(newRequests())).toBe(1);
    },
  );

  it.each(['cutBefore', 'serverError'] as const)('%s: is sent again where it is not there', async (kind) => {
    const { client, tenant, goalId, base, newRequests } = await begin();
    tenant.faults.add({ kind, operation: 'updateGoal', times: 1 });
    expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).goal.Name).toBe('Mine');
    expect(updatesOf(newRequests())).toBe(2);
  });

  it('whose answer was lost does not take back what a colleague did since', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(
      { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 3, changes: { Status: 'Missed' } },
    );
    const mine = { ...base, Name: 'Mine', Status: 'Achieved' };
    await expect(sendUpdate(client, goalId, base, mine)).rejects.toThrow(GoalConflict);
    expect((await client.getGoal(goalId)).Status).toBe('Missed');
  });

  it('whose answer was lost puts back what it wrote over, also where a colleague went on in its own field', async () => {
    const { client, tenant, goalId, base } = await beginInOrder();
    tenant.faults.add(
      { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 2, changes: { TargetDate: '2033-03-03' } },
      { kind: 'changedBehind', operation: 'getGoal', times: 1, changes: { Name: 'Theirs' } },
    );
    const failure = await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ fields: ['Name'], theirs: { Name: 'Theirs', TargetDate: '2033-03-03' } });
    expect(await client.getGoal(goalId)).toMatchObject({ Name: 'Theirs', TargetDate: '2033-03-03' });
  });

  it.each<readonly [Omit<Fault, 'operation'>, outcome: WriteOutcome, updates: number]>([
    [{ kind: 'serverError' }, 'unknown', 4],
    [{ kind: 'cutBefore' }, 'unknown', 4],
    [{ kind: 'silent' }, 'unknown', 4],
    [{ kind: 'storedLater', later: 3_600_000 }, 'unknown', 4],
    [{ kind: 'throttled', retryAfter: 0 }, 'notStored', 4],
    [{ kind: 'refused', errorCode: 'GSOBJ_1006' }, 'notStored', 1],
    [{ kind: 'refused', errorCode: 'GS_APIG_2401' }, 'notStored', 1],
    [{ kind: 'redirect' }, 'notStored', 4],
  ])('that fails for good (%o) is said to be %s', async (fault, outcome, updates) => {
    const { client, tenant, goalId, base, newRequests } = await beginWith(fault.kind);
    tenant.faults.add({ ...fault, operation: 'updateGoal' });
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error.outcome).toBe(outcome);
    expect(updatesOf(newRequests())).toBe(updates);
  });

  it('that is refused after one that may be stored is unknown', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(
      { kind: 'cutBefore', operation: 'updateGoal', times: 1 },
      { kind: 'refused', operation: 'updateGoal', errorCode: 'GSOBJ_1006' },
    );
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error).toMatchObject({ kind: 'invalid', outcome: 'unknown' });
  });

  it.each([401, 404, 407, 413, 429, 499, 503])(
    'that was stored, and answered by a gateway with %i, is found',
    async (status) => {
      const { client, tenant, goalId, base, newRequests } = await begin();
      tenant.faults.add({ kind: 'html', status, operation: 'updateGoal', times: 1 });
      expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).goal.Name).toBe('Mine');
      expect(updatesOf(newRequests())).toBe(1);
    },
  );

  it('answered about another goal is looked for in its own', async () => {
    const { client, tenant, goalId, base, newRequests } = await begin();
    tenant.faults.add({ kind: 'otherGoal', operation: 'updateGoal', times: 1 });
    expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).goal).toMatchObject({
      Gsid: goalId,
      Name: 'Mine',
    });
    expect(updatesOf(newRequests())).toBe(1);
  });

  it('is not sent on top of another goal', async () => {
    const { client, tenant, goalId, base, newRequests } = await begin();
    tenant.faults.add({ kind: 'otherGoal', operation: 'getGoal' });
    expect(await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }))).toMatchObject({
      kind: 'malformed',
    });
    expect(updatesOf(newRequests())).toBe(0);
  });

  it('that is given up before it is sent is not sent later', async () => {
    const { client, goalId, base, newRequests } = await begin();
    const updateGoal = vi.fn<() => Promise<never>>(() =>
      Promise.reject(new ApiError('aborted', 'updateGoal', { outcome: 'notStored' })),
    );
    const error = await errorOf(
      sendUpdate({ ...client, getGoal: client.getGoal.bind(client), updateGoal }, goalId, base, {
        ...base,
        Name: 'Mine',
      }),
    );
    expect([error.kind, error.outcome, updateGoal.mock.calls.length]).toEqual(['aborted', 'notStored', 1]);
    expect(updatesOf(newRequests())).toBe(0);
  });

  it('is said to be unknown when the tenant cannot be read any more', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(
      { kind: 'cutAfter', operation: 'updateGoal' },
      { kind: 'refused', operation: 'getGoal', skip: 3 },
    );
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error.outcome).toBe('unknown');
  });

  const theirs = { Status: 'Missed', TargetDate: '2031-01-01' };

  /** Somebody else changes the goal right after so many reads of it. */
  const changedAfter = (reads: number, changes: Partial<GoalFields> = theirs) =>
    ({ kind: 'changedBehind', operation: 'getGoal', times: 1, skip: reads - 1, when: 'after', changes }) as const;

  it.each<readonly [string, readonly Fault[]]>([
    ['after the first read', [changedAfter(1)]],
    [
      'after the first read, while the second fails once',
      [changedAfter(1), { kind: 'serverError', status: 503, operation: 'getGoal', times: 1 }],
    ],
    [
      'after the first read, while the second is cut once',
      [changedAfter(1), { kind: 'cutBefore', operation: 'getGoal', times: 1 }],
    ],
    ['after the second read', [changedAfter(2)]],
    [
      'while it was throttled',
      [changedAfter(3), { kind: 'throttled', retryAfter: 0, operation: 'updateGoal', times: 1 }],
    ],
    [
      'while it was throttled twice',
      [changedAfter(5), { kind: 'throttled', retryAfter: 0, operation: 'updateGoal', times: 2 }],
    ],
    ['while it failed', [changedAfter(3), { kind: 'serverError', operation: 'updateGoal', times: 1 }]],
    [
      'after the second read, and its answer was lost',
      [changedAfter(2), { kind: 'cutAfter', operation: 'updateGoal', times: 1 }],
    ],
  ])('keeps what a colleague wrote %s', async (_, faults) => {
    const { client, tenant, goalId, base } = await beginInOrder();
    tenant.faults.add(...faults);
    const { goal: stored } = await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    expect(fieldsOf(stored)).toEqual({ ...base, ...theirs, Name: 'Mine' });
    expect(fieldsOf(await client.getGoal(goalId))).toEqual({ ...base, ...theirs, Name: 'Mine' });
  });

  it.each<readonly [string, readonly Fault[], name: string]>([
    ['before it', [changedAfter(1)], 'theirs'],
    [
      'while it was throttled',
      [changedAfter(3), { kind: 'throttled', retryAfter: 0, operation: 'updateGoal', times: 1 }],
      'theirs',
    ],
    ['at the same moment', [changedAfter(2)], 'Mine'],
  ])('asks where a colleague changed the same field %s, and leaves theirs there', async (_, faults, name) => {
    const { client, tenant, goalId, base } = await beginInOrder();
    tenant.faults.add(...faults);
    const expected = { ...base, ...theirs, Name: name === 'Mine' ? 'Mine' : base.Name };
    await expect(sendUpdate(client, goalId, base, { ...base, Name: 'Mine', Status: 'Achieved' })).rejects.toMatchObject(
      { fields: ['Status'], theirs: expected },
    );
    expect(fieldsOf(await client.getGoal(goalId))).toEqual(expected);
  });

  it('whose answer was lost puts nothing back where a colleague has gone on since', async () => {
    const { client, tenant, goalId, base } = await beginInOrder();
    tenant.faults.add(
      changedAfter(2, { Status: 'Missed' }),
      { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 1, changes: { Status: 'Achieved' } },
    );
    await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    expect(fieldsOf(await client.getGoal(goalId))).toEqual({ ...base, Name: 'Mine', Status: 'Achieved' });
  });

  it('that cannot put back what a colleague wrote says what that was', async () => {
    const { client, tenant, goalId, base } = await beginInOrder();
    tenant.faults.add(changedAfter(2, { Status: 'Missed' }), { kind: 'refused', operation: 'getGoal', skip: 1 });
    await expect(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).rejects.toMatchObject({
      name: 'NotPutBack',
      lost: { Status: 'Missed' },
      stored: { Name: 'Mine', Status: base.Status },
    });
  });

  it('does not mistake its own write for a colleague’s', async () => {
    const { client, tenant, goalId, base, newRequests } = await begin();
    // The read beside the write is answered after it.
    tenant.faults.add({ kind: 'latency', operation: 'getGoal', skip: 2, times: 1, delay: 50 });
    await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    expect(updatesOf(newRequests())).toBe(1);
  });

  it('trims a name that was edited, and leaves one that was not', async () => {
    const { client, goalId, base } = await begin();
    expect((await sendUpdate(client, goalId, base, { ...base, Name: ' Mine ' })).goal.Name).toBe('Mine');
    await client.updateGoal(goalId, { Name: ' Theirs ', CompanyId: base.CompanyId });
    const held = fieldsOf(await client.getGoal(goalId));
    expect((await sendUpdate(client, goalId, held, { ...held, Status: 'Missed' })).goal.Name).toBe(held.Name);
  });
});

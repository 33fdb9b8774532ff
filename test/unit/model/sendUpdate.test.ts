import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '../../../src/api/errors.ts';
import { fieldsOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { GoalConflict } from '../../../src/model/merge.ts';
import { sendUpdate } from '../../../src/model/sendUpdate.ts';
import { anyGoal, connect, errorOf, type Connected } from '../api/connectedClient.ts';

type Begun = Connected & { readonly goalId: string; readonly base: GoalFields };

const begin = async (): Promise<Begun> => {
  const connected = await connect({ client: { timeoutMs: 100 } });
  const { Gsid } = await anyGoal(connected);
  const base = fieldsOf(await connected.client.getGoal(Gsid));
  connected.newRequests();
  return { ...connected, goalId: Gsid, base };
};

const updatesOf = (requests: readonly string[]): number =>
  requests.filter((request) => request.startsWith('updateGoal')).length;

describe('an update', () => {
  it.each(['cutAfter', 'halfBody', 'emptyBody', 'stalledBody'] as const)(
    '%s: is found to be stored, and not sent again',
    async (kind) => {
      const { client, tenant, goalId, base, newRequests } = await begin();
      tenant.faults.add({ kind, operation: 'updateGoal', times: 1 });
      expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).Name).toBe('Mine');
      expect(updatesOf(newRequests())).toBe(1);
    },
  );

  it.each(['cutBefore', 'serverError'] as const)('%s: is sent again where it is not there', async (kind) => {
    const { client, tenant, goalId, base, newRequests } = await begin();
    tenant.faults.add({ kind, operation: 'updateGoal', times: 1 });
    expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).Name).toBe('Mine');
    expect(updatesOf(newRequests())).toBe(2);
  });

  it('whose answer was lost does not take back what a colleague did since', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(
      { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 2, changes: { Status: 'Missed' } },
    );
    const mine = { ...base, Name: 'Mine', Status: 'Achieved' };
    await expect(sendUpdate(client, goalId, base, mine)).rejects.toThrow(GoalConflict);
    expect((await client.getGoal(goalId)).Status).toBe('Missed');
  });

  it.each([
    ['serverError', 'notStored'],
    ['cutBefore', 'notStored'],
    ['silent', 'unknown'],
  ] as const)('that fails for good (%s) is said to be %s', async (kind, outcome) => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add({ kind, operation: 'updateGoal' });
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error.outcome).toBe(outcome);
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
      { kind: 'refused', operation: 'getGoal', skip: 2 },
    );
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error.outcome).toBe('unknown');
  });

  const betweenReadAndWrite = (changes: Partial<GoalFields>) =>
    ({ kind: 'changedBehind', operation: 'getGoal', times: 1, when: 'after', changes }) as const;

  it('puts back what a colleague wrote between the read and the write', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(betweenReadAndWrite({ Status: 'Missed', TargetDate: '2031-01-01' }));
    const stored = await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    const expected = { ...base, Name: 'Mine', Status: 'Missed', TargetDate: '2031-01-01' };
    expect(fieldsOf(stored)).toEqual(expected);
    expect(fieldsOf(await client.getGoal(goalId))).toEqual(expected);
  });

  it('asks where a colleague changed the same field between the read and the write, and leaves theirs there', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(betweenReadAndWrite({ Status: 'Missed' }));
    const mine = { ...base, Name: 'Mine', Status: 'Achieved' };
    const expected = { ...base, Name: 'Mine', Status: 'Missed' };
    await expect(sendUpdate(client, goalId, base, mine)).rejects.toMatchObject({
      fields: ['Status'],
      theirs: expected,
    });
    expect(fieldsOf(await client.getGoal(goalId))).toEqual(expected);
  });

  it('whose answer was lost puts back what a colleague wrote before it, too', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(betweenReadAndWrite({ Status: 'Missed' }), {
      kind: 'cutAfter',
      operation: 'updateGoal',
      times: 1,
    });
    await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    expect(fieldsOf(await client.getGoal(goalId))).toEqual({ ...base, Name: 'Mine', Status: 'Missed' });
  });

  it('whose answer was lost puts nothing back where a colleague has gone on since', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(
      betweenReadAndWrite({ Status: 'Missed' }),
      { kind: 'cutAfter', operation: 'updateGoal', times: 1 },
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 2, changes: { Status: 'Achieved' } },
    );
    await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    expect(fieldsOf(await client.getGoal(goalId))).toEqual({ ...base, Name: 'Mine', Status: 'Achieved' });
  });

  it('that cannot put back what a colleague wrote says what that was', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(betweenReadAndWrite({ Status: 'Missed' }), { kind: 'refused', operation: 'getGoal', skip: 1 });
    await expect(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).rejects.toMatchObject({
      name: 'NotPutBack',
      lost: { Status: 'Missed' },
      stored: { Name: 'Mine', Status: base.Status },
    });
  });

  it('does not mistake its own write for a colleague’s', async () => {
    const { client, tenant, goalId, base, newRequests } = await begin();
    // The read beside the write is answered after it.
    tenant.faults.add({ kind: 'latency', operation: 'getGoal', skip: 1, times: 1, delay: 50 });
    await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' });
    expect(updatesOf(newRequests())).toBe(1);
  });

  it('trims a name that was edited, and leaves one that was not', async () => {
    const { client, goalId, base } = await begin();
    expect((await sendUpdate(client, goalId, base, { ...base, Name: ' Mine ' })).Name).toBe('Mine');
    await client.updateGoal(goalId, { Name: ' Theirs ', CompanyId: base.CompanyId });
    const theirs = fieldsOf(await client.getGoal(goalId));
    expect((await sendUpdate(client, goalId, theirs, { ...theirs, Status: 'Missed' })).Name).toBe(theirs.Name);
  });
});

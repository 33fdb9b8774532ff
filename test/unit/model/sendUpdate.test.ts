import { describe, expect, it } from 'vitest';
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
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 1, changes: { Status: 'Missed' } },
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

  it('is said to be unknown when the tenant cannot be read any more', async () => {
    const { client, tenant, goalId, base } = await begin();
    tenant.faults.add(
      { kind: 'cutAfter', operation: 'updateGoal' },
      { kind: 'refused', operation: 'getGoal', skip: 1 },
    );
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error.outcome).toBe('unknown');
  });

  it('trims a name that was edited, and leaves one that was not', async () => {
    const { client, goalId, base } = await begin();
    expect((await sendUpdate(client, goalId, base, { ...base, Name: ' Mine ' })).Name).toBe('Mine');
    await client.updateGoal(goalId, { Name: ' Theirs ', CompanyId: base.CompanyId });
    const theirs = fieldsOf(await client.getGoal(goalId));
    expect((await sendUpdate(client, goalId, theirs, { ...theirs, Status: 'Missed' })).Name).toBe(theirs.Name);
  });
});

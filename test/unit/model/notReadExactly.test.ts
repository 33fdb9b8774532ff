import { describe, expect, it } from 'vitest';
import { explainInOne } from '../../../src/explain.ts';
import { fieldsOf } from '../../../src/model/goalFields.ts';
import { sendUpdate } from '../../../src/model/sendUpdate.ts';
import { errorOf as errorOfFacts, factsOf } from '../../../src/plan/stepState.ts';
import { anyGoal, connect, errorOf } from '../api/connectedClient.ts';

type Row = Readonly<Record<string, unknown>>;

const odd = async (row: Row, operation: 'searchGoals' | 'getGoal') => {
  const connected = await connect({ tenant: { goals: 5 } });
  const { Gsid } = await anyGoal(connected);
  const before = await connected.client.getGoal(Gsid);
  connected.tenant.faults.add({ kind: 'oddRow', row, operation });
  return { ...connected, goalId: Gsid, before };
};

const oddRows: readonly Row[] = [
  { CompletionPercentage: 'half' },
  { CompletionPercentage: 'NaN' },
  { CompanyId: null },
  { Status: { label: 'In Progress' } },
  { ModifiedDate: '' },
  { ModifiedDate: '2206-01-01T00:00:00.000Z' },
  { TargetDate: '0000-00-00' },
  { Name: 7 },
  { Gsid: null },
];

describe('one odd row', () => {
  it.each(oddRows)('%o is one odd row', async (row) => {
    const { client, tenant } = await odd(row, 'searchGoals');
    const { records } = await client.searchGoals({ limit: 100 });
    tenant.faults.clear();
    const plain = await client.searchGoals({ limit: 100 });
    const [name] = Object.keys(row);
    expect(records.slice(name === 'Gsid' ? 0 : 1)).toEqual(plain.records.slice(1));
    expect(name === 'Gsid' ? undefined : records[0]?.unreadable).toEqual(name === 'Gsid' ? undefined : [name]);
  });
});

describe('an update', () => {
  it.each<readonly [Row, string]>([
    [{ Status: { label: 'In Progress' } }, 'overwrite it: Status.'],
    [{ TargetDate: '2026-02-30' }, 'overwrite it: Target date.'],
    [{ Description: 7 }, 'overwrite it: Description.'],
    [{ Name: 'NaN', OwnerId: 'NaN' }, 'overwrite them: Name and Owner.'],
  ])('of a goal with %o is not sent, since it would clear what was not read', async (row, named) => {
    const { client, goalId, before, newRequests } = await odd(row, 'getGoal');
    newRequests();
    const base = fieldsOf(before);
    const error = await errorOf(sendUpdate(client, goalId, base, { ...base, Name: 'Mine' }));
    expect(error.outcome).toBe('notStored');
    expect(explainInOne(error)).toContain(named);
    // As a plan's journal keeps it.
    expect(explainInOne(errorOfFacts(JSON.parse(JSON.stringify(factsOf(error)))))).toBe(explainInOne(error));
    expect(newRequests().filter((request) => request.startsWith('updateGoal'))).toEqual([]);
  });

  it.each([{ CompletionPercentage: 'half' }, { ModifiedDate: '' }, { CreatedDate: 'Goal 5' }, { OwnerName: {} }])(
    'of a goal with %o is sent: nobody writes that',
    async (row) => {
      const { client, goalId, before } = await odd(row, 'getGoal');
      const base = fieldsOf(before);
      expect((await sendUpdate(client, goalId, base, { ...base, Name: 'Mine' })).goal.Name).toBe('Mine');
    },
  );

  it.each(['2026-12-20T23:00:00.000Z', '2026-12-20T00:00:00+02:00', '2026-12-20 00:00'])(
    'sends the target date %s back as it came, unless it was changed',
    async (TargetDate) => {
      const { client, tenant, goalId } = await odd({ TargetDate }, 'getGoal');
      const base = fieldsOf(await client.getGoal(goalId));
      const sent = (): unknown => Object(tenant.requests.at(-1)?.body).TargetDate;
      tenant.faults.add({ kind: 'refused', operation: 'updateGoal', errorCode: 'GSOBJ_1006' });
      expect(base.TargetDate).toBe('2026-12-20');
      await errorOf(sendUpdate(client, goalId, base, { ...base, Status: 'Missed' }));
      await expect.poll(sent).toBe(TargetDate);
      await errorOf(sendUpdate(client, goalId, base, { ...base, TargetDate: '2027-01-01' }));
      await expect.poll(sent).toBe('2027-01-01');
    },
  );
});

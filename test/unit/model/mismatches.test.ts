import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Goal } from '../../../src/api/schema.ts';
import { fieldsOf, noFields, type GoalFields } from '../../../src/model/goalFields.ts';
import { newStore } from './newStore.ts';
import { goalMismatches, metricMismatches } from '../../../src/model/mismatches.ts';
import type { Fault } from '../../../src/sample/server.ts';
import { connect } from '../api/connectedClient.ts';

type Changes = Partial<GoalFields>;
type Told = Readonly<Record<string, readonly [meant: string, held: string | undefined]>>;

/** Mismatches by field. */
const told = (
  mismatches: readonly { readonly field: string; readonly meant: string; readonly held: string | undefined }[],
): Told => Object.fromEntries(mismatches.map(({ field, meant, held }) => [field, [meant, held]]));

const description = '<p>What we agreed on</p>';

/** A store, a goal with every field, and the fields of another that may stand in their place. */
const open = async () => {
  const connected = await connect();
  const store = newStore(() => new Date());
  store.use(connected.client);
  await store.load();
  const companies = store.companies().map(({ Gsid }) => Gsid);
  const owners = store.owners().map(({ id }) => id);
  const [CompanyId = '', otherCompany = ''] = companies;
  const [OwnerId = '', otherOwner = ''] = owners;
  const [template] = (await store.templates()).filter(({ isActive }) => isActive);
  const whole: GoalFields = {
    Name: 'A goal with a name',
    CompanyId,
    Status: 'In Progress',
    OwnerId,
    TargetDate: '2031-03-01',
    TemplateId: template?.id ?? '',
    Description: description,
  };
  const ids: Readonly<Record<string, string>> = { otherCompany, otherOwner };
  const idOf = (value: unknown): unknown => ids[String(value)] ?? value;
  const withIds = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, idOf(value)]));
  return { ...connected, store, whole, withIds };
};

type Story = readonly [what: string, fields: Readonly<Record<string, unknown>>];

const stories: readonly Story[] = [
  ['cuts the name', { Name: 'A goal wit' }],
  ['puts another name', { Name: 'A GOAL WITH A NAME' }],
  ['drops the description', { Description: null }],
  ['cleans the description', { Description: '<p>What we</p>' }],
  ['writes the description in another way', { Description: '<p>What we agreed on</p>\n' }],
  ['changes the owner', { OwnerId: 'otherOwner' }],
  ['drops the owner', { OwnerId: null }],
  ['moves it to another company', { CompanyId: 'otherCompany' }],
  ['keeps the day before', { TargetDate: '2031-02-28' }],
  ['keeps the day after', { TargetDate: '2031-03-02' }],
  ['drops the date', { TargetDate: null }],
  ['sets the status back', { Status: 'Not Started' }],
  ['drops the template', { TemplateId: null }],
  ['changes three fields', { Name: 'Other', Status: 'Missed', OwnerId: null }],
];

const expected = (whole: GoalFields, fields: Readonly<Record<string, unknown>>): Told => {
  const meant: Readonly<Record<string, string>> = whole;
  return Object.fromEntries(
    Object.entries(fields).map(([name, held]) => [name, [meant[name] ?? '', typeof held === 'string' ? held : '']]),
  );
};

describe('a tenant that', () => {
  it.each(stories)('%s at a create is told with both values', async (_, changed) => {
    const { store, tenant, whole, withIds, client } = await open();
    const fields = withIds(changed);
    tenant.faults.add({ kind: 'storedOtherwise', operation: 'createGoal', fields });
    const { goal, mismatches } = await store.createGoal(whole);
    expect(told(mismatches)).toEqual(expected(whole, fields));
    expect(fieldsOf(goal)).toEqual(fieldsOf(await client.getGoal(goal.Gsid)));
  });

  it.each(stories)('%s at an update is told with both values, whatever was edited', async (_, changed) => {
    const { store, tenant, whole, withIds } = await open();
    const fields = withIds(changed);
    const { goal } = await store.createGoal({ ...whole, Name: 'Before' });
    tenant.faults.add({ kind: 'storedOtherwise', operation: 'updateGoal', fields });
    const { mismatches } = await store.updateGoal(goal.Gsid, fieldsOf(goal), whole);
    expect(told(mismatches)).toEqual(expected(whole, fields));
  });
});

describe('an update', () => {
  const clearing = async (...faults: readonly Fault[]) => {
    const { store, tenant, whole } = await open();
    const { goal } = await store.createGoal(whole);
    tenant.faults.add(...faults);
    const cleared = { ...whole, TargetDate: '', OwnerId: '' };
    const { mismatches } = await store.updateGoal(goal.Gsid, fieldsOf(goal), cleared);
    return { told: told(mismatches), whole };
  };

  it('that cleared fields which the tenant keeps is told so', async () => {
    const { told: seen, whole } = await clearing({ kind: 'keptWhatIsLeftOut', operation: 'updateGoal' });
    expect(seen).toEqual({ TargetDate: ['', whole.TargetDate], OwnerId: ['', whole.OwnerId] });
  });

  it('that cleared fields is saved where the tenant cleared them', async () => {
    expect((await clearing()).told).toEqual({});
  });

  const silent = { kind: 'oddRow', operation: 'updateGoal', row: { OwnerId: null, Description: null } } as const;
  const noRecord = { kind: 'nullData', operation: 'updateGoal', status: 200, times: 1 } as const;

  const renamed = async (faults: readonly Fault[], changes: Changes = { Name: 'After' }) => {
    const { store, tenant, whole, client, newRequests } = await open();
    const { goal } = await store.createGoal(whole);
    newRequests();
    tenant.faults.add(...faults);
    const { goal: stored, mismatches } = await store.updateGoal(goal.Gsid, fieldsOf(goal), { ...whole, ...changes });
    tenant.faults.clear();
    const updates = newRequests().filter((request) => request.startsWith('updateGoal')).length;
    return {
      told: told(mismatches),
      stored: fieldsOf(stored),
      held: fieldsOf(await client.getGoal(goal.Gsid)),
      updates,
    };
  };

  it.each<readonly [string, readonly Fault[], Told]>([
    ['leaves fields out of its answer', [silent], {}],
    ['answers with fields that cannot be read', [{ ...silent, row: { OwnerId: 7, Name: {} } }], {}],
    ['answers without the record', [noRecord], {}],
  ])('is looked at again where the tenant %s', async (_, faults, expectedTold) => {
    const { told: seen, stored, held, updates } = await renamed(faults);
    expect(seen).toEqual(expectedTold);
    expect(stored).toEqual(held);
    expect(updates).toBe(1);
  });

  it('whose answer has no record is told by the goal that is read next', async () => {
    // One fault a request: a colleague's hand stands for what the tenant makes of the name.
    const whatBecameOfIt = { kind: 'changedBehind', operation: 'getGoal', times: 1, changes: { Name: 'Aft' } } as const;
    const { told: seen, updates } = await renamed([noRecord, { ...whatBecameOfIt, skip: 3 }]);
    expect(seen).toEqual({ Name: ['After', 'Aft'] });
    expect(updates).toBe(1);
  });

  it('that cannot be looked at again says which fields are not known', async () => {
    const { told: seen, stored } = await renamed([
      silent,
      { kind: 'refused', operation: 'getGoal', errorCode: 'GSOBJ_1006', skip: 3 },
    ]);
    expect(seen).toMatchObject({ OwnerId: [stored.OwnerId, undefined], Description: [description, undefined] });
    expect(stored).toMatchObject({ Name: 'After', Description: description });
  });
});

describe('what is the same', () => {
  const held = (fields: Changes): Goal => ({ Gsid: 'G', Name: '', CompanyId: '', ...fields });

  it.each<readonly [Changes, Changes]>([
    [{ Name: 'Caf\u00e9' }, { Name: 'Cafe\u0301' }],
    [{ OwnerId: '' }, {}],
  ])('%j and %j', (meant, fields) => {
    expect(goalMismatches({ ...noFields, ...meant }, held(fields))).toEqual([]);
  });

  it('is what is held, for every goal', () => {
    const field = fc.string({ unit: 'binary' });
    const fields = fc.record({ Name: field, CompanyId: field, Description: field, OwnerId: field, Status: field });
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        const meant = { ...noFields, ...one };
        expect(goalMismatches(meant, held(one))).toEqual([]);
        const names = goalMismatches(meant, held(other)).map((each) => each.field);
        const differing = (['Description', 'OwnerId', 'CompanyId', 'Status'] as const).filter(
          (name) => one[name] !== other[name],
        );
        expect(names).toEqual(expect.arrayContaining([...differing]));
      }),
    );
  });
});

describe('a metric', () => {
  const input = { Name: 'Seats', TargetValue: 99.5, CurrentValue: 2.5, Unit: '%' };

  it.each<readonly [Readonly<Record<string, unknown>>, Told]>([
    [{}, {}],
    [{ TargetValue: 100 }, { TargetValue: ['99.5', '100'] }],
    [{ CurrentValue: 3 }, { CurrentValue: ['2.5', '3'] }],
    [{ CurrentValue: null }, { CurrentValue: ['2.5', '0'] }],
    [{ Unit: 'users' }, { Unit: ['%', 'users'] }],
    [{ Unit: null }, { Unit: ['%', undefined] }],
    [{ Name: 'Seat' }, { Name: ['Seats', 'Seat'] }],
  ])('that the tenant stores with %j is told', async (fields, seen) => {
    const { store, tenant } = await open();
    const [goal] = store.goalsOf(store.companies()[0]?.Gsid ?? '');
    tenant.faults.add({ kind: 'storedOtherwise', operation: 'addGoalMetric', fields });
    const { metric, mismatches } = await store.addMetric(goal?.Gsid ?? '', input);
    expect(told(mismatches)).toEqual('Unit' in seen && seen['Unit']?.[1] === undefined ? { Unit: ['%', ''] } : seen);
    expect(await store.metrics(goal?.Gsid ?? '')).toContainEqual(metric);
  });

  it('whose current value was left open is the tenant’s to choose, and its unit is not', () => {
    const metric = { Gsid: 'M', GoalId: 'G', Name: 'Seats', TargetValue: 5, CurrentValue: 0, Unit: 'EUR' };
    expect(told(metricMismatches({ Name: 'Seats', TargetValue: 5 }, metric))).toEqual({ Unit: ['', 'EUR'] });
  });
});

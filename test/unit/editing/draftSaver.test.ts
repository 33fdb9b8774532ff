import { describe, expect, it } from 'vitest';
import { DraftSaver, type OpenForm } from '../../../src/editing/draftSaver.ts';
import { draftAddress } from '../../../src/drafts/draftAddress.ts';
import type { Draft } from '../../../src/editing/draft.ts';
import { fieldsOf, noFields, type GoalFields } from '../../../src/model/goalFields.ts';
import { GoalConflict } from '../../../src/model/merge.ts';
import { NotConnected, type GoalStore } from '../../../src/model/goalStore.ts';
import type { Connected } from '../api/connectedClient.ts';
import { openWindow, someGoal } from '../editing/openSession.ts';
import { newStore } from '../model/newStore.ts';

const at = '2031-01-01T00:00:00Z';

/** Of a window in which no goals were loaded yet. */
const connectedStore = ({ client }: Pick<Connected, 'client'>): GoalStore => {
  const store = newStore();
  store.use(client);
  return store;
};

const noSleep = (): Promise<void> => Promise.resolve();

/** A window with a goal that no form shows, and drafts of it. */
const opened = async (form?: OpenForm, { isLoaded = true, sleep = noSleep } = {}) => {
  const window = await openWindow({ client: { sleep } });
  const goal = await someGoal(window);
  let tenant: string | undefined = 'sample';
  const { drafts, log } = window;
  const store = isLoaded ? window.store : connectedStore(window);
  const saver = new DraftSaver({ store, drafts, log, tenant: () => tenant, openForm: async () => form });
  const key = { tenant: 'sample', id: goal.Gsid };
  const keep = (id: string, draft: Omit<Draft, 'at'>) => {
    drafts.write({ tenant: 'sample', id }, { ...draft, at });
    return draftAddress({ tenant: 'sample', id, draft: { ...draft, at } });
  };
  return {
    window,
    goal,
    saver,
    address: { ...key, isNew: false, name: goal.Name, preset: {} },
    keepEdit: (changes: Partial<GoalFields>, more: Partial<Draft> = {}) => {
      const base = fieldsOf(goal);
      return keep(goal.Gsid, { goalId: goal.Gsid, base, mine: { ...base, ...changes }, ...more });
    },
    keepUnnamed: (changes: Partial<GoalFields>) => {
      const base = fieldsOf(goal);
      return keep(goal.Gsid, { base, mine: { ...base, ...changes } });
    },
    keepNew: (fields: Partial<GoalFields>, more: Partial<Draft> = {}, id = 'made-up') =>
      keep(id, { base: noFields, mine: { ...noFields, ...fields }, ...more }),
    store,
    inTenant: () => window.client.getGoal(goal.Gsid),
    drafted: (id = goal.Gsid) => drafts.read({ tenant: 'sample', id })?.mine,
    disconnect: () => (tenant = undefined),
    /** Another tenant is connected in this window. */
    connectOther: async () => {
      tenant = 'other.example';
      store.use(undefined);
      const other = await openWindow();
      store.use(other.client);
      return other;
    },
  };
};

const formOf = (isUntouched: boolean, isSaved: boolean) => {
  const did: string[] = [];
  const edit = (field: string, value: string): void => void did.push(`${field} ${value}`);
  const save = async (): Promise<boolean> => {
    did.push('save');
    return isSaved;
  };
  return { did, form: { isUntouched, edit, save } };
};

describe('saving a draft that no form shows', () => {
  it('sends what changed, leaves the rest as it is in the tenant, and ends the draft', async () => {
    const { saver, window, goal, keepEdit, inTenant, drafted } = await opened();
    const address = keepEdit({ Name: 'Renamed' });
    await window.changeElsewhere(goal, { TargetDate: '2031-12-31' });
    window.newRequests();
    expect(await saver.save(address)).toEqual({ kind: 'saved', mismatches: [] });
    const asked = window.newRequests().map((request) => request.split(' ', 1)[0]);
    expect(new Set(asked)).toEqual(new Set(['getGoal', 'updateGoal']));
    expect(await inTenant()).toMatchObject({
      Name: 'Renamed',
      TargetDate: '2031-12-31',
      Description: goal.Description,
    });
    expect(drafted()).toBeUndefined();
  });

  it.each([
    ['updateGoal', { Name: 'Renamed' }],
    ['createGoal', undefined],
  ] as const)('tells what the tenant holds instead (%s)', async (operation, edit) => {
    const { saver, window, goal, keepEdit, keepNew } = await opened();
    const address = edit ? keepEdit(edit) : keepNew({ Name: 'Renamed', CompanyId: goal.CompanyId });
    window.tenant.faults.add({ kind: 'storedOtherwise', operation, fields: { Name: 'Ren' } });
    const mismatches = [{ field: 'Name', meant: 'Renamed', held: 'Ren' }];
    expect(await saver.save(address)).toEqual({ kind: 'saved', mismatches });
  });

  it('creates a new goal once', async () => {
    const { saver, window, goal, keepNew, drafted } = await opened();
    const address = keepNew({ Name: 'Brand new', CompanyId: goal.CompanyId });
    expect(await saver.save(address)).toEqual({ kind: 'saved', mismatches: [] });
    expect((await saver.save(address)).kind).not.toBe('saved');
    expect(window.store.find('Brand new', 10).total).toBe(1);
    expect(drafted('made-up')).toBeUndefined();
  });

  it.each([true, false])(
    'makes no second goal of a draft that does not say which it is of, loaded: %s',
    async (isLoaded) => {
      const { saver, store, window, goal, keepUnnamed, inTenant } = await opened(undefined, { isLoaded });
      const before = (await window.client.searchGoals({ limit: 1000 })).records.length;
      expect(await saver.save(keepUnnamed({ Name: 'Renamed' }))).toEqual({ kind: 'saved', mismatches: [] });
      expect((await window.client.searchGoals({ limit: 1000 })).records).toHaveLength(before);
      expect((await inTenant()).Name).toBe('Renamed');
      expect(store.goal(goal.Gsid)?.Name).toBe('Renamed');
    },
  );

  it('creates the goal of a draft under an id of which the tenant has no goal', async () => {
    const { saver, window, goal, keepNew, drafted } = await opened(undefined, { isLoaded: false });
    const id = goal.Gsid.replace(/.{6}$/, 'NOBODY');
    const address = keepNew({ Name: 'Brand new', CompanyId: goal.CompanyId }, {}, id);
    expect(await saver.save(address)).toEqual({ kind: 'saved', mismatches: [] });
    expect((await window.client.searchGoals({ limit: 1000 })).records.map(({ Name }) => Name)).toContain('Brand new');
    expect(drafted(id)).toBeUndefined();
  });

  it('asks nothing of a new goal before it is sent, and says why a goal could not be asked for', async () => {
    const { saver, window, keepNew, keepUnnamed } = await opened(undefined, { isLoaded: false });
    window.newRequests();
    expect(await saver.save(keepNew({ Name: ' ' }))).toMatchObject({ kind: 'problems' });
    expect(window.newRequests()).toEqual([]);
    const unnamed = keepUnnamed({ Name: 'Renamed' });
    window.tenant.faults.add({ kind: 'refused', errorCode: 'GS_APIG_2402', operation: 'getGoal' });
    expect(await saver.save(unnamed)).toMatchObject({ kind: 'failed' });
    expect(window.newRequests()).toHaveLength(1);
  });

  it('says which fields have to be changed first, and sends nothing', async () => {
    const { saver, window, keepNew, drafted } = await opened();
    const address = keepNew({ Name: ' ' });
    window.newRequests();
    expect(await saver.save(address)).toEqual({ kind: 'problems', fields: ['Name', 'CompanyId'] });
    expect(window.newRequests().filter((each) => /create|update/i.test(JSON.stringify(each)))).toEqual([]);
    expect(drafted('made-up')?.Name).toBe(' ');
  });

  it('never overwrites what a colleague changed in the same field', async () => {
    const { saver, window, goal, keepEdit, inTenant, drafted } = await opened();
    const address = keepEdit({ Name: 'Mine' });
    await window.changeElsewhere(goal, { Name: 'Theirs' });
    expect(await saver.save(address)).toEqual({ kind: 'failed', error: expect.any(GoalConflict) });
    expect([(await inTenant()).Name, drafted()?.Name]).toEqual(['Theirs', 'Mine']);
  });

  it('keeps it while its tenant is not connected', async () => {
    const { saver, keepEdit, drafted, disconnect } = await opened();
    const address = keepEdit({ Name: 'Mine' });
    disconnect();
    expect(await saver.save(address)).toEqual({ kind: 'failed', error: expect.any(NotConnected) });
    expect(drafted()?.Name).toBe('Mine');
  });

  it('sends nothing to a tenant that is connected while it is looked for what became of it', async () => {
    const { promise: pause, resolve: goOn } = Promise.withResolvers<void>();
    const { saver, window, goal, keepNew, connectOther } = await opened(undefined, { sleep: () => pause });
    // Looks go on once another tenant is connected.
    const sent = { Name: 'In doubt', CompanyId: goal.CompanyId };
    const address = keepNew(sent, { sent, sentSince: '2031-01-01T00:00:00Z' });
    const saving = saver.save(address);
    await expect.poll(() => window.newRequests()).toContain('searchGoals 200');
    const other = await connectOther();
    goOn();
    expect(await saving).toEqual({ kind: 'failed', error: expect.any(NotConnected) });
    expect(other.newRequests().filter((each) => each.startsWith('createGoal'))).toEqual([]);
  });

  it('says that a metric is left', async () => {
    const { saver, keepEdit, inTenant } = await opened();
    const metric = { Name: 'Logins', CurrentValue: '', TargetValue: '', Unit: '' };
    expect(await saver.save(keepEdit({ Name: 'Renamed' }, { metric }))).toEqual({ kind: 'metricLeft', mismatches: [] });
    expect((await inTenant()).Name).toBe('Renamed');
  });

  it.each([
    [true, { kind: 'saved', mismatches: [] }],
    [false, { kind: 'seeForm' }],
  ])('is left to the form that is open, which saves it: %j', async (isSaved, expected) => {
    const { did, form } = formOf(false, isSaved);
    const { saver, keepEdit, drafted } = await opened(form);
    expect(await saver.save(keepEdit({ Name: 'Mine' }))).toEqual(expected);
    expect([did, drafted()?.Name]).toEqual([['save'], 'Mine']);
  });
});

describe('changing one field of a goal', () => {
  it('saves that field and leaves all others as they are', async () => {
    const { saver, goal, address, inTenant, drafted } = await opened();
    expect(await saver.change(address, 'Status', 'Achieved')).toEqual({ kind: 'saved', mismatches: [] });
    expect(fieldsOf(await inTenant())).toEqual({ ...fieldsOf(goal), Status: 'Achieved' });
    expect(drafted()).toBeUndefined();
  });

  it('tells what the tenant holds instead', async () => {
    const { saver, window, address } = await opened();
    const fields = { Status: 'In Progress', Name: 'Cut' };
    window.tenant.faults.add({ kind: 'storedOtherwise', operation: 'updateGoal', fields });
    expect(await saver.change(address, 'Status', 'Achieved')).toEqual({
      kind: 'saved',
      mismatches: [
        { field: 'Name', meant: address.name, held: 'Cut' },
        { field: 'Status', meant: 'Achieved', held: 'In Progress' },
      ],
    });
  });

  it('is a conflict where a colleague set it to something else, and stays a draft', async () => {
    const { saver, window, goal, address, inTenant, drafted } = await opened();
    await window.changeElsewhere(goal, { Status: 'Missed' });
    expect(await saver.change(address, 'Status', 'Achieved')).toMatchObject({ kind: 'failed' });
    expect([(await inTenant()).Status, drafted()?.Status]).toEqual(['Missed', 'Achieved']);
  });

  it('goes into the draft that the goal has, and sends nothing of it', async () => {
    const { saver, goal, address, keepEdit, inTenant, drafted } = await opened();
    keepEdit({ Name: 'Half typed' });
    expect(await saver.change(address, 'Status', 'Achieved')).toBe('draft');
    expect(drafted()).toMatchObject({ Name: 'Half typed', Status: 'Achieved' });
    expect(fieldsOf(await inTenant())).toEqual(fieldsOf(goal));
  });

  it.each<readonly [string, boolean, boolean, unknown, readonly string[]]>([
    [
      'is saved with a form in which nothing is unsaved, and looked for in the list',
      true,
      true,
      { kind: 'saved', mismatches: [{ field: 'Status', meant: 'Achieved', held: 'In Progress' }] },
      ['Status Achieved', 'save'],
    ],
    ['is told by that form where it is refused', true, false, { kind: 'seeForm' }, ['Status Achieved', 'save']],
    ['is only typed into a form in which something is', false, true, 'typed', ['Status Achieved']],
  ])('%s', async (_, isUntouched, isSaved, expected, did) => {
    const open = formOf(isUntouched, isSaved);
    const { saver, goal, address, inTenant } = await opened(open.form);
    expect(await saver.change(address, 'Status', 'Achieved')).toEqual(expected);
    expect(open.did).toEqual(did);
    expect((await inTenant()).Status).toBe(goal.Status);
  });
});

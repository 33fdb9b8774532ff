import { describe, expect, it } from 'vitest';
import { DraftSaver } from '../../../src/editing/draftSaver.ts';
import { parseDraft } from '../../../src/editing/draft.ts';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { readsFirst } from '../api/connectedClient.ts';
import { openLoaded } from './openSession.ts';
import { until } from '../until.ts';

/** An update of a name whose answer was lost, beside which a colleague was seen to write another name. */
const disputed = async (kind: 'cutAfter' | 'cutBefore') => {
  const form = await openLoaded({ client: { fetch: readsFirst() } });
  const { session, saver, window, goal } = form;
  const theirs = { ...inputOf(fieldsOf(goal)), Name: 'Theirs' };
  window.tenant.faults.add(
    { kind: 'changedBehind', operation: 'getGoal', skip: 2, times: 1, changes: theirs },
    { kind, operation: 'updateGoal', times: 1 },
    { kind: 'refused', operation: 'getGoal' },
  );
  session.edit('Name', 'Mine');
  expect(await saver.save()).toBe('notSent');
  window.tenant.faults.clear();
  session.loadGoal();
  await until(() => !session.goalResource.isLoading);
  const reopen = async () => {
    const again = window.openGoal(goal);
    await until(() => again.session.isDescriptionKnown && !again.session.goalResource.isLoading);
    window.newRequests();
    return again;
  };
  return { ...form, reopen };
};

const lost = ['cutAfter', 'cutBefore'] as const;

describe('a conflict that stands on a lost answer', () => {
  it.each(lost)('is there after a reload: %s', async (kind) => {
    const { reopen, window } = await disputed(kind);
    const { saver, session } = await reopen();
    expect(saver.conflict).toMatchObject({ fields: ['Name'], theirs: { Name: 'Theirs' } });
    expect(session.edits.mine.Name).toBe('Mine');
    expect(session.isDirty).toBe(true);
    expect(await saver.save()).toBe('notSent');
    expect(window.newRequests()).toEqual([]);
  });

  it.each(lost.flatMap((kind) => [[kind, 'mine', 'Mine'] as const, [kind, 'theirs', 'Theirs'] as const]))(
    'is settled after a reload: %s, %s',
    async (kind, keep, expected) => {
      const { reopen, inTenant, goal, window, key } = await disputed(kind);
      const { saver, session } = await reopen();
      saver.choose(keep);
      expect(await saver.save()).toBe('updated');
      expect(await inTenant()).toEqual({ ...goal, ModifiedDate: expect.any(String), Name: expected });
      expect(session.edits.mine.Name).toBe(expected);
      expect(session.isDirty).toBe(false);
      expect(window.drafts.read(key)).toBeUndefined();
    },
  );

  it.each(lost)('is not forgotten where nobody opens the goal: %s', async (kind) => {
    const { window, goal, inTenant } = await disputed(kind);
    const before = await inTenant();
    const deps = { ...window, tenant: () => 'sample', openForm: () => Promise.resolve(undefined) };
    const address = { tenant: 'sample', id: goal.Gsid, isNew: false, name: goal.Name, preset: {} };
    const result = await new DraftSaver(deps).save(address);
    expect(result).toMatchObject({ kind: 'failed', error: { fields: ['Name'] } });
    expect(await inTenant()).toEqual(before);
  });

  it('is gone with the draft that is discarded', async () => {
    const { reopen, inTenant, window, key } = await disputed('cutAfter');
    const { saver, session } = await reopen();
    await saver.giveUp('discard');
    expect(saver.conflict).toBeUndefined();
    expect(session.edits.mine.Name).toBe((await inTenant()).Name);
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it.each([
    [undefined, undefined],
    ['x', undefined],
    [{ theirs: 'x', sent: {} }, undefined],
    [
      { theirs: { Name: 'a', Other: 'b', Status: 1 }, sent: {} },
      { theirs: { Name: 'a' }, sent: {} },
    ],
    [{ theirs: {}, sent: { Name: 'a' } }, undefined],
  ])('is read from a draft as far as it is one: %j', (value, expected) => {
    expect(parseDraft({ base: {}, mine: {}, at: '2031-01-01T00:00:00Z', disputed: value })?.disputed).toEqual(expected);
  });
});

describe('what was typed while a colleague’s change could not be put back', () => {
  /** A save of a name that writes over the status that a colleague set, while something is typed. */
  const typing = async (type: (form: Awaited<ReturnType<typeof openLoaded>>) => void) => {
    const form = await openLoaded({ client: { fetch: readsFirst() } });
    const { session, saver, window } = form;
    window.tenant.faults.add(
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 1, when: 'after', changes: { Status: 'Missed' } },
      { kind: 'refused', operation: 'getGoal', skip: 1 },
    );
    session.edit('Name', 'Mine');
    const saving = saver.save();
    type(form);
    expect(await saving).toBe('notSent');
    window.tenant.faults.clear();
    return form;
  };

  it.each([
    ['mine', 'Achieved'],
    ['theirs', 'Missed'],
  ] as const)('stays, and a person chooses: %s', async (keep, expected) => {
    const { session, saver, inTenant, window, key } = await typing((form) => form.session.edit('Status', 'Achieved'));
    expect(session.edits.mine.Status).toBe('Achieved');
    expect(window.drafts.read(key)?.mine).toMatchObject({ Name: 'Mine', Status: 'Achieved' });
    expect(saver.conflict).toMatchObject({ fields: ['Status'], theirs: { Status: 'Missed' } });
    expect(await saver.save()).toBe('notSent');
    saver.choose(keep);
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: expected });
    expect(session.isDirty).toBe(false);
  });

  it('stays in another field, and the colleague’s is put back', async () => {
    const { session, saver, inTenant } = await typing((form) => form.session.edit('TargetDate', '2031-01-01'));
    expect(session.edits.mine).toMatchObject({ Status: 'Missed', TargetDate: '2031-01-01' });
    expect(saver.conflict).toBeUndefined();
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Missed', TargetDate: '2031-01-01' });
  });

  it('is no conflict where it is the same', async () => {
    const { session, saver, inTenant } = await typing((form) => form.session.edit('Status', 'Missed'));
    expect(saver.conflict).toBeUndefined();
    expect(session.edits.mine.Status).toBe('Missed');
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Missed' });
  });

  it('stays where it is no choice yet', async () => {
    const { session } = await typing((form) => form.session.setUnresolved('Status', 'Mis'));
    expect(session.unresolved).toEqual({ Status: 'Mis' });
    expect(session.edits.mine.Status).toBe('Missed');
  });
});

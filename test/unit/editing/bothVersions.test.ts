import { describe, expect, it, vi } from 'vitest';
import { addNote, readNotes } from '../../../src/description/statusNotes.ts';
import { showVersions } from '../../../src/editing/showVersions.ts';
import { GoalConflict } from '../../../src/model/merge.ts';
import { openLoaded } from './openSession.ts';

const note = (name: string) => ({ date: '2031-03-01', name, text: `from ${name}` });
const names = (description = ''): readonly string[] => readNotes(description).map(({ name }) => name);

describe('a description that both sides changed', () => {
  it('has the lines of both where both added status updates', async () => {
    const { session, saver, window, goal, inTenant } = await openLoaded();
    const { Description = '' } = goal;
    session.edit('Description', addNote(Description, note('Ann')));
    await window.changeElsewhere(goal, { Description: addNote(Description, note('Bob')) });
    expect(await saver.save()).toBe('updated');
    const stored = (await inTenant()).Description;
    expect(names(stored)).toEqual(['Bob', 'Ann']);
    expect(stored?.startsWith(Description)).toBe(true);
    expect(session.edits.mine.Description).toBe(stored);
    expect(session.isDirty).toBe(false);
  });

  it('has the lines of both also where one is typed while another is on its way', async () => {
    const { session, saver, window, goal, inTenant } = await openLoaded();
    const { Description = '' } = goal;
    const first = addNote(Description, note('Ann'));
    session.edit('Description', first);
    await window.changeElsewhere(goal, { Description: addNote(Description, note('Bob')) });
    const sending = saver.save();
    session.edit('Description', addNote(first, note('Cy')));
    expect(await sending).toBe('updated');
    expect(await saver.save()).toBe('updated');
    expect(names((await inTenant()).Description).toSorted()).toEqual(['Ann', 'Bob', 'Cy']);
    expect(session.isDirty).toBe(false);
  });

  it('is not sent with the lines of both to another tenant that was connected meanwhile', async () => {
    const { session, saver, window, goal } = await openLoaded();
    const { Description = '' } = goal;
    session.edit('Description', addNote(Description, note('Ann')));
    const theirs = await window.changeElsewhere(goal, { Description: addNote(Description, note('Bob')) });
    const update = vi.spyOn(window.store, 'updateGoal').mockImplementationOnce(async () => {
      window.connectTo('another tenant', window.client);
      throw new GoalConflict(['Description'], theirs);
    });
    expect(await saver.save()).toBe('notSent');
    expect(update).toHaveBeenCalledTimes(1);
    expect(session.isDirty).toBe(true);
  });

  it('is a conflict where one of them also changed another field that the other changed', async () => {
    const { session, saver, window, goal, inTenant } = await openLoaded();
    const { Description = '' } = goal;
    session.edit('Description', addNote(Description, note('Ann')));
    session.edit('Name', 'Mine');
    await window.changeElsewhere(goal, { Description: addNote(Description, note('Bob')), Name: 'Theirs' });
    expect(await saver.save()).toBe('notSent');
    expect(saver.conflict?.fields.toSorted()).toEqual(['Description', 'Name']);
    expect(names((await inTenant()).Description)).toEqual(['Bob']);
  });

  it('is a conflict where both wrote something else', async () => {
    const { session, saver, window, goal } = await openLoaded();
    session.edit('Description', '<p>Mine</p>');
    await window.changeElsewhere(goal, { Description: '<p>Theirs</p>' });
    expect(await saver.save()).toBe('notSent');
    expect(saver.conflict?.fields).toEqual(['Description']);
  });
});

describe('a form that is open', () => {
  it('shows what another place left as a conflict, and leaves what the tenant holds', async () => {
    const { session, saver, window, goal, key, inTenant } = await openLoaded();
    const theirs = { ...session.edits.tenant, Status: 'Missed' };
    await window.changeElsewhere(goal, { Status: 'Missed' });
    await window.store.fetchGoal(goal.Gsid);
    session.follow();
    expect(session.edits.mine).toEqual(theirs);
    showVersions(session, { base: { ...theirs, Status: 'In Progress' }, mine: { ...theirs, Status: 'Achieved' } });
    expect(session.edits.mine).toEqual({ ...theirs, Status: 'Achieved' });
    expect(window.drafts.read(key)).toMatchObject({ base: { Status: 'In Progress' }, mine: { Status: 'Achieved' } });
    expect(await saver.save()).toBe('notSent');
    expect(saver.conflict).toMatchObject({ fields: ['Status'], theirs: { Status: 'Missed' } });
    saver.choose('mine');
    expect(await saver.save()).toBe('updated');
    expect((await inTenant()).Status).toBe('Achieved');
  });
});

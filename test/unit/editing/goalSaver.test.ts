import { describe, expect, it, vi } from 'vitest';
import { fieldsOf, inputOf } from '../../../src/model/goalFields.ts';
import { readsFirst } from '../api/connectedClient.ts';
import { openLoaded } from './openSession.ts';
import { until } from '../until.ts';

describe('sending a changed goal', () => {
  it('sends only what changed, removes the draft and shows what was stored', async () => {
    const { session, saver, window, goal, key, inTenant, line } = await openLoaded();
    session.edit('Name', '  Renamed ');
    expect(line()).toBe('Draft: saved on this computer only.');
    const sending = saver.save();
    expect(line()).toBe('Saving to Sample Data…');
    expect(await sending).toBe('updated');
    expect(line()).toBe('Saved in Sample Data.');
    expect(session.edits.mine.Name).toBe('Renamed');
    expect(window.drafts.read(key)).toBeUndefined();
    expect(await inTenant()).toMatchObject({ Name: 'Renamed', Description: goal.Description });
    expect(window.store.goal(goal.Gsid)?.Name).toBe('Renamed');
  });

  it('sends a description that nobody touched back byte for byte', async () => {
    const { session, saver, window, goal, inTenant } = await openLoaded();
    const Description = '<p>One\r\n two&nbsp;<b>three</b></p>\n';
    await window.changeElsewhere(goal, { Description });
    session.loadGoal();
    await until(() => session.edits.mine.Description === Description);
    session.edit('Name', 'Renamed');
    await saver.save();
    expect((await inTenant()).Description).toBe(Description);
  });

  it('sends nothing when nothing changed', async () => {
    const { saver, window } = await openLoaded();
    expect(await saver.save()).toBe('nothingToSend');
    expect(window.newRequests()).toEqual([]);
  });

  it('keeps what is typed while it is sent', async () => {
    const { session, saver, window, key, inTenant, line } = await openLoaded();
    session.edit('Name', 'First');
    const sending = saver.save();
    session.edit('Name', 'First and second');
    await sending;
    expect((await inTenant()).Name).toBe('First');
    expect(session.edits.mine.Name).toBe('First and second');
    expect(window.drafts.read(key)).toMatchObject({ base: { Name: 'First' }, mine: { Name: 'First and second' } });
    expect(line()).toContain('Draft');
  });
});

describe('what is typed while a goal is sent', () => {
  it('is sent after it by whoever asks for all, however often', async () => {
    const { session, saver, window, inTenant } = await openLoaded();
    session.edit('Name', 'First');
    const sending = saver.save();
    session.edit('Description', 'typed meanwhile');
    expect(await Promise.all([saver.save(), saver.save()])).toEqual(['updated', 'updated']);
    expect(await sending).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'First', Description: 'typed meanwhile' });
    expect(session.isDirty).toBe(false);
    expect(window.newRequests().filter((request) => request.startsWith('updateGoal'))).toHaveLength(2);
  });

  it('is said where it is a text that is no choice yet', async () => {
    const { session, saver } = await openLoaded();
    session.edit('Name', 'First');
    const sending = saver.save();
    session.setUnresolved('OwnerId', 'Nobody');
    expect(await Promise.all([sending, saver.save()])).toEqual(['updated', 'notSent']);
    expect(saver.problems()).toEqual(['OwnerId']);
  });

  it('stays a draft where the first of them fails', async () => {
    const { session, saver, window, key } = await openLoaded();
    window.tenant.faults.add({ kind: 'refused', operation: 'updateGoal', errorCode: 'GSOBJ_1006', times: 1 });
    session.edit('Name', 'First');
    const sending = saver.save();
    session.edit('Description', 'typed meanwhile');
    expect(await saver.save()).toBe('notSent');
    expect(await sending).toBe('notSent');
    expect(window.drafts.read(key)?.mine).toMatchObject({ Name: 'First', Description: 'typed meanwhile' });
  });
});

describe('an answer that was asked for before a send and comes after it', () => {
  const late = async () => {
    const form = await openLoaded();
    const { client } = form.window;
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const getGoal = client.getGoal.bind(client);
    vi.spyOn(client, 'getGoal').mockImplementationOnce(async (...asked) => {
      const before = await getGoal(...asked);
      await gate;
      return before;
    });
    form.session.loadGoal();
    await until(() => form.window.newRequests().includes('getGoal 200'));
    form.session.edit('Name', 'Mine');
    expect(await form.saver.save()).toBe('updated');
    const arrive = async () => {
      release();
      await until(() => !form.session.goalResource.isLoading);
    };
    return { ...form, arrive };
  };

  it('does not stand in the form as what is saved', async () => {
    const { session, window, goal, arrive } = await late();
    await arrive();
    expect(session.edits.mine.Name).toBe('Mine');
    expect(window.store.goal(goal.Gsid)?.Name).toBe('Mine');
  });

  it('does not end an edit that takes the sent one back', async () => {
    const { session, window, goal, key, arrive } = await late();
    session.edit('Name', goal.Name);
    await arrive();
    expect(session.isDirty).toBe(true);
    expect(window.drafts.read(key)?.mine.Name).toBe(goal.Name);
  });
});

describe('a colleague’s change that a send wrote over and could not put back', () => {
  it('stands in the form as a draft that puts it back', async () => {
    const { session, saver, window, key, inTenant, state } = await openLoaded({ client: { fetch: readsFirst() } });
    window.tenant.faults.add(
      { kind: 'changedBehind', operation: 'getGoal', times: 1, skip: 1, when: 'after', changes: { Status: 'Missed' } },
      { kind: 'refused', operation: 'getGoal', skip: 1 },
    );
    session.edit('Name', 'Mine');
    expect(await saver.save()).toBe('notSent');
    expect(state().line.text).toContain('could not be restored yet: Status.');
    expect(window.drafts.read(key)).toMatchObject({ base: { Name: 'Mine' }, mine: { Name: 'Mine', Status: 'Missed' } });
    window.tenant.faults.clear();
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Missed' });
  });
});

describe('what is on its way to the tenant', () => {
  it('does not take along what a person takes back meanwhile', async () => {
    const { session, saver, goal, inTenant } = await openLoaded();
    session.edit('Status', 'Achieved');
    const sending = saver.save();
    session.edit('Status', 'In Progress');
    expect(session.isDirty).toBe(true);
    await sending;
    expect((await inTenant()).Status).toBe('Achieved');
    expect(session.edits.mine.Status).toBe(goal.Status);
    expect(await saver.save()).toBe('updated');
    expect((await inTenant()).Status).toBe(goal.Status);
  });

  it.each([
    ['typed on', 'Mine, and more'],
    ['taken back', 'Answer within four hours'],
  ])('when VS Code ends is not mistaken for a colleague’s change: %s', async (_, later) => {
    const { session, saver, goal, window, inTenant } = await openLoaded();
    await window.changeElsewhere(goal, { Name: 'Answer within four hours' });
    session.loadGoal();
    await until(() => session.edits.mine.Name === 'Answer within four hours');
    session.edit('Name', 'Mine');
    const sending = saver.save();
    session.edit('Name', later);
    // Another process reads the draft as it is now, and the tenant only when it sends.
    const again = window.openGoal(goal);
    await sending;
    expect(again.session.edits.mine.Name).toBe(later);
    expect(await again.saver.save()).toBe('updated');
    expect((await inTenant()).Name).toBe(later);
  });

  it('leaves no draft where it turns out to have arrived', async () => {
    const { window, goal, key } = await openLoaded();
    const base = fieldsOf(goal);
    window.drafts.write(key, { goalId: key.id, base, mine: { ...base, Name: 'Sent' }, sent: { Name: 'Sent' }, at: '' });
    await window.changeElsewhere(goal, { Name: 'Sent' });
    const { session, saver } = window.openGoal(goal);
    await until(() => session.goalResource.state.kind === 'loaded');
    expect(window.drafts.read(key)).toBeUndefined();
    expect(await saver.save()).toBe('nothingToSend');
  });

  it('is left out of the draft once the tenant refused it', async () => {
    const { session, saver, window, key } = await openLoaded();
    session.edit('Name', 'Mine');
    window.tenant.faults.add({ kind: 'refused', operation: 'updateGoal', errorCode: 'GSOBJ_1006' });
    const sending = saver.save();
    expect(window.drafts.read(key)?.sent).toEqual({ Name: 'Mine' });
    await sending;
    expect(window.drafts.read(key)?.sent).toBeUndefined();
  });
});

describe('an update in doubt that is sent again', () => {
  const inDoubt = async () => {
    const form = await openLoaded();
    form.session.edit('Name', 'Mine');
    form.window.tenant.faults.add(
      { kind: 'cutBefore', operation: 'updateGoal' },
      { kind: 'refused', operation: 'getGoal', skip: 2 },
    );
    expect(await form.saver.save()).toBe('notSent');
    expect(form.session.edits.sent).toEqual({ Name: 'Mine' });
    form.window.tenant.faults.clear();
    return form;
  };

  it('leaves a colleague’s change of another field', async () => {
    const { saver, session, window, goal, inTenant, line } = await inDoubt();
    // Not through this window's client: its store would know.
    window.tenant.faults.add({
      kind: 'changedBehind',
      operation: 'getGoal',
      times: 1,
      changes: { ...inputOf(fieldsOf(goal)), Status: 'Missed' },
    });
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Missed' });
    expect(session.edits.mine).toMatchObject({ Name: 'Mine', Status: 'Missed' });
    expect(session.isDirty).toBe(false);
    expect(line()).toBe('Saved in Sample Data. Changes by others were kept: Status.');
  });

  it.each(['revert', 'discard'] as const)('and given up meanwhile (%s) has left, and leaves no draft', async (how) => {
    const { saver, session, window, key, inTenant } = await inDoubt();
    const sending = saver.save();
    session.edit('Description', 'typed meanwhile');
    await saver.giveUp(how);
    expect(await sending).toBe('updated');
    const { Name, Description } = await inTenant();
    expect(Name).toBe('Mine');
    expect(session.edits.mine).toMatchObject({ Name, Description });
    expect(session.isDirty).toBe(false);
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it('takes along what was taken back since', async () => {
    const { saver, session, goal, inTenant, window } = await inDoubt();
    await window.changeElsewhere(goal, { Name: 'Mine' });
    session.edit('Name', goal.Name);
    expect(await saver.save()).toBe('updated');
    expect((await inTenant()).Name).toBe(goal.Name);
    expect(session.isDirty).toBe(false);
  });
});

describe('problems', () => {
  it('are found before anything is sent', async () => {
    const { session, saver, window, state } = await openLoaded();
    session.edit('Name', ' ');
    session.edit('CompanyId', '');
    expect(state().showProblems).toBe(false);
    expect(await saver.save()).toBe('notSent');
    expect(state().showProblems).toBe(true);
    expect(state().line.text).toBe('Not saved. Fix Name and Company. Your draft is saved on this computer.');
    expect(window.newRequests()).toEqual([]);
  });

  it('that the tenant finds stand at their field until it is changed', async () => {
    const { session, saver, window, state } = await openLoaded();
    session.edit('OwnerId', 'NOBODY-0123456789');
    expect(await saver.save()).toBe('notSent');
    expect(state().serverErrors.OwnerId).toContain('NOBODY-0123456789');
    expect(state().notice).toBeUndefined();
    expect(state().line.text).toBe('Not saved. Fix Owner. Your draft is saved on this computer.');
    expect(window.lines.join('\n')).not.toContain('NOBODY');
    session.edit('OwnerId', '');
    expect(state().serverErrors).toEqual({});
    expect(await saver.save()).toBe('updated');
  });

  it('of no field go to the notice, and the text stays', async () => {
    const { session, saver, window, key, state } = await openLoaded();
    session.edit('Name', 'Mine');
    window.tenant.faults.add({ kind: 'refused', errorDesc: 'Custom field Region is mandatory' });
    expect(await saver.save()).toBe('notSent');
    expect(state().notice).toMatchObject({ kind: 'failure', action: 'send' });
    expect(JSON.stringify(state().notice)).toContain('Region');
    expect(state().line.text).toBe('Not saved. Gainsight had an internal error. Your draft is saved on this computer.');
    expect(state().values.Name).toBe('Mine');
    expect(window.drafts.read(key)?.mine.Name).toBe('Mine');
    window.tenant.faults.clear();
    expect(await saver.save()).toBe('updated');
    expect(state().notice).toBeUndefined();
  });

  it('of the access key offer to connect', async () => {
    const { session, saver, window, state } = await openLoaded();
    session.edit('Name', 'Mine');
    window.tenant.faults.add({ kind: 'refused', errorCode: 'GS_APIG_2401' });
    await saver.save();
    expect(state().notice).toMatchObject({ action: 'connect' });
  });
});

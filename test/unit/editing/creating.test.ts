import { describe, expect, it } from 'vitest';
import { openClient } from '../../torture/openClient.ts';
import { existingGoal } from '../../../src/form/existingGoal.ts';
import { openWindow } from './openSession.ts';
import { noFields } from '../../../src/model/goalFields.ts';
import { allGoals } from '../model/allGoals.ts';
import { until } from '../until.ts';

describe('a new goal', () => {
  const filled = async () => {
    const window = await openWindow();
    const [company] = window.store.companies();
    const form = window.openNew({ companyId: company?.Gsid ?? '' });
    form.session.edit('Name', 'Brand new');
    window.newRequests();
    const key = { tenant: 'sample', id: 'made-up' };
    return { window, ...form, key };
  };

  /** Its first create is stored, and neither the answer nor any look at it gets through. */
  const inDoubt = async (name = 'Brand new') => {
    const form = await filled();
    form.session.edit('Name', name);
    form.window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals' },
    );
    expect(await form.saver.save()).toBe('notSent');
    form.window.tenant.faults.clear();
    return form;
  };

  /** The names of the goals that are in the tenant and were not there at the beginning. */
  const namesIn = async ({ store }: Awaited<ReturnType<typeof openWindow>>): Promise<readonly string[]> => {
    await store.refresh({ isAsked: true });
    return allGoals(store)
      .filter(({ Name }) => /^(Brand new|First|Second|Third)/.test(Name))
      .map(({ Name }) => Name);
  };

  it('is created once, however often it is sent', async () => {
    const { window, saver, session, state } = await filled();
    expect(state().line.send).toBe('Create Goal');
    const outcomes = await Promise.all([saver.save(), saver.save(), saver.save()]);
    expect(outcomes).toEqual(['created', 'created', 'created']);
    expect(await saver.save()).toBe('nothingToSend');
    expect(window.newRequests().filter((request) => request.startsWith('createGoal'))).toEqual(['createGoal 200']);
    expect(window.store.goal(session.goalId ?? '')?.Name).toBe('Brand new');
  });

  it.each(['revert', 'discard'] as const)('given up while it is sent (%s) stays as it was sent', async (how) => {
    const { saver, session, window, key } = await filled();
    const sending = saver.save();
    session.edit('Description', 'typed meanwhile');
    await saver.giveUp(how);
    expect(await sending).toBe('created');
    expect(session.edits.mine).toMatchObject({ Name: 'Brand new', Description: '' });
    expect(session.isDirty).toBe(false);
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it('in which nothing was typed claims no draft', async () => {
    const { window } = await filled();
    const { saver, line, session } = window.openNew({}, 'another');
    expect(await saver.save()).toBe('notSent');
    expect(line()).toBe('Not saved. Fix Name and Company.');
    expect(window.drafts.read({ tenant: 'sample', id: 'another' })).toBeUndefined();
    session.edit('Description', 'Typed');
    expect(line()).toBe('Not saved. Fix Name and Company. Your draft is saved on this computer.');
  });

  it('that may be there already, or be a colleague’s, is not offered to be tried again as it is', async () => {
    const { window, saver, session, state } = await inDoubt();
    const { Name, CompanyId, Status } = session.edits.mine;
    await openClient({ ...window.tenant, origin: window.tenant.url }).createGoal({ Name, CompanyId, Status });
    expect(await saver.save()).toBe('notSent');
    expect(saver.failure).toMatchObject({ kind: 'perhapsCreated' });
    expect(state().notice).toMatchObject({ action: 'openExisting' });
    expect(existingGoal(session.edits, window.store)).toBeUndefined();
    await window.store.refresh({ isAsked: false });
    expect(existingGoal(session.edits, window.store)).toMatchObject({ Name, CompanyId });
    expect(state().line.send).toBe('Create Goal');
    session.edit('Name', 'Brand new, renamed');
    window.tenant.faults.add({ kind: 'refused', operation: 'createGoal', times: 1, errorCode: 'GSOBJ_1006' });
    expect(await saver.save()).toBe('notSent');
    expect(await saver.save()).toBe('created');
    expect(await namesIn(window)).toHaveLength(3);
  });

  it('whose draft another window had open, and sent, is looked for before it is made once more', async () => {
    const { window, saver } = await filled();
    const other = window.openNew({ companyId: [...window.store.companies()][0]?.Gsid ?? '' });
    expect(await saver.save()).toBe('created');
    expect(await other.saver.save()).toBe('notSent');
    expect(other.line()).toContain('may have created it');
    expect(allGoals(window.store).filter(({ Name }) => Name === 'Brand new')).toHaveLength(1);
    other.session.edit('Name', 'Brand new as well');
    expect(await other.saver.save()).toBe('created');
  });

  it('in doubt is not sent to a tenant that was connected meanwhile', async () => {
    const { window, saver, session } = await filled();
    session.edits.sending({ Name: 'Brand new' });
    const other = await openWindow();
    const sending = saver.save();
    window.connectTo('other.example', other.client);
    session.follow();
    expect(await sending).toBe('notSent');
    await other.store.refresh({ isAsked: true });
    expect(allGoals(other.store).filter(({ Name }) => Name === 'Brand new')).toEqual([]);
    window.connectTo('sample');
    session.follow();
    expect(await saver.save()).toBe('created');
  });

  it('becomes a goal that is updated from then on', async () => {
    const { saver, session, window, key } = await filled();
    await saver.save();
    expect(window.drafts.read(key)).toBeUndefined();
    session.edit('Name', 'Brand newer');
    expect(window.drafts.read(key)?.goalId).toBe(session.goalId);
    expect(await saver.save()).toBe('updated');
  });

  it('can be sent as it was begun, with nothing typed', async () => {
    const { window } = await filled();
    const [template] = (await window.store.templates()).filter(({ isActive }) => isActive);
    const [company] = window.store.companies();
    const { session, saver } = window.openNew(
      { companyId: company?.Gsid ?? '', templateId: template?.id ?? '' },
      'another',
    );
    await until(() => session.edits.mine.Name !== '');
    expect(await saver.save()).toBe('created');
  });

  it('says so when VS Code ended while it was sent', async () => {
    const { window, saver, session } = await filled();
    const sending = saver.save();
    session.edit('Description', 'typed meanwhile');
    const { state, session: again } = window.openNew();
    expect(state().notice).toMatchObject({ sentence: expect.stringContaining('may already exist') });
    await sending;
    again.revert();
    expect(state().notice).toBeUndefined();
  });

  it('is not offered again where nobody knows whether it was created', async () => {
    const { window, saver, state, key } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal' },
      { kind: 'refused', operation: 'searchGoals' },
    );
    expect(await saver.save()).toBe('notSent');
    expect(state().line.text).toBe(
      'No answer. The goal may or may not have been saved. Your draft is saved on this computer.',
    );
    expect(state().notice).toMatchObject({ kind: 'failure' });
    expect(state().notice).not.toHaveProperty('action');
    expect(window.drafts.read(key)?.sent).toMatchObject({ Name: 'Brand new' });
  });

  it.each([
    ['cutAfter', 1],
    ['cutBefore', 2],
  ] as const)('in doubt (%s), is looked for before it is sent again', async (kind, creates) => {
    const { window, saver, session } = await filled();
    window.tenant.faults.add(
      { kind, operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 7 },
    );
    expect(await saver.save()).toBe('notSent');
    expect(await saver.save()).toBe('created');
    const requests = window.tenant.requests.filter(({ operationId }) => operationId === 'createGoal');
    expect(requests).toHaveLength(creates);
    expect(await namesIn(window)).toEqual(['Brand new']);
    expect(session.isSent).toBe(true);
  });

  it('in doubt, is found under the name that was sent, and gets what was typed since', async () => {
    const { window, saver, session, line } = await inDoubt();
    session.edit('Name', 'Brand new, renamed');
    expect(await saver.save()).toBe('updated');
    expect(await namesIn(window)).toEqual(['Brand new, renamed']);
    expect(line()).toBe('Saved in Sample Data.');
  });

  it('in doubt, is found by the form that is opened after a restart', async () => {
    const { window, key } = await inDoubt();
    const { saver: again } = window.openNew();
    expect(again.state.kind).toBe('inDoubt');
    expect(await again.save()).toBe('created');
    expect(await namesIn(window)).toEqual(['Brand new']);
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it('in doubt once more, is found under the name of the later try', async () => {
    const { window, saver, session } = await filled();
    for (const [name, kind] of [
      ['First', 'cutBefore'],
      ['Second', 'cutAfter'],
    ] as const) {
      session.edit('Name', name);
      const looks = saver.state.kind === 'inDoubt' ? 7 : 0;
      window.tenant.faults.add(
        { kind, operation: 'createGoal', times: 1 },
        { kind: 'refused', operation: 'searchGoals', skip: looks },
      );
      expect(await saver.save()).toBe('notSent');
      window.tenant.faults.clear();
    }
    expect(session.edits.sent).toMatchObject({ Name: 'Second' });
    session.edit('Name', 'Third');
    expect(await saver.save()).toBe('updated');
    expect(await namesIn(window)).toEqual(['Third']);
  });

  it('that a version before left in doubt, without its time, is looked for by name', async () => {
    const { window, saver, key } = await inDoubt();
    const draft = window.drafts.read(key);
    if (draft?.sentSince === undefined) throw new Error('the draft notes no time');
    const { sentSince: _, ...before } = draft;
    window.drafts.write(key, before);
    const { saver: again } = window.openNew();
    expect(await again.save()).toBe('notSent');
    expect(again.failure).toMatchObject({ kind: 'perhapsCreated' });
    expect(saver.state.kind).toBe('inDoubt');
  });

  it('that a version before left in doubt days ago is looked for by the name that it then had', async () => {
    const { window, key } = await filled();
    const [made] = allGoals(window.store);
    const { Name = '', CompanyId = '' } = made ?? {};
    const sent = { ...noFields, Name: ` ${Name} `, CompanyId };
    window.drafts.write(key, { base: noFields, mine: { ...sent, Name: 'Second' }, sent, at: '2031-01-01T00:00:00Z' });
    const { saver } = window.openNew();
    expect(await saver.save()).toBe('notSent');
    expect(saver.failure).toMatchObject({ kind: 'perhapsCreated' });
    expect(await namesIn(window)).toEqual([]);
  });

  it('says how the looking goes while it goes', async () => {
    const { window, saver, session, line } = await filled();
    const lines = new Set<string>();
    session.onDidChange(() => lines.add(line()));
    window.tenant.faults.add(
      { kind: 'cutBefore', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 2 },
    );
    await saver.save();
    expect([...lines].slice(0, 3)).toEqual([
      'Saving to Sample Data…',
      'No answer from Sample Data. Checking whether the goal was saved. Next check in 1 second, giving up in 120 seconds…',
      'No answer from Sample Data. Checking whether the goal was saved. Next check in 3 seconds, giving up in 119 seconds…',
    ]);
  });

  it('stays in doubt when a later try fails for another reason', async () => {
    const { window, saver, key } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals' },
    );
    await saver.save();
    await saver.save();
    expect(window.drafts.read(key)?.sent).toMatchObject({ Name: 'Brand new' });
  });

  it('is no longer in doubt when the tenant refused it', async () => {
    const { window, saver, key } = await filled();
    window.tenant.faults.add({ kind: 'refused', operation: 'createGoal', errorCode: 'GSOBJ_1006' });
    expect(await saver.save()).toBe('notSent');
    expect(window.drafts.read(key)).toMatchObject({ mine: { Name: 'Brand new' } });
    expect(window.drafts.read(key)?.sent).toBeUndefined();
  });
});

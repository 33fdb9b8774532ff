import { describe, expect, it, vi } from 'vitest';
import { openWindow } from './openSession.ts';
import { allGoals } from '../model/allGoals.ts';

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
    expect(line()).toBe('Not sent: look at Name and Company.');
    expect(window.drafts.read({ tenant: 'sample', id: 'another' })).toBeUndefined();
    session.edit('Description', 'Typed');
    expect(line()).toBe('Not sent: look at Name and Company. Kept as a draft on this computer.');
  });

  it('that may be there already is not offered to be tried again as it is', async () => {
    const { window, saver, state } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 4 },
    );
    await saver.save();
    await saver.save();
    expect(saver.failure).toMatchObject({ kind: 'perhapsCreated' });
    expect(state().notice).not.toHaveProperty('action');
    expect(state().line.send).toBe('Create Goal');
  });

  it('whose draft another window had open, and sent, is looked for before it is made once more', async () => {
    const { window, saver } = await filled();
    const other = window.openNew({ companyId: [...window.store.companies()][0]?.Gsid ?? '' });
    expect(await saver.save()).toBe('created');
    expect(await other.saver.save()).toBe('notSent');
    expect(other.line()).toContain('may have created it after all');
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
    await vi.waitUntil(() => session.edits.mine.Name !== '');
    expect(await saver.save()).toBe('created');
  });

  it('says so when VS Code ended while it was sent', async () => {
    const { window, saver, session } = await filled();
    const sending = saver.save();
    session.edit('Description', 'typed meanwhile');
    const { state, session: again } = window.openNew();
    expect(state().notice).toMatchObject({ sentence: expect.stringContaining('may already have it') });
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
    expect(state().line.text).toBe('It is not known whether the tenant has it. Kept as a draft on this computer.');
    expect(state().notice).toMatchObject({ kind: 'failure' });
    expect(state().notice).not.toHaveProperty('action');
    expect(window.drafts.read(key)?.sent).toMatchObject({ Name: 'Brand new' });
  });

  it.each([
    ['cutAfter', 'notSent', 1],
    ['cutBefore', 'created', 2],
  ] as const)('in doubt (%s), is looked for before it is sent again', async (kind, outcome, creates) => {
    const { window, saver } = await filled();
    window.tenant.faults.add(
      { kind, operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 4 },
    );
    expect(await saver.save()).toBe('notSent');
    expect(await saver.save()).toBe(outcome);
    const requests = window.tenant.requests.filter(({ operationId }) => operationId === 'createGoal');
    expect(requests).toHaveLength(creates);
  });

  it('in doubt, is looked for under the name that was sent, and sent under another to whom knows of that one', async () => {
    const { window, saver, session } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 4 },
    );
    expect(await saver.save()).toBe('notSent');
    session.edit('Name', 'Brand new, renamed');
    const { saver: again } = window.openNew();
    for (const each of [saver, again]) {
      expect(await each.save()).toBe('notSent');
      expect(each.failure).toMatchObject({ kind: 'perhapsCreated' });
    }
    expect(await saver.save()).toBe('created');
  });

  it('in doubt once more, is looked for under the name of the later try, too', async () => {
    const { window, saver, session } = await filled();
    const createAs = async (name: string) => {
      session.edit('Name', name);
      window.tenant.faults.add(
        { kind: 'cutAfter', operation: 'createGoal', times: 1 },
        { kind: 'refused', operation: 'searchGoals', times: 4, skip: saver.state.kind === 'inDoubt' ? 1 : 0 },
      );
      expect(await saver.save()).toBe('notSent');
      window.tenant.faults.clear();
    };
    await createAs('First');
    expect(await saver.save()).toBe('notSent');
    await createAs('Second');
    expect(session.edits.sent).toMatchObject({ Name: 'Second' });
    session.edit('Name', 'Third');
    expect(await saver.save()).toBe('notSent');
    expect(saver.failure).toMatchObject({ kind: 'perhapsCreated' });
    const requests = window.tenant.requests.filter(({ operationId }) => operationId === 'createGoal');
    expect(requests).toHaveLength(2);
  });

  it('in doubt, stays known to a person when another name was refused', async () => {
    const { window, saver, session } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 4 },
    );
    await saver.save();
    await saver.save();
    window.tenant.faults.clear();
    expect(await saver.save()).toBe('notSent');
    expect(saver.failure).toMatchObject({ kind: 'perhapsCreated' });
    session.edit('Name', 'Brand new, renamed');
    window.tenant.faults.add({ kind: 'refused', operation: 'createGoal', times: 1 });
    expect(await saver.save()).toBe('notSent');
    expect(await saver.save()).toBe('created');
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

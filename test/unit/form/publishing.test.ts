import { describe, expect, it, vi } from 'vitest';
import { openLoaded, openWindow } from './openSession.ts';

describe('sending a changed goal', () => {
  it('sends only what changed, removes the draft and shows what was stored', async () => {
    const { session, publishing, window, goal, key, inTenant, line } = await openLoaded();
    session.edit('Name', '  Renamed ');
    expect(line()).toBe('Draft: not sent yet, kept on this computer.');
    const sending = publishing.publish();
    expect(line()).toBe('Sending to the sample tenant…');
    expect(await sending).toBe('updated');
    expect(line()).toBe('Saved in the sample tenant.');
    expect(session.edits.mine.Name).toBe('Renamed');
    expect(window.drafts.read(key)).toBeUndefined();
    expect(await inTenant()).toMatchObject({ Name: 'Renamed', Description: goal.Description });
    expect(window.store.goal(goal.Gsid)?.Name).toBe('Renamed');
  });

  it('sends a description that nobody touched back byte for byte', async () => {
    const { session, publishing, window, goal, inTenant } = await openLoaded();
    const Description = '<p>One\r\n two&nbsp;<b>three</b></p>\n';
    await window.changeElsewhere(goal, { Description });
    session.loadGoal();
    await vi.waitUntil(() => session.edits.mine.Description === Description);
    session.edit('Name', 'Renamed');
    await publishing.publish();
    expect((await inTenant()).Description).toBe(Description);
  });

  it('sends nothing when nothing changed', async () => {
    const { publishing, window } = await openLoaded();
    expect(await publishing.publish()).toBe('nothingToSend');
    expect(window.newRequests()).toEqual([]);
  });

  it('keeps what is typed while it is sent', async () => {
    const { session, publishing, window, key, inTenant, line } = await openLoaded();
    session.edit('Name', 'First');
    const sending = publishing.publish();
    session.edit('Name', 'First and second');
    await sending;
    expect((await inTenant()).Name).toBe('First');
    expect(session.edits.mine.Name).toBe('First and second');
    expect(window.drafts.read(key)).toMatchObject({ base: { Name: 'First' }, mine: { Name: 'First and second' } });
    expect(line()).toContain('Draft');
  });
});

describe('problems', () => {
  it('are found before anything is sent', async () => {
    const { session, publishing, window, state } = await openLoaded();
    session.edit('Name', ' ');
    session.edit('CompanyId', '');
    expect(state().showProblems).toBe(false);
    expect(await publishing.publish()).toBe('notSent');
    expect(state().showProblems).toBe(true);
    expect(state().line.text).toBe('Not sent: look at Name and Company. Kept as a draft on this computer.');
    expect(window.newRequests()).toEqual([]);
  });

  it('that the tenant finds stand at their field until it is changed', async () => {
    const { session, publishing, window, state } = await openLoaded();
    session.edit('OwnerId', 'NOBODY-0123456789');
    expect(await publishing.publish()).toBe('notSent');
    expect(state().refusals.OwnerId).toContain('NOBODY-0123456789');
    expect(state().notice).toBeUndefined();
    expect(state().line.text).toBe('Not sent: look at Owner. Kept as a draft on this computer.');
    expect(window.lines.join('\n')).not.toContain('NOBODY');
    session.edit('OwnerId', '');
    expect(state().refusals).toEqual({});
    expect(await publishing.publish()).toBe('updated');
  });

  it('of no field go to the notice, and the text stays', async () => {
    const { session, publishing, window, key, state } = await openLoaded();
    session.edit('Name', 'Mine');
    window.tenant.faults.add({ kind: 'refused', errorDesc: 'Custom field Region is mandatory' });
    expect(await publishing.publish()).toBe('notSent');
    expect(state().notice).toMatchObject({ kind: 'failure', action: 'send' });
    expect(JSON.stringify(state().notice)).toContain('Region');
    expect(state().line.text).toBe('Not sent: the tenant had a fault of its own. Kept as a draft on this computer.');
    expect(state().values.Name).toBe('Mine');
    expect(window.drafts.read(key)?.mine.Name).toBe('Mine');
    window.tenant.faults.clear();
    expect(await publishing.publish()).toBe('updated');
    expect(state().notice).toBeUndefined();
  });

  it('of the access key offer to connect', async () => {
    const { session, publishing, window, state } = await openLoaded();
    session.edit('Name', 'Mine');
    window.tenant.faults.add({ kind: 'refused', errorCode: 'GS_APIG_2401' });
    await publishing.publish();
    expect(state().notice).toMatchObject({ action: 'connect' });
  });
});

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
    const { window, publishing, session, state } = await filled();
    expect(state().line.send).toBe('Create Goal');
    const outcomes = await Promise.all([publishing.publish(), publishing.publish(), publishing.publish()]);
    expect(outcomes).toEqual(['created', 'created', 'created']);
    expect(await publishing.publish()).toBe('nothingToSend');
    expect(window.newRequests().filter((request) => request.startsWith('createGoal'))).toEqual(['createGoal 200']);
    expect(window.store.goal(session.goalId ?? '')?.Name).toBe('Brand new');
  });

  it('becomes a goal that is updated from then on', async () => {
    const { publishing, session, window, key } = await filled();
    await publishing.publish();
    expect(window.drafts.read(key)).toBeUndefined();
    session.edit('Name', 'Brand newer');
    expect(window.drafts.read(key)?.goalId).toBe(session.goalId);
    expect(await publishing.publish()).toBe('updated');
  });

  it('can be sent as it was begun, with nothing typed', async () => {
    const { window } = await filled();
    const [template] = (await window.store.templates()).filter(({ isActive }) => isActive);
    const [company] = window.store.companies();
    const { session, publishing } = window.openNew(
      { companyId: company?.Gsid ?? '', templateId: template?.id ?? '' },
      'another',
    );
    await vi.waitUntil(() => session.edits.mine.Name !== '');
    expect(await publishing.publish()).toBe('created');
  });

  it('says so when VS Code ended while it was sent', async () => {
    const { window, publishing, session } = await filled();
    const sending = publishing.publish();
    session.edit('Description', 'typed meanwhile');
    const { state, session: again } = window.openNew();
    expect(state().notice).toMatchObject({ sentence: expect.stringContaining('may already have it') });
    await sending;
    again.revert();
    expect(state().notice).toBeUndefined();
  });

  it('is not offered again where nobody knows whether it was created', async () => {
    const { window, publishing, state, key } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal' },
      { kind: 'refused', operation: 'searchGoals' },
    );
    expect(await publishing.publish()).toBe('notSent');
    expect(state().line.text).toBe('It is not known whether the tenant has it. Kept as a draft on this computer.');
    expect(state().notice).toMatchObject({ kind: 'failure' });
    expect(state().notice).not.toHaveProperty('action');
    expect(window.drafts.read(key)?.creating).toBe(true);
  });

  it.each([
    ['cutAfter', 'notSent', 1],
    ['cutBefore', 'created', 2],
  ] as const)('in doubt (%s), is looked for before it is sent again', async (kind, outcome, creates) => {
    const { window, publishing } = await filled();
    window.tenant.faults.add(
      { kind, operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals', times: 4 },
    );
    expect(await publishing.publish()).toBe('notSent');
    expect(await publishing.publish()).toBe(outcome);
    const requests = window.tenant.requests.filter(({ operationId }) => operationId === 'createGoal');
    expect(requests).toHaveLength(creates);
  });

  it('stays in doubt when a later try fails for another reason', async () => {
    const { window, publishing, key } = await filled();
    window.tenant.faults.add(
      { kind: 'cutAfter', operation: 'createGoal', times: 1 },
      { kind: 'refused', operation: 'searchGoals' },
    );
    await publishing.publish();
    await publishing.publish();
    expect(window.drafts.read(key)?.creating).toBe(true);
  });

  it('is no longer in doubt when the tenant refused it', async () => {
    const { window, publishing, key } = await filled();
    window.tenant.faults.add({ kind: 'refused', operation: 'createGoal' });
    expect(await publishing.publish()).toBe('notSent');
    expect(window.drafts.read(key)).toMatchObject({ mine: { Name: 'Brand new' } });
    expect(window.drafts.read(key)?.creating).toBeUndefined();
  });
});

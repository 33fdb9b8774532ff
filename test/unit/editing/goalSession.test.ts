import { describe, expect, it, vi } from 'vitest';
import { mostDetails } from '../../../src/model/goalColumns.ts';
import { fieldsOf, noFields } from '../../../src/model/goalFields.ts';
import { openLoaded, openWindow, someGoal } from './openSession.ts';
import { allGoals } from '../model/allGoals.ts';
import { until } from '../until.ts';

describe('opening a goal', () => {
  it('shows what the list knows at once, and the description when it comes', async () => {
    const window = await openWindow();
    const goal = await someGoal(window);
    const { session, state } = window.openGoal(goal);
    expect(state().values).toEqual({ ...fieldsOf(goal), Description: '' });
    expect(state().description.kind).toBe('loading');
    await until(() => session.isDescriptionKnown);
    expect(state().values).toEqual(fieldsOf(goal));
    expect(state().description.kind).toBe('loaded');
    expect(session.isDirty).toBe(false);
  });

  it('costs one request each for goal, metrics and templates', async () => {
    const window = await openWindow();
    const goal = await someGoal(window);
    window.newRequests();
    const { session } = window.openGoal(goal);
    await until(() => session.isDescriptionKnown && session.metric.list.state.kind === 'loaded');
    await until(() => session.templates.state.kind === 'loaded');
    expect(window.newRequests().toSorted()).toEqual(['getGoal 200', 'listGoalMetrics 200', 'listGoalTemplates 200']);
  });

  it('says for each part that it failed, and loads it when asked again', async () => {
    const window = await openWindow();
    const goal = await someGoal(window);
    window.tenant.faults.add({ kind: 'refused' });
    const { session, state } = window.openGoal(goal);
    await until(() => session.goalResource.state.kind === 'failed');
    await until(() => session.metric.list.state.kind === 'failed' && session.templates.state.kind === 'failed');
    expect(state()).toMatchObject({ description: { kind: 'failed' }, notice: { kind: 'failure', action: 'loadGoal' } });
    window.tenant.faults.clear();
    session.loadGoal();
    session.loadMetrics();
    session.loadTemplates();
    await until(() => session.isDescriptionKnown && session.metric.list.state.kind === 'loaded');
    expect(state().notice).toBeUndefined();
  });
});

describe('while a goal is open', () => {
  it('follows the store in fields that are not edited, and leaves the others alone', async () => {
    const { session, window, goal } = await openLoaded();
    session.edit('Name', 'Mine');
    await window.changeElsewhere(goal, { Name: 'Theirs', Status: 'Achieved', Description: 'Theirs' });
    await window.store.load();
    await until(() => session.edits.mine.Description === 'Theirs');
    expect(session.edits.mine).toMatchObject({ Name: 'Mine', Status: 'Achieved' });
    expect(session.edits.changed()).toEqual(['Name']);
  });

  it('fetches nothing when a refresh brings nothing new', async () => {
    const { window, session, goal } = await openLoaded();
    await window.store.load();
    expect(window.newRequests()).toEqual(['searchGoals 200']);
    expect(session.edits.mine.Description).toBe(goal.Description);
  });

  it('keeps its description when the store lets go of it', async () => {
    const { window, session, goal } = await openLoaded({ tenant: { goals: 3 * mostDetails } });
    const others = allGoals(window.store).filter(({ Gsid }) => Gsid !== goal.Gsid);
    await Promise.all(others.map(({ Gsid }) => window.store.fetchGoal(Gsid)));
    expect(window.store.goal(goal.Gsid)?.Description).toBeUndefined();
    window.newRequests();
    session.follow();
    expect(session.edits.mine.Description).toBe(goal.Description);
    expect(session.isDescriptionKnown).toBe(true);
    expect(window.newRequests()).toEqual([]);
  });

  it('no longer says that no tenant is connected once it is again', async () => {
    const { session, saver, window, line, key } = await openLoaded();
    session.edit('Name', 'Mine');
    window.connectTo(undefined);
    session.follow();
    expect(await saver.save()).toBe('notSent');
    expect(line()).toBe('Not saved. No tenant is connected. Your draft is saved on this computer.');
    window.connectTo(key.tenant);
    session.follow();
    expect(line()).toBe('Draft: saved on this computer only.');
  });

  it('keeps draft and text without its tenant, and comes alive with it', async () => {
    const { session, window, state, key } = await openLoaded();
    session.edit('Name', 'Mine');
    window.connectTo(undefined);
    session.follow();
    expect(state().notice).toMatchObject({ action: 'connect', advice: 'Your draft is saved on this computer.' });
    expect(state().line.send).toBeUndefined();
    session.edit('Name', 'Mine, still');
    expect(window.drafts.read(key)?.mine.Name).toBe('Mine, still');
    window.connectTo(key.tenant);
    session.follow();
    expect(state().notice).toBeUndefined();
    expect(state().line.send).toBe('Save');
  });
});

describe('drafts', () => {
  it('are on disk with each edit, and gone with the last one', async () => {
    const { session, window, goal, key } = await openLoaded();
    session.edit('Name', 'Mine');
    expect(window.drafts.read(key)).toMatchObject({
      goalId: goal.Gsid,
      base: { Name: goal.Name },
      mine: { Name: 'Mine' },
    });
    session.edit('Name', goal.Name);
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it('open dirty, in one step, and meet what the tenant holds by then', async () => {
    const { session, window, goal } = await openLoaded();
    session.edit('Name', 'Mine');
    await window.changeElsewhere(goal, { Name: 'Theirs' });
    const { session: again, steps } = window.openGoal(goal);
    expect(steps.map(({ what }) => what)).toEqual(['restoreDraft']);
    await until(() => again.goalResource.state.kind === 'loaded');
    expect(again.edits.mine.Name).toBe('Mine');
    steps[0]?.undo();
    expect(again.edits.mine.Name).toBe('Theirs');
  });

  it('go with a revert and stay without one', async () => {
    const { session, window, goal, key } = await openLoaded();
    session.edit('Name', 'Mine');
    session.metric.edit('Name', 'Logins');
    session.revert();
    expect(session.edits.mine).toEqual(fieldsOf(goal));
    expect(session.metric.isBegun).toBe(false);
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it('are gone after a discard also where the tenant changed the same field', async () => {
    const { session, window, goal } = await openLoaded();
    session.edit('Name', 'Mine');
    await window.changeElsewhere(goal, { Name: 'Theirs' });
    await window.store.load();
    session.discard();
    expect(session.edits.mine.Name).toBe('Theirs');
    expect(session.isDirty).toBe(false);
  });

  it('come back when a discard is undone', async () => {
    const { session, steps, window, goal, key } = await openLoaded();
    session.edit('Name', 'Mine');
    session.discard();
    expect(session.edits.mine.Name).toBe(goal.Name);
    expect(window.drafts.read(key)).toBeUndefined();
    steps.at(-1)?.undo();
    expect(session.edits.mine.Name).toBe('Mine');
    expect(window.drafts.read(key)?.mine.Name).toBe('Mine');
  });

  it('keep a metric that is being written', async () => {
    const { session, window, goal } = await openLoaded();
    session.metric.edit('Name', 'Logins');
    const { session: again, steps } = window.openGoal(goal);
    expect(again.metric.fields.Name).toBe('Logins');
    expect(steps).toEqual([]);
  });

  it('for which no place is free are said to be in danger, too', async () => {
    const { session, window, line } = await openLoaded();
    vi.spyOn(window.drafts, 'replace').mockReturnValue({ found: 'other' });
    session.edit('Name', 'Mine');
    expect(line()).toContain('could not be written');
  });

  it('that cannot be written are said to be in danger, and typing goes on', async () => {
    const { session, window, line } = await openLoaded();
    const refuse = vi.spyOn(window.drafts, 'replace').mockImplementation(() => {
      throw new Error('ENOSPC: Secret Name');
    });
    session.edit('Name', 'Mine');
    expect(line()).toContain('could not be written');
    expect(window.lines.join()).not.toContain('Secret');
    refuse.mockRestore();
    session.edit('Name', 'Mine!');
    expect(line()).toBe('Draft: saved on this computer only.');
  });
});

describe('templates', () => {
  const template = async (window: Awaited<ReturnType<typeof openWindow>>) => {
    const found = (await window.store.templates()).find(({ isActive, description }) => isActive && description);
    if (found === undefined) throw new Error('the sample tenant has no active template');
    return found;
  };

  const openNewLoaded = async (templateId?: string) => {
    const window = await openWindow();
    const form = window.openNew(templateId === undefined ? {} : { templateId });
    await until(() => form.session.templates.state.kind === 'loaded');
    return { window, ...form };
  };

  it('fill name and description where they are empty, in one step', async () => {
    const { window, session, steps } = await openNewLoaded();
    const { id, name, description } = await template(window);
    session.edit('TemplateId', id);
    expect(session.edits.mine).toMatchObject({ TemplateId: id, Name: name, Description: description });
    expect(steps).toHaveLength(1);
    steps[0]?.undo();
    expect(session.edits.mine).toEqual({ ...noFields, Status: 'Not Started' });
  });

  it('leave what was typed', async () => {
    const { window, session } = await openNewLoaded();
    const { id, description } = await template(window);
    session.edit('Name', 'My own');
    session.edit('TemplateId', id);
    expect(session.edits.mine).toMatchObject({ Name: 'My own', Description: description });
  });

  it('that a new goal begins with are no edit', async () => {
    const window = await openWindow();
    const { id, name } = await template(window);
    const { session, steps } = window.openNew({ templateId: id });
    await until(() => session.edits.mine.Name === name);
    expect(session.isDirty).toBe(false);
    expect(steps).toEqual([]);
  });
});

describe('text that is no choice yet', () => {
  it('is kept as a draft, but for a date that is typed halfway', async () => {
    const { session, window, goal, key, line } = await openLoaded();
    session.setUnresolved('TargetDate', 'incomplete');
    expect(window.drafts.read(key)).toBeUndefined();
    session.setUnresolved('OwnerId', 'Nobody');
    expect(line()).toBe('Draft: saved on this computer only.');
    expect(window.openGoal(goal).session.unresolved).toEqual({ OwnerId: 'Nobody' });
    session.setUnresolved('OwnerId', '');
    expect(window.drafts.read(key)).toBeUndefined();
  });

  it('stands in the way of sending until it is settled', async () => {
    const { session, saver, window } = await openLoaded();
    session.setUnresolved('OwnerId', 'Nobody');
    expect(await saver.save()).toBe('notSent');
    expect(saver.problems()).toEqual(['OwnerId']);
    expect(window.newRequests()).toEqual([]);
    session.setUnresolved('OwnerId', '');
    expect(saver.problems()).toEqual([]);
  });

  it('stands in the way in each field in which it stands', async () => {
    const { session, saver, window, goal } = await openLoaded();
    session.setUnresolved('OwnerId', 'Nobody');
    session.setUnresolved('TemplateId', 'Nothing');
    expect(saver.problems()).toEqual(['OwnerId', 'TemplateId']);
    expect(window.openGoal(goal).session.unresolved).toEqual({ OwnerId: 'Nobody', TemplateId: 'Nothing' });
    session.setUnresolved('OwnerId', '');
    expect(saver.problems()).toEqual(['TemplateId']);
    expect(await saver.save()).toBe('notSent');
    expect(window.newRequests().filter((request) => request.startsWith('updateGoal'))).toEqual([]);
  });

  it('asks nothing of another tenant than its own', async () => {
    const { session, window } = await openLoaded();
    window.connectTo('another');
    window.store.use(window.client);
    session.follow();
    window.newRequests();
    session.loadGoal();
    session.refreshMetrics();
    session.loadMetrics();
    session.loadTemplates();
    // What was asked before this is at the tenant before it.
    await window.client.searchGoals({ limit: 1 });
    expect(window.newRequests()).toEqual(['searchGoals 200']);
  });
});

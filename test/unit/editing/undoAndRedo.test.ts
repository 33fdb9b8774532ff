import { expect, it } from 'vitest';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { openClient } from '../../torture/openClient.ts';
import { openLoaded } from './openSession.ts';

const saved = async (mine: Partial<GoalFields>) => {
  const form = await openLoaded();
  const { session, saver, window, goal, inTenant } = form;
  session.replace(mine, 'editGoal');
  expect(await saver.save()).toBe('updated');
  const colleague = openClient({ ...window.tenant, origin: window.tenant.url });
  const theyWrite = async (changes: Partial<GoalFields>): Promise<void> =>
    void (await colleague.updateGoal(goal.Gsid, inputOf({ ...fieldsOf(await inTenant()), ...changes })));
  return { ...form, theyWrite, step: form.steps.at(-1) };
};

it.each([true, false])(
  'undone after a colleague wrote the same field, it is a conflict (their change seen: %s)',
  async (isSeen) => {
    const { saver, window, step, theyWrite, inTenant } = await saved({ Name: 'Mine' });
    await theyWrite({ Name: 'Theirs' });
    if (isSeen) await window.store.refresh({ isAsked: true });
    step?.undo();
    expect(await saver.save()).toBe('notSent');
    expect(saver.conflict?.fields).toEqual(['Name']);
    expect((await inTenant()).Name).toBe('Theirs');
  },
);

it('undone after a colleague wrote one of its fields, the other alone is no conflict', async () => {
  const { saver, session, goal, step, theyWrite } = await saved({ Name: 'Mine', Status: 'Missed' });
  await theyWrite({ Status: 'Achieved' });
  step?.undo();
  expect(await saver.save()).toBe('notSent');
  expect(saver.conflict?.fields).toEqual(['Status']);
  expect(session.edits.mine).toMatchObject({ Name: goal.Name, Status: goal.Status });
});

it('undone with nobody else about, it is an edit', async () => {
  const { saver, goal, step, inTenant } = await saved({ Name: 'Mine' });
  step?.undo();
  expect(await saver.save()).toBe('updated');
  expect((await inTenant()).Name).toBe(goal.Name);
});

it('undone where the tenant keeps another text than was saved, it is an edit', async () => {
  const { saver, goal, step, inTenant } = await saved({ Name: 'Mine  ' });
  expect((await inTenant()).Name).toBe('Mine');
  step?.undo();
  expect(await saver.save()).toBe('updated');
  expect((await inTenant()).Name).toBe(goal.Name);
});

it('undone, saved and done again after a colleague wrote the same field, it is a conflict', async () => {
  const { saver, window, step, theyWrite, inTenant } = await saved({ Name: 'Mine' });
  step?.undo();
  expect(await saver.save()).toBe('updated');
  await theyWrite({ Name: 'Theirs' });
  await window.store.refresh({ isAsked: true });
  step?.redo();
  expect(await saver.save()).toBe('notSent');
  expect((await inTenant()).Name).toBe('Theirs');
});

it('undone before it was saved, and done again after a colleague wrote the same field, it is a conflict', async () => {
  const { session, saver, window, steps, inTenant } = await openLoaded();
  session.edit('Name', 'Mine');
  steps.at(-1)?.undo();
  await window.changeElsewhere(await inTenant(), { Name: 'Theirs' });
  await window.store.refresh({ isAsked: true });
  expect(session.edits.mine.Name).toBe('Theirs');
  steps.at(-1)?.redo();
  expect(await saver.save()).toBe('notSent');
  expect(saver.conflict?.fields).toEqual(['Name']);
});

it('a discard that is undone while another field is saved leaves what a colleague wrote since as a conflict', async () => {
  const { session, saver, window, steps, inTenant } = await openLoaded();
  session.edit('Status', 'Missed');
  await saver.giveUp('discard');
  await window.changeElsewhere(await inTenant(), { Status: 'Achieved' });
  await window.store.refresh({ isAsked: true });
  session.edit('Name', 'Mine');
  const saving = saver.save();
  steps.at(-2)?.undo();
  expect(await saving).toBe('updated');
  expect(await saver.save()).toBe('notSent');
  expect(saver.conflict?.fields).toEqual(['Status']);
  expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Achieved' });
});

it('half a choice in another field outlives an undo', async () => {
  const { session, steps } = await openLoaded();
  session.edit('Name', 'Mine');
  session.setUnresolved('OwnerId', 'Ada Lo');
  steps.at(-1)?.undo();
  expect(session.unresolved).toEqual({ OwnerId: 'Ada Lo' });
});

import { expect, it, vi } from 'vitest';
import { fieldsOf, inputOf, type GoalFields } from '../../../src/model/goalFields.ts';
import { openClient } from '../../torture/openClient.ts';
import { createdInDoubt, openLoaded } from './openSession.ts';

/** A goal that a colleague writes, too, who is not this window. */
const withColleague = async () => {
  const form = await openLoaded();
  const { window, goal, inTenant } = form;
  const colleague = openClient({ ...window.tenant, origin: window.tenant.url });
  const theyWrite = async (changes: Partial<GoalFields>): Promise<void> =>
    void (await colleague.updateGoal(goal.Gsid, inputOf({ ...fieldsOf(await inTenant()), ...changes })));
  return { ...form, theyWrite };
};

it.each([
  ['text', (session: { edit(field: 'Name', value: string): unknown }) => session.edit('Name', 'Brand new, half ty')],
  ['an empty name', (session: { edit(field: 'Name', value: string): unknown }) => session.edit('Name', '  ')],
])('%s that is typed while a goal is looked for is not sent', async (_, type) => {
  const { session, saver, window, held } = await createdInDoubt();
  const saving = saver.save();
  type(session);
  expect(await saving).toBe('created');
  expect(window.newRequests().filter((each) => each.startsWith('updateGoal'))).toEqual([]);
  expect((await held()).Name).toBe('Brand new');
  expect(session.isDirty).toBe(true);
});

it('half a choice that is typed while a goal is looked for sends nothing', async () => {
  const { session, saver, window } = await createdInDoubt();
  const saving = saver.save();
  session.setUnresolved('OwnerId', 'Ad');
  expect(await saving).toBe('created');
  expect(window.newRequests().filter((each) => each.startsWith('updateGoal'))).toEqual([]);
  expect(session.unresolved).toEqual({ OwnerId: 'Ad' });
});

it('what was typed before Save was pressed is sent to the goal that is found, and what is typed after is not', async () => {
  const { session, saver, held } = await createdInDoubt();
  session.edit('TargetDate', '2031-02-03');
  const saving = saver.save();
  session.edit('Name', 'Brand new, half ty');
  expect(await saving).toBe('updated');
  expect(await held()).toMatchObject({ Name: 'Brand new', TargetDate: '2031-02-03' });
  expect(session.edits.changed()).toEqual(['Name']);
});

it('a goal that was found is in doubt no more where what was typed since is refused', async () => {
  const { session, saver, window } = await createdInDoubt();
  session.edit('TargetDate', '2031-02-03');
  window.tenant.faults.add({
    kind: 'refused',
    operation: 'updateGoal',
    errorCode: 'GSOBJ_1006',
  });
  expect(await saver.save()).toBe('notSent');
  expect(session.goalId).toBeDefined();
  expect(saver.state.kind).toBe('failed');
});

it('an edit that is taken back while the goal is read again does not go over what a colleague wrote', async () => {
  const { session, saver, steps, window, theyWrite, inTenant } = await withColleague();
  session.edit('Name', 'Mine');
  window.tenant.faults.add(
    { kind: 'cutBefore', operation: 'updateGoal' },
    { kind: 'refused', operation: 'getGoal', skip: 2 },
  );
  expect(await saver.save()).toBe('notSent');
  window.tenant.faults.clear();
  session.edit('Status', 'Missed');
  await theyWrite({ Status: 'Achieved' });
  const saving = saver.save();
  steps.at(-1)?.undo();
  expect(await saving).toBe('updated');
  expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Achieved' });
});

it('what a colleague writes between a save and the read after it is a conflict for what is typed on', async () => {
  const { session, saver, window, theyWrite, inTenant } = await withColleague();
  session.edit('Name', 'Mine');
  // The answer repeats no field that was cleared, so that the goal is read.
  session.edit('TargetDate', '');
  const updateGoal = window.client.updateGoal.bind(window.client);
  vi.spyOn(window.client, 'updateGoal').mockImplementationOnce(async (...asked) => {
    const answered = await updateGoal(...asked);
    await theyWrite({ Name: 'Theirs' });
    return answered;
  });
  const saving = saver.save();
  session.edit('Name', 'Mine, and more');
  expect(await saving).toBe('updated');
  expect(await saver.save()).toBe('notSent');
  expect(saver.conflict?.fields).toEqual(['Name']);
  expect((await inTenant()).Name).toBe('Theirs');
});

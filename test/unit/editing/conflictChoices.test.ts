import { describe, expect, it } from 'vitest';
import { openLoaded } from './openSession.ts';

describe('a conflict', () => {
  const conflicting = async () => {
    const form = await openLoaded();
    const { session, window, goal } = form;
    session.edit('Name', 'Mine');
    session.edit('Description', 'My text\nin two lines');
    session.edit('Status', 'Achieved');
    await window.changeElsewhere(goal, { Name: 'Theirs', Description: 'Their text', TargetDate: '2031-01-01' });
    expect(await form.saver.save()).toBe('notSent');
    const putsSince = () => window.newRequests().filter((request) => request.startsWith('updateGoal'));
    putsSince();
    return { ...form, putsSince };
  };

  it('shows both sides and what they began with, and sends nothing', async () => {
    const { state, inTenant, goal } = await conflicting();
    expect(state().notice).toEqual({
      kind: 'conflict',
      fields: [
        { field: 'Name', label: 'Name', base: goal.Name, theirs: 'Theirs', mine: 'Mine', isLong: false },
        {
          field: 'Description',
          label: 'Description',
          base: goal.Description,
          theirs: 'Their text',
          mine: 'My text\nin two lines',
          isLong: true,
        },
      ],
    });
    expect(await inTenant()).toMatchObject({ Name: 'Theirs', Status: 'In Progress' });
  });

  it('sends nothing as long as one field has no choice', async () => {
    const { saver, session, state, putsSince } = await conflicting();
    saver.choose('mine', ['Name']);
    expect(await saver.save()).toBe('notSent');
    expect(putsSince()).toEqual([]);
    expect(state().notice).toMatchObject({ fields: [{ field: 'Name', choice: 'mine' }, { field: 'Description' }] });
    expect(session.edits.mine).toMatchObject({ Name: 'Mine', Description: 'My text\nin two lines' });
  });

  it.each([
    ['mine', 'theirs'],
    ['theirs', 'mine'],
  ] as const)('ends with %s in one field and %s in the other', async (name, description) => {
    const { saver, inTenant, state } = await conflicting();
    saver.choose(name, ['Name']);
    saver.choose(description, ['Description']);
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({
      Name: name === 'mine' ? 'Mine' : 'Theirs',
      Description: description === 'mine' ? 'My text\nin two lines' : 'Their text',
      Status: 'Achieved',
      TargetDate: '2031-01-01',
    });
    expect(state().notice).toBeUndefined();
  });

  it('ends with mine in all, on top of what else they changed', async () => {
    const { saver, inTenant } = await conflicting();
    saver.choose('mine');
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', Status: 'Achieved', TargetDate: '2031-01-01' });
  });

  it('ends with theirs in all, and my other changes are sent', async () => {
    const { saver, inTenant, session } = await conflicting();
    saver.choose('theirs');
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Theirs', Description: 'Their text', Status: 'Achieved' });
    expect(session.edits.mine.Name).toBe('Theirs');
  });

  it('sends nothing where theirs is all there is', async () => {
    const { saver, session, window, goal, state } = await openLoaded();
    session.edit('Name', 'Mine');
    await window.changeElsewhere(goal, { Name: 'Theirs' });
    await saver.save();
    saver.choose('theirs');
    window.newRequests();
    expect(await saver.save()).toBe('nothingToSend');
    expect(window.newRequests()).toEqual([]);
    expect(session.isDirty).toBe(false);
    expect(state()).toMatchObject({ values: { Name: 'Theirs' }, line: { kind: 'saved' } });
    expect(window.store.goal(goal.Gsid)).toMatchObject({ Name: 'Theirs' });
  });

  it('asks again for the field that they changed once more meanwhile', async () => {
    const { saver, window, goal, state } = await conflicting();
    saver.choose('mine');
    await window.changeElsewhere(goal, { Name: 'Theirs again', Description: 'Their text' });
    expect(await saver.save()).toBe('notSent');
    expect(state().notice).toMatchObject({ fields: [{ field: 'Name', theirs: 'Theirs again' }] });
    expect(state().notice).not.toHaveProperty('fields.0.choice');
  });

  it('asks again for a field that was to become theirs and was typed in since', async () => {
    const { saver, session, putsSince } = await conflicting();
    saver.choose('theirs');
    session.edit('Name', 'Mine after all');
    expect(saver.choiceOf('Name')).toBeUndefined();
    expect(saver.choiceOf('Description')).toBe('theirs');
    expect(await saver.save()).toBe('notSent');
    expect(putsSince()).toEqual([]);
    expect(session.edits.mine.Name).toBe('Mine after all');
  });

  it('asks for a field that they had changed and that was typed in after it', async () => {
    const { saver, session, state, inTenant, putsSince } = await conflicting();
    session.edit('TargetDate', '2032-02-02');
    saver.choose('mine');
    expect(await saver.save()).toBe('notSent');
    expect(putsSince()).toEqual([]);
    expect(state().notice).toMatchObject({
      kind: 'conflict',
      fields: [{ field: 'TargetDate', theirs: 'Jan 1, 2031', mine: 'Feb 2, 2032' }],
    });
    saver.choose('mine');
    expect(await saver.save()).toBe('updated');
    expect(await inTenant()).toMatchObject({ Name: 'Mine', TargetDate: '2032-02-02' });
  });

  it('knows of no choice where there is no conflict', async () => {
    const { saver } = await openLoaded();
    saver.choose('theirs');
    expect(saver.choiceOf('Name')).toBeUndefined();
  });
});

it('a choice of an earlier conflict, which was saved, is none in the next', async () => {
  const { session, saver, window, inTenant } = await openLoaded();
  const theyMiss = async (): Promise<unknown> => window.changeElsewhere(await inTenant(), { Status: 'Missed' });
  session.edit('Status', 'Achieved');
  await theyMiss();
  expect(await saver.save()).toBe('notSent');
  saver.choose('mine');
  expect(await saver.save()).toBe('updated');
  session.edit('Status', 'In Progress');
  await theyMiss();
  expect(await saver.save()).toBe('notSent');
  expect(saver.choiceOf('Status')).toBeUndefined();
  expect(await saver.save()).toBe('notSent');
  expect((await inTenant()).Status).toBe('Missed');
});

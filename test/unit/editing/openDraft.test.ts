import { describe, expect, it } from 'vitest';
import { openLoaded } from './openSession.ts';
import { until } from '../until.ts';

/** The same goal open in two windows, which share the drafts on disk. */
const twoWindows = async () => {
  const here = await openLoaded();
  const there = here.window.openGoal(here.goal);
  await until(() => there.session.isDescriptionKnown);
  const names = (): readonly string[] => here.window.drafts.list().map(({ draft }) => draft.mine.Name);
  return { here, there, names, key: here.key, drafts: here.window.drafts };
};

describe('a draft that another window ended', () => {
  it('stays in the form, which says so and asks', async () => {
    const { here, drafts, key, names } = await twoWindows();
    here.session.edit('Name', 'Typed here');
    drafts.remove(key);
    here.session.checkDraft();
    expect(here.session.edits.mine.Name).toBe('Typed here');
    expect(here.state().notice).toMatchObject({
      sentence: 'Another window discarded or saved this draft.',
      advice: 'Your changes are still here. Keep them as a draft again, or discard them here too.',
      action: 'keep',
    });
    expect(here.line()).toBe('Not saved. The draft is gone, and your changes are only in this form.');
    expect(names()).toEqual([]);
    here.session.keepDraftAnyway();
    expect(here.state().notice).toBeUndefined();
    expect(names()).toEqual(['Typed here']);
  });

  it('is nothing to tell of where it is still there, or never was', async () => {
    const { here } = await twoWindows();
    let changes = 0;
    here.session.onDidChange(() => (changes += 1));
    here.session.checkDraft();
    expect(changes).toBe(0);
    here.session.edit('Name', 'Typed here');
    const afterEdit = changes;
    here.session.checkDraft();
    expect(changes).toBe(afterEdit);
  });

  it('is kept again with the next edit, and that is said', async () => {
    const { here, drafts, key, names } = await twoWindows();
    here.session.edit('Name', 'Typed here');
    drafts.remove(key);
    here.session.edit('Name', 'Typed on');
    expect(names()).toEqual(['Typed on']);
    expect(here.state().notice).toMatchObject({
      advice: 'You have made changes since then, so this form is kept as a draft again.',
    });
    here.session.discard();
    expect(here.state().notice).toBeUndefined();
    expect(names()).toEqual([]);
    here.session.edit('Name', 'Typed anew');
    expect(here.state().notice).toBeUndefined();
  });

  it('by sending it is no edit any more as soon as the tenant’s answer is here', async () => {
    const { here, there } = await twoWindows();
    here.session.edit('Name', 'Sent there');
    const second = here.window.openGoal(here.goal);
    await until(() => second.session.isDescriptionKnown);
    expect(await second.saver.save()).toBe('updated');
    here.session.checkDraft();
    await expect.poll(() => here.session.isDirty).toBe(false);
    expect(here.state().notice).toBeUndefined();
    expect(there.session.draft.changedElsewhere).toBeUndefined();
  });

  it('is nothing to speak of where nothing was kept', async () => {
    const { here } = await twoWindows();
    here.session.checkDraft();
    expect(here.state().notice).toBeUndefined();
    expect(here.window.newRequests()).not.toContain('getGoal 200');
  });
});

describe('a goal that is typed into in two windows', () => {
  it('has two drafts, and each window ends its own alone', async () => {
    const { here, there, names } = await twoWindows();
    here.session.edit('Name', 'Typed here');
    there.session.edit('Name', 'Typed there');
    there.session.edit('Name', 'Typed there, on');
    here.session.edit('Name', 'Typed here, on');
    expect(names().toSorted()).toEqual(['Typed here, on', 'Typed there, on']);
    expect(there.state().notice).toMatchObject({
      sentence: 'Another window also has a draft of this goal.',
      isCalm: true,
    });
    expect(here.state().notice).toBeUndefined();
    there.session.revert();
    expect(names()).toEqual(['Typed here, on']);
    expect(there.state().notice).toBeUndefined();
  });

  it('has two drafts also where both windows began with the same', async () => {
    const { here, names } = await twoWindows();
    here.session.edit('Name', 'Typed before');
    const second = here.window.openGoal(here.goal);
    here.session.edit('Name', 'Typed here');
    second.session.edit('Name', 'Typed there');
    here.session.edit('Name', 'Typed here, on');
    expect(names().toSorted()).toEqual(['Typed here, on', 'Typed there']);
    expect(here.session.draft.changedElsewhere).toBeUndefined();
  });

  it('opens from its second draft as the goal that it is', async () => {
    const { here, there, drafts, goal } = await (async () => {
      const both = await twoWindows();
      return { ...both, goal: both.here.goal };
    })();
    here.session.edit('Name', 'Typed here');
    there.session.edit('Name', 'Typed there');
    const second = drafts.list().find(({ id }) => id !== goal.Gsid);
    const again = here.window.openNew({}, second?.id ?? '');
    await until(() => again.session.isDescriptionKnown);
    expect(again.session.edits.mine.Name).toBe('Typed there');
    expect(await again.saver.save()).toBe('updated');
    expect((await here.inTenant()).Name).toBe('Typed there');
  });

  it('tells whose form each draft is', async () => {
    const { here, there, drafts, key } = await twoWindows();
    const formsOf = (id: string) => [here, there].filter(({ session }) => session.draft.isAt({ ...key, id }));
    expect(formsOf(key.id)).toEqual([]);
    here.session.edit('Name', 'Typed here');
    there.session.edit('Name', 'Typed there');
    const second = drafts.list().find(({ id }) => id !== key.id);
    expect(formsOf(key.id)).toEqual([here]);
    expect(formsOf(second?.id ?? '')).toEqual([there]);
    expect(here.session.draft.isAt({ tenant: 'another', id: key.id })).toBe(false);
    drafts.remove(key);
    here.session.checkDraft();
    // What is typed on there is another's, and this form's text is no draft.
    expect(formsOf(key.id)).toEqual([]);
  });
});

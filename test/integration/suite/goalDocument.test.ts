import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { GoalDocument } from '../../../src/form/goalDocument.ts';
import { eventually } from './eventually.ts';
import { openSession } from './openSession.ts';
import { atEnd } from './sampleWindow.ts';

type Edit = vscode.CustomDocumentEditEvent<GoalDocument>;

/** The custom document of a goal, with its page, in a webview that is no tab of VS Code's custom editor. */
const openDocument = async ({ autoSaves = false, isNew = false } = {}) => {
  const opened = await openSession(({ CompanyId }) =>
    isNew ? { id: 'made-up', isNew, name: 'New goal', preset: { companyId: CompanyId } } : {},
  );
  const { store, log, session, saver, parts } = opened;
  const ours = vscode.extensions.getExtension('customer-goals.customer-goals');
  ok(ours);
  const edits: Edit[] = [];
  const told: string[] = [];
  const document = new GoalDocument(vscode.Uri.parse('customer-goal:/sample/of-no-tab/Some.goal'), {
    extensionUri: ours.extensionUri,
    log,
    units: () => store.units(),
    goals: () => ({ kind: 'loaded' }),
    session,
    isHeldDirty: false,
    saver,
    parts: () => parts,
    autoSaves: () => autoSaves,
    connect: () => void told.push('connect'),
    cancelWait: () => void told.push('cancelWait'),
    openExisting: () => void told.push('openExisting'),
    compare: (field) => void told.push(`compare ${field}`),
    edits: { fire: (edit) => void edits.push(edit) },
    created: () => void told.push('created'),
    disposed: () => void told.push('disposed'),
  });
  const panel = vscode.window.createWebviewPanel('tests.goal', 'Goal', vscode.ViewColumn.One);
  atEnd(() => panel.dispose());
  atEnd(() => document.dispose());
  document.show(panel);
  await eventually(() => session.isDescriptionKnown, true);
  return { ...opened, document, edits, told };
};

const labels = (edits: readonly Edit[]): readonly (string | undefined)[] => edits.map(({ label }) => label);

describe('a goal as VS Code’s custom document', () => {
  it('puts each edit on the undo stack, by its field; undo and redo change the goal', async () => {
    const { session, edits, goal } = await openDocument();
    session.edit('Name', 'Typed');
    deepEqual(labels(edits), ['Edit Name']);
    await edits[0]?.undo();
    deepEqual([session.edits.mine.Name, session.isDirty], [goal.Name, false]);
    await edits[0]?.redo();
    deepEqual([session.edits.mine.Name, session.isDirty], ['Typed', true]);
  });

  it('sends at a save', async () => {
    const { document, session, store, goal, drafts } = await openDocument();
    session.edit('Name', 'Sent');
    await document.save();
    equal((await store.fetchGoal(goal.Gsid)).Name, 'Sent');
    deepEqual([session.isDirty, drafts.read({ tenant: 'sample', id: goal.Gsid })], [false, undefined]);
  });

  it('keeps the draft at a save of auto save, and sends nothing', async () => {
    const { document, session, store, goal, drafts } = await openDocument({ autoSaves: true });
    session.edit('Name', 'Kept');
    await document.save();
    equal((await store.fetchGoal(goal.Gsid)).Name, goal.Name);
    equal(drafts.read({ tenant: 'sample', id: goal.Gsid })?.mine.Name, 'Kept');
    equal(await document.leavesDraft(), true);
  });

  it('says at a save why it is not sent, and keeps what was typed', async () => {
    const { document, session, store, goal } = await openDocument();
    session.edit('Name', '');
    await rejects(document.save(), (error) => {
      ok(error instanceof Error);
      match(error.message, /^Fix the highlighted fields before saving\.$/);
      return true;
    });
    deepEqual([session.isDirty, session.edits.mine.Name], [true, '']);
    equal((await store.fetchGoal(goal.Gsid)).Name, goal.Name);
  });

  it('says at a save that a colleague changed the same field, and sends nothing', async () => {
    const { document, session, store, goal, changeElsewhere } = await openDocument();
    session.edit('Name', 'Mine');
    await changeElsewhere(goal, { Name: 'Theirs' });
    await rejects(document.save(), (error) => error instanceof Error && !error.message.startsWith('Fix'));
    equal((await store.fetchGoal(goal.Gsid)).Name, 'Theirs');
    equal(session.edits.mine.Name, 'Mine');
  });

  it('reverts to what the tenant holds', async () => {
    const { document, session, goal, drafts } = await openDocument();
    session.edit('Name', 'Never sent');
    await document.revert();
    deepEqual([session.edits.mine.Name, session.isDirty], [goal.Name, false]);
    equal(drafts.read({ tenant: 'sample', id: goal.Gsid }), undefined);
  });

  it('hands a new goal over once, when the tenant has it', async () => {
    const { document, session, store, told } = await openDocument({ isNew: true });
    session.edit('Name', 'Made once');
    await Promise.all([document.publish(), document.publish()]);
    deepEqual(told, ['created']);
    equal((await store.fetchGoal(session.goalId ?? '')).Name, 'Made once');
  });

  it('leaves nothing behind where nothing was typed', async () => {
    const { document, session } = await openDocument();
    deepEqual([document.isUntouched, await document.leavesDraft()], [true, false]);
    session.edit('Name', 'Typed');
    deepEqual([document.isUntouched, await document.leavesDraft()], [false, true]);
  });

  it('puts nothing on the undo stack once it is closed, and says so once', async () => {
    const { document, session, edits, told } = await openDocument();
    document.dispose();
    session.edit('Name', 'Too late');
    deepEqual([labels(edits), told], [[], ['disposed']]);
  });
});

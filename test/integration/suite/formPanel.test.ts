import { deepEqual, equal, match, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GoalTemplate } from '../../../src/api/schema.ts';
import type { FormActions } from '../../../src/form/formHost.ts';
import { FormPanel } from '../../../src/form/formPanel.ts';
import type { ToPage } from '../../../src/form/protocol.ts';
import { parseToPage } from '../../../src/form/protocol.ts';
import { openEchoPage } from './echoPage.ts';
import { eventually } from './eventually.ts';
import { goalName, openSession } from './openSession.ts';
import { atEnd } from './sampleWindow.ts';

/** The form of a goal, whose page is an echo. */
const openForm = async () => {
  const { store, log, goal, folder, drafts, session, parts } = await openSession();
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const actions: FormActions = {
    send: note('send'),
    compare: (field) => void done.push(`compare ${field}`),
    discard: note('discard'),
    cancelWait: note('cancelWait'),
    addMetric: note('addMetric'),
    connect: note('connect'),
    openExisting: note('openExisting'),
  };
  const echo = openEchoPage();
  // No page of our own is there, so that none gets ready before the echo takes its place.
  const extensionUri = vscode.Uri.file(folder);
  const form = new FormPanel(
    echo.panel,
    { extensionUri, log, parts: () => parts, units: () => store.units(), goals: () => ({ kind: 'loaded' }), actions },
    [{ type: 'enterMetric' }],
  );
  atEnd(() => form.dispose());
  await echo.load();
  session.follow();
  await eventually(() => session.isDescriptionKnown, true);
  const heard = async (): Promise<readonly ToPage[]> => (await echo.heard()).map((message) => parseToPage(message));
  return { session, drafts, goal, log, done, form, panel: echo.panel, say: echo.say, heard };
};

const typesOf = (messages: readonly ToPage[]): readonly string[] => messages.map(({ type }) => type);

/** The last of a kind. */
const last = <Type extends ToPage['type']>(
  messages: readonly ToPage[],
  type: Type,
): Extract<ToPage, { type: Type }> => {
  const found = messages.findLast((message): message is Extract<ToPage, { type: Type }> => message.type === type);
  ok(found, `no ${type} among ${typesOf(messages).join(', ')}`);
  return found;
};

describe('the host’s end of a form’s page', () => {
  it('says nothing before the page is ready, and then everything', async () => {
    const { say, heard } = await openForm();
    deepEqual(await heard(), []);
    await say({ type: 'ready' });
    const messages = await heard();
    deepEqual(typesOf(messages), ['choices', 'state', 'enterMetric']);
    const { update } = last(messages, 'state');
    equal(update.values?.Name, goalName);
    equal(update.form?.description.kind, 'loaded');
    deepEqual(['metrics' in update, 'templates' in update], [true, true]);
  });

  it('takes an edit, acknowledges it, and says what else that changed', async () => {
    const { say, heard, session, drafts, goal } = await openForm();
    await say({ type: 'ready' });
    await heard();
    await say({ type: 'edit', seq: 7, field: 'Name', value: 'Typed' });
    const messages = await heard();
    const { seq, update } = last(messages, 'state');
    deepEqual([seq, update.values, update.form?.line.kind], [7, undefined, 'draft']);
    equal(session.edits.mine.Name, 'Typed');
    equal(drafts.read({ tenant: 'sample', id: goal.Gsid })?.mine.Name, 'Typed');
  });

  it('keeps each of many edits, and acknowledges the last', async () => {
    const { say, heard, drafts, goal } = await openForm();
    await say({ type: 'ready' });
    for (let seq = 1; seq <= 20; seq += 1) await say({ type: 'edit', seq, field: 'Name', value: `Typed ${seq}` });
    equal(last(await heard(), 'state').seq, 20);
    equal(drafts.read({ tenant: 'sample', id: goal.Gsid })?.mine.Name, 'Typed 20');
  });

  it('answers a ping', async () => {
    const { say, heard } = await openForm();
    await say({ type: 'ready' });
    await heard();
    await say({ type: 'ping', seq: 3 });
    deepEqual(await heard(), [{ type: 'state', seq: 3, update: {} }]);
  });

  it('says everything anew to a page that is new, and where a person was', async () => {
    const { say, heard } = await openForm();
    await say({ type: 'ready' });
    await say({ type: 'viewState', viewState: { focus: 'goal-Name', scroll: 40 } });
    await heard();
    await say({ type: 'ready' });
    const messages = await heard();
    deepEqual(typesOf(messages), ['choices', 'state', 'goTo']);
    equal(last(messages, 'state').update.values?.Name, goalName);
    deepEqual(last(messages, 'goTo').viewState, { focus: 'goal-Name', scroll: 40 });
  });

  it('says what a template filled in', async () => {
    const { say, heard, session } = await openForm();
    await eventually(() => session.templates.state.kind, 'loaded');
    const templates: readonly GoalTemplate[] =
      session.templates.state.kind === 'loaded' ? session.templates.state.value : [];
    await say({ type: 'ready' });
    await say({ type: 'edit', seq: 1, field: 'Name', value: '' });
    await heard();
    await say({ type: 'edit', seq: 2, field: 'TemplateId', value: templates[0]?.id });
    match(last(await heard(), 'say').text, /^Filled in from the template: Name/);
  });

  for (const message of [{ type: 'send' }, { type: 'discard' }, { type: 'addMetric' }, { type: 'connect' }])
    it(`does what a person asks for: ${message.type}`, async () => {
      const { say, heard, done } = await openForm();
      await say({ type: 'ready' });
      await say(message);
      await heard();
      deepEqual(done, [message.type]);
    });

  it('names the tab after the goal, as it is typed', async () => {
    const { say, heard, panel } = await openForm();
    equal(panel.title, goalName);
    await say({ type: 'ready' });
    await say({ type: 'edit', seq: 1, field: 'Name', value: 'Typed' });
    await heard();
    equal(panel.title, 'Typed');
  });

  for (const odd of [
    { type: 'unheard-of' },
    { type: 'edit', seq: 1, field: 'Gsid', value: 'x' },
    { type: 'edit', field: 'Name', value: 'x' },
    { type: 'edit', seq: 1, field: 'Name', value: 5 },
    { type: 'retry', part: 'everything' },
    'ready',
    null,
  ])
    it(`changes nothing for ${JSON.stringify(odd)}, and notes it without its content`, async () => {
      const { say, heard, session, done, log } = await openForm();
      await say({ type: 'ready' });
      await heard();
      const before = log.lines.length;
      await say(odd);
      deepEqual(await heard(), []);
      equal(session.isDirty, false);
      deepEqual(done, []);
      match(log.lines.slice(before).join('\n'), /^goal form: a message could not be handled/);
    });

  it('hears nothing once it has ended', async () => {
    const { say, heard, session, form } = await openForm();
    await say({ type: 'ready' });
    await heard();
    form.dispose();
    await say({ type: 'edit', seq: 1, field: 'Name', value: 'Too late' });
    deepEqual(await heard(), []);
    equal(session.isDirty, false);
  });
});

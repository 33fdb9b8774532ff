import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import * as vscode from 'vscode';
import { addressOfGoal } from '../../../src/editing/goalAddress.ts';
import { GoalEditors } from '../../../src/form/goalEditors.ts';
import { goalUri } from '../../../src/form/goalTabs.ts';
import type { TenantId } from '../../../src/model/tenant.ts';
import { eventually } from './eventually.ts';
import { openSession } from './openSession.ts';
import { atEnd } from './sampleWindow.ts';

/** What holds the open goals, with goals whose pages are in webviews that are no tabs of VS Code’s custom editor. */
const openEditors = async () => {
  const { store, log, drafts, goal, changeElsewhere } = await openSession();
  const ours = vscode.extensions.getExtension('customer-goals.customer-goals');
  ok(ours);
  let tenant: TenantId | undefined = 'sample';
  const changedTenant = new vscode.EventEmitter<void>();
  const changedWait = new vscode.EventEmitter<void>();
  const editors = new GoalEditors(
    {
      extensionUri: ours.extensionUri,
      store,
      tenant: () => tenant,
      onDidChangeTenant: changedTenant.event,
      tenants: { labelOf: (id) => id, isMarked: () => false },
      connect: async () => {},
      drafts,
      waits: { waiting: undefined, onDidChange: changedWait.event, cancel: () => {} },
      log,
      past: async () => ({ points: () => [] }),
    },
    { fire: () => {} },
  );
  atEnd(() => editors.dispose());
  const uri = goalUri(addressOfGoal('sample', goal.Gsid, goal.Name));
  const open = () => {
    const document = editors.open(uri, false);
    const panel = vscode.window.createWebviewPanel('tests.goal', 'Goal', vscode.ViewColumn.One);
    atEnd(() => panel.dispose());
    atEnd(() => document.dispose());
    document.show(panel);
    return document;
  };
  const goTo = (next: TenantId | undefined): void => {
    tenant = next;
    changedTenant.fire();
  };
  return { editors, store, goal, uri, open, goTo, changeElsewhere };
};

describe('all goals that are open', () => {
  it('finds an open goal by its address, and forgets it as it is closed', async () => {
    const { editors, uri, open } = await openEditors();
    equal(editors.document(uri), undefined);
    const document = open();
    equal(editors.document(uri), document);
    document.dispose();
    equal(editors.document(uri), undefined);
  });

  it('keeps a goal that VS Code opened anew before it closed the tab before', async () => {
    const { editors, uri, open } = await openEditors();
    const before = open();
    const now = open();
    before.dispose();
    equal(editors.document(uri), now);
  });

  it('refuses an address that is none of a goal, and opens nothing', async () => {
    const { editors } = await openEditors();
    const odd = vscode.Uri.parse('customer-goal:/sample');
    throws(() => editors.open(odd, false), /This is not the address of a goal\./);
    equal(editors.document(odd), undefined);
  });

  it('finds the open goals that a draft is of, as long as there is one', async () => {
    const { editors, goal, open } = await openEditors();
    const document = open();
    const draft = { tenant: 'sample', id: goal.Gsid };
    deepEqual(editors.keeping(draft), []);
    document.session.edit('Name', 'Typed');
    equal(editors.keeping(draft)[0], document);
    deepEqual(editors.keeping({ tenant: 'sample', id: 'another' }), []);
    await document.revert();
    deepEqual(editors.keeping(draft), []);
  });

  it('shows what a colleague changed, once the goals were refreshed', async () => {
    const { store, goal, open, changeElsewhere } = await openEditors();
    const { session } = open();
    await eventually(() => session.isDescriptionKnown, true);
    await changeElsewhere(goal, { Name: 'Theirs' });
    await store.refresh({ isAsked: false });
    await eventually(() => session.edits.mine.Name, 'Theirs');
    equal(session.isDirty, false);
  });

  it('loads an open goal as its tenant is connected', async () => {
    const { goal, open, goTo } = await openEditors();
    goTo(undefined);
    const { session } = open();
    deepEqual([session.isLive, session.isDescriptionKnown], [false, false]);
    goTo('sample');
    await eventually(() => session.isDescriptionKnown, true);
    deepEqual([session.isLive, session.edits.mine.Name], [true, goal.Name]);
  });
});

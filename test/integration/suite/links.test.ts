import { deepEqual, equal, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import { format } from '../../../src/model/query/format.ts';
import { Links } from '../../../src/views/linkHandler.ts';
import { eventually } from './eventually.ts';
import { openLoadedWindow } from './sampleWindow.ts';

const company = 'Alderbrook Insurance';

const opened = async (goalUrl = '', connecting?: Promise<void>, kept: readonly string[] = []) => {
  const window = await openLoadedWindow();
  const done: string[] = [];
  let tenant = connecting === undefined ? 'sample' : undefined;
  void connecting?.then(() => (tenant = 'sample'));
  const links = new Links({
    store: window.store,
    tenant: () => tenant,
    isKept: (of) => kept.includes(of),
    labelOf: (of) => of,
    switchTo: async (of) => {
      done.push(`switch to ${of}`);
      tenant = of;
    },
    whenIdle: () => connecting ?? Promise.resolve(),
    extensionId: 'customer-goals.customer-goals',
    goalUrl: () => goalUrl,
    open: async ({ Name }) => void done.push(`open ${Name}`),
    reveal: async (goalId) => void done.push(`reveal ${window.store.goal(goalId)?.Name}`),
    show: async (query) => void done.push(`show ${format(query)}`),
  });
  return { window, links, done, goal: window.goalIn(company, 'Adopt workflow automation') };
};

/** What stands in the clipboard, as VS Code hands a link over. */
const copied = async (): Promise<vscode.Uri> => vscode.Uri.parse(await vscode.env.clipboard.readText(), true);

describe('a link', () => {
  it('that was copied opens its goal and shows it in the side bar', async () => {
    const { links, goal, done } = await opened();
    await links.copyGoal(goal);
    const link = await copied();
    deepEqual([link.scheme, link.authority], [vscode.env.uriScheme, 'customer-goals.customer-goals']);
    await links.handle(link);
    deepEqual(done, [`open ${goal.Name}`, `reveal ${goal.Name}`]);
  });

  it('that starts VS Code waits for its tenant', async () => {
    const connecting = Promise.withResolvers<void>();
    const { links, goal, done } = await opened('', connecting.promise);
    const handling = links.handle({ path: `/goal/${goal.Gsid}`, query: 'tenant=sample' });
    connecting.resolve();
    await handling;
    deepEqual(done, [`open ${goal.Name}`, `reveal ${goal.Name}`]);
  });

  it('to a query shows its goals', async () => {
    const { links, done } = await opened();
    await links.copyView('status:open company:"Calder & Finch"');
    await links.handle(await copied());
    deepEqual(done, ['show status:open company:"Calder & Finch"']);
  });

  it('of another tenant does nothing but ask', async () => {
    const { links, goal, done } = await opened();
    // It answers when its message is closed.
    void links.handle({ path: `/goal/${goal.Gsid}`, query: 'tenant=other.example' });
    await new Promise((resolve) => setImmediate(resolve));
    deepEqual(done, []);
  });

  it('of a tenant that is kept asks first, then switches and opens', async () => {
    const { links, goal, done } = await opened('', undefined, ['acme.example']);
    const handling = links.handle({ path: `/goal/${goal.Gsid}`, query: 'tenant=acme.example' });
    await new Promise((resolve) => setImmediate(resolve));
    deepEqual(done, []);
    await eventually(async () => {
      // Its button has the focus once the message has.
      await vscode.commands.executeCommand('notifications.focusToasts');
      await vscode.commands.executeCommand('notification.acceptPrimaryAction');
      return done.length > 0;
    }, true);
    await handling;
    deepEqual(done, ['switch to acme.example', `open ${goal.Name}`, `reveal ${goal.Name}`]);
  });

  it('without a tenant does nothing but ask', async () => {
    const { links, goal, done } = await opened();
    // It answers when its message is closed.
    void links.handle({ path: `/goal/${goal.Gsid}`, query: '' });
    void links.handle({ path: '/view', query: 'q=status:open' });
    await new Promise((resolve) => setTimeout(resolve, 0));
    deepEqual(done, []);
  });

  it('to a goal that the tenant has not got fails', async () => {
    const { links, done } = await opened();
    await rejects(links.handle({ path: `/goal/1P01${'0'.repeat(32)}`, query: 'tenant=sample' }));
    deepEqual(done, []);
  });

  it('that names nothing does nothing', async () => {
    const { links, done } = await opened();
    for (const [path, query] of [
      ['/connect', 'key=k'],
      ['/goal/', ''],
      ['/view', ''],
      ['/view', 'q=statsu:x&tenant=sample'],
    ] as const)
      await links.handle({ path, query });
    equal(done.length, 0);
  });
});

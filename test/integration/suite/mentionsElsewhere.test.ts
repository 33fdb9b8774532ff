import { deepEqual, equal, rejects } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Client } from '../../../src/api/client.ts';
import type { Goal } from '../../../src/api/schema.ts';
import { createMentions } from '../../../src/mentions/mentionsFeature.ts';
import { openClient } from '../../torture/openClient.ts';
import { eventually } from './eventually.ts';
import { atEnd, openSampleWindow } from './sampleWindow.ts';
import { textOf } from './someGoal.ts';

const name = 'Only here';

/** Mentions of a window of their own, which goes from one tenant to another; the goal that is named in a text is in the first alone. */
const open = async () => {
  const [here, there] = [await openSampleWindow({ goals: 20 }), await openSampleWindow({ goals: 20 })];
  const clientOf = ({ tenant: { url: origin, accessKey } }: typeof here): Client => openClient({ origin, accessKey });
  const [client, otherClient] = [clientOf(here), clientOf(there)];
  const [company] = (await client.searchGoals({ limit: 1 })).records;
  const goal = await client.createGoal({ Name: name, CompanyId: company?.CompanyId ?? '' });
  const { store } = here;
  const connections = { connected: { client }, settled: () => Promise.resolve() };
  const use = async (next: Client): Promise<void> => {
    connections.connected = { client: next };
    store.use(next);
    await store.load();
  };
  await use(client);
  const { uri } = await vscode.workspace.openTextDocument({ language: 'markdown', content: `goal:${goal.Gsid}` });
  const opened: Goal[] = [];
  // The last thing: whoever ends them at once is earlier than anybody who asks.
  const mentions = createMentions({
    store,
    connections,
    want: () => Promise.resolve(),
    openGoal: async (each) => void opened.push(each),
  });
  atEnd(() => mentions.dispose());
  return { goal, mentions, opened, uri, use, client, otherClient };
};

const cards = async (uri: vscode.Uri): Promise<readonly string[]> => {
  const place = new vscode.Position(0, 10);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
  return hovers.flatMap(({ contents }) => contents.map(textOf)).filter((text) => text.includes(name));
};

const links = async (uri: vscode.Uri): Promise<number> =>
  (await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri)).filter(
    ({ target }) => target?.scheme === 'command',
  ).length;

/** Also of the window that runs the tests. */
const flags = (uri: vscode.Uri): number => vscode.languages.getDiagnostics(uri).length;

describe('goals in texts, in a window that goes to another tenant', () => {
  before(async () => {
    await vscode.commands.executeCommand('customerGoals.trySampleData');
    await vscode.commands.executeCommand('customerGoals.refresh');
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('are those of the tenant that is connected, and are flagged where it has none', async () => {
    const { goal, mentions, opened, uri, use, client, otherClient } = await open();
    deepEqual([(await cards(uri)).length, await links(uri)], [1, 1]);
    await mentions.commands.openMention(goal.Gsid);
    deepEqual(
      opened.map(({ Name }) => Name),
      [name],
    );
    // In the window that runs the tests no goal has this ID.
    await eventually(() => flags(uri), 1);
    await use(otherClient);
    deepEqual([await cards(uri), await links(uri)], [[], 0]);
    await rejects(mentions.commands.openMention(goal.Gsid), { kind: 'notFound' });
    await eventually(() => flags(uri), 2);
    await use(client);
    equal((await cards(uri)).length, 1);
    await eventually(() => flags(uri), 1);
  });

  it('have nothing more to say after the window’s end, also where it came before their first use', async () => {
    const { mentions, opened, uri, goal } = await open();
    const asked = mentions.commands.openMention(goal.Gsid);
    mentions.dispose();
    await rejects(asked);
    await rejects(mentions.commands.openMention(goal.Gsid));
    deepEqual([await cards(uri), await links(uri), opened], [[], 0, []]);
    await eventually(() => flags(uri), 1);
  });
});

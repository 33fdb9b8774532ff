import { equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import { someGoal, textOf } from './someGoal.ts';

const unknown = '1S0G'.padEnd(36, 'X');

describe('goals in texts', () => {
  before(async () => {
    await vscode.commands.executeCommand('customerGoals.trySampleData');
    await vscode.commands.executeCommand('customerGoals.refresh');
  });
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const opened = async (content: string, language: string): Promise<vscode.Uri> => {
    const { uri } = await vscode.workspace.openTextDocument({ content, language });
    return uri;
  };

  it('have a card, and a link that opens them', async () => {
    const { id, name } = await someGoal();
    const uri = await opened(`Notes\nsee goal:${id} and goal:${unknown}`, 'plaintext');
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(1, 12),
    );
    const card = hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
    ok(card.includes('Alderbrook Insurance') && card.includes('Status: '), card);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    const ours = links.filter(({ target }) => target?.scheme === 'command');
    equal(ours.length, 1);
    ok(ours[0]?.target?.query.includes(id));
    await vscode.commands.executeCommand('customerGoals.openMention', id);
    await eventually(() => vscode.window.tabGroups.activeTabGroup.activeTab?.label.includes(name.slice(0, 10)), true);
  });

  it('are completed by name', async () => {
    const { id } = await someGoal();
    const uri = await opened('goal:alder', 'markdown');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, 10),
    );
    ok(
      items.some(({ insertText }) => insertText === id),
      items.map(({ label }) => JSON.stringify(label)).join(),
    );
  });

  it('are flagged in Markdown where no goal has the ID, and nowhere else', async () => {
    const { id } = await someGoal();
    const text = `goal:${id}\ngoal:${unknown}`;
    const markdown = await opened(text, 'markdown');
    const plain = await opened(text, 'plaintext');
    const lines = (uri: vscode.Uri): readonly number[] =>
      vscode.languages.getDiagnostics(uri).map(({ range }) => range.start.line);
    await eventually(() => lines(markdown), [1]);
    equal(lines(plain).length, 0);
  });
});

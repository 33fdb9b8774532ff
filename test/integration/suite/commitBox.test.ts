import { execFileSync } from 'node:child_process';
import { deepEqual, ok } from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import { atEnd } from './sampleWindow.ts';
import { someGoal, textOf } from './someGoal.ts';

const unknown = '1S0G'.padEnd(36, 'X');

/** Of VS Code's own Git extension, as much as is used. */
type Git = {
  readonly enabled: boolean;
  getAPI(version: 1): {
    readonly state: string;
    openRepository(root: vscode.Uri): Promise<{ readonly inputBox: { value: string } } | null>;
  };
};

const repository = (): string => {
  // Within the window's folder, for an older VS Code asks about others. It goes with that: Git looks at it for a while after the test.
  const parent = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? tmpdir();
  const folder = mkdtempSync(join(parent, 'commit-box-'));
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  writeFileSync(join(folder, 'notes.md'), '');
  return folder;
};

const setGit = (isEnabled: boolean): Thenable<void> =>
  vscode.workspace.getConfiguration('git').update('enabled', isEnabled, vscode.ConfigurationTarget.Global);

const commitBox = async (text: string): Promise<vscode.TextDocument> => {
  await setGit(true);
  atEnd(() => setGit(false));
  const git = await vscode.extensions.getExtension<Git>('vscode.git')?.activate();
  ok(git, 'there is no Git extension');
  await eventually(() => git.enabled, true);
  const api = git.getAPI(1);
  await eventually(() => api.state, 'initialized');
  const root = vscode.Uri.file(repository());
  const open = async (): Promise<boolean> => {
    const opened = await api.openRepository(root);
    if (opened !== null) opened.inputBox.value = text;
    return opened !== null;
  };
  // It takes none until it has read its settings.
  await eventually(open, true);
  await vscode.commands.executeCommand('workbench.view.scm');
  const box = (): vscode.TextDocument | undefined =>
    vscode.workspace.textDocuments.find(
      (document) => document.languageId === 'scminput' && document.getText() === text,
    );
  await eventually(() => box()?.getText(), text);
  const document = box();
  ok(document);
  return document;
};

describe('the box of a commit', () => {
  before(async () => {
    await vscode.commands.executeCommand('customerGoals.trySampleData');
    await vscode.commands.executeCommand('customerGoals.refresh');
  });
  after(() => vscode.commands.executeCommand('workbench.view.explorer'));

  it('has cards, links, completion and problems of goals, also by a trailer', async () => {
    const { id, name } = await someGoal();
    const text = `Ship it, see goal:${id}\n\nGoal: ${id}\nGoal: ${unknown}\nGoal: alder`;
    const { uri } = await commitBox(text);
    const cardAt = async (line: number, character: number): Promise<string> => {
      const place = new vscode.Position(line, character);
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, place);
      return hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
    };
    ok((await cardAt(0, 20)).includes(name));
    ok((await cardAt(2, 10)).includes(name));
    deepEqual(await cardAt(3, 10), '');
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>('vscode.executeLinkProvider', uri);
    const lines = links.filter(({ target }) => target?.scheme === 'command').map(({ range }) => range.start.line);
    deepEqual(lines, [0, 2]);
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(4, 'Goal: alder'.length),
    );
    ok(items.some(({ insertText }) => insertText === id));
    const flagged = (): readonly number[] => vscode.languages.getDiagnostics(uri).map(({ range }) => range.start.line);
    await eventually(flagged, [3]);
  });
});

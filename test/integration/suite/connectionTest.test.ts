import { doesNotMatch, equal, match } from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, run } from './goalWindow.ts';

const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';

describe('the connection test', () => {
  afterEach(async () => {
    await run('disconnect');
    await closeAll();
  });

  it('says step by step what is fine, for a support ticket', async () => {
    await run('trySampleData');
    await run('testConnection');
    equal(vscode.window.activeTextEditor?.document.languageId, 'markdown');
    match(shown(), /Customer Goals: Connection Test/);
    match(shown(), /Access key.*Accepted\./);
    match(shown(), /Clock/);
  });

  it('shows nothing where no tenant is connected', async () => {
    await run('testConnection');
    doesNotMatch(shown(), /Connection Test/);
  });
});

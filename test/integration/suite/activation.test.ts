import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';

type Manifest = { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('customer-goals.customer-goals');
  ok(found, 'the extension is not installed');
  return found;
}

describe('activation', () => {
  it('activates', async () => {
    await extension().activate();
    equal(extension().isActive, true);
  });

  it('registers every command of the manifest', async () => {
    await extension().activate();
    const manifest: Manifest = extension().packageJSON;
    const declared = manifest.contributes.commands.map(({ command }) => command);
    const registered = new Set(await vscode.commands.getCommands(true));
    deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});

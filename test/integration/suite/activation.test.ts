import { deepEqual, equal, ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Goal } from '../../../src/api/schema.ts';
import { startSampleTenant } from '../../../src/sample/server.ts';
import { openClient } from '../../torture/openClient.ts';
import { eventually } from './eventually.ts';
import { textOf } from './someGoal.ts';

type Manifest = { readonly contributes: { readonly commands: readonly { readonly command: string }[] } };

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('customer-goals.customer-goals');
  ok(found, 'the extension is not installed');
  return found;
}

/** Where sample data begins is the same for all who begin on one day. */
const sampleGoal = async (): Promise<Goal> => {
  const tenant = await startSampleTenant();
  const client = openClient({ origin: tenant.url, accessKey: tenant.accessKey });
  try {
    const [goal] = (await client.searchGoals({ limit: 1 })).records;
    ok(goal);
    return goal;
  } finally {
    client.close();
    await tenant.close();
  }
};

describe('activation', () => {
  it('comes with a Markdown text, in which goals have their cards then', async () => {
    equal(extension().isActive, false);
    const settings = vscode.workspace.getConfiguration('customerGoals');
    await settings.update('startWithSampleData', true, vscode.ConfigurationTarget.Global);
    const { Gsid, Name } = await sampleGoal();
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `goal:${Gsid}` });
    await vscode.window.showTextDocument(document);
    await eventually(() => extension().isActive, true);
    const place = new vscode.Position(0, 10);
    const shown = async (): Promise<string> => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        place,
      );
      return hovers.flatMap(({ contents }) => contents.map(textOf)).join('\n');
    };
    await eventually(async () => (await shown()).includes(Name), true);
    await settings.update('startWithSampleData', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

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

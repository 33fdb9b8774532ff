import { deepEqual, equal } from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Client } from '../../../src/api/client.ts';
import { createEmitter } from '../../../src/model/emitter.ts';
import { createGoalSync } from '../../../src/sync/goalSync.ts';
import { openClient } from '../../torture/openClient.ts';
import { eventually } from './eventually.ts';
import { atEnd, openSampleWindow } from './sampleWindow.ts';

/** A window that was activated, and comes back to its tenant. */
const activated = async (isToTell = false) => {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const { store, tenant } = await openSampleWindow();
  const changes = createEmitter<{ readonly kind: string; readonly label: string }>();
  let connected: { readonly tenant: string; readonly client: Client } | undefined;
  const sight = { visible: false, ...emitterOf() };
  const used: (string | undefined)[] = [];
  const deps = {
    store,
    snapshot: { use: async (of: string | undefined) => void used.push(of) },
    connections: {
      get connected() {
        return connected;
      },
      onDidChange: changes.event,
    },
    view: { isVisible: false, onDidChangeVisibility: sight.onDidChangeVisibility, setTitle: () => {} },
    refreshMs: () => 0,
    dailyNews: () => isToTell,
  };
  const sync = createGoalSync(deps, [{ sight }]);
  atEnd(() => sync.dispose());
  return {
    store,
    tenant,
    used,
    sync,
    connect: () => {
      connected = { tenant: 'acme.example', client: openClient({ origin: tenant.url, accessKey: tenant.accessKey }) };
      changes.fire({ kind: 'connected', label: 'acme' });
    },
    show: () => {
      sight.visible = true;
      sight.fire();
    },
  };
};

const emitterOf = () => {
  const emitter = new vscode.EventEmitter<void>();
  return { onDidChangeVisibility: emitter.event, fire: () => emitter.fire() };
};

describe('the goals of a window', () => {
  it('are not loaded because a text is open that may mention one', async () => {
    const { connect, store, tenant, used, sync } = await activated();
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument({ language: 'markdown', content: '# A' }),
    );
    connect();
    deepEqual([store.state.kind, tenant.requests.length, used], ['disconnected', 0, []]);
    // Whoever wants them later has them from the beginning on, those that were kept first.
    await sync.want();
    deepEqual(used, ['acme.example']);
    await eventually(() => store.state.kind, 'loaded');
  });

  it('are loaded once a view comes in sight, also before the tenant is there', async () => {
    const before = await activated();
    before.show();
    before.connect();
    await eventually(() => before.store.state.kind, 'loaded');
    const after = await activated();
    after.connect();
    equal(after.store.state.kind, 'disconnected');
    after.show();
    await eventually(() => after.store.state.kind, 'loaded');
  });

  it('are loaded for who wants to be told of news, whatever they look at', async () => {
    const { connect, store } = await activated(true);
    connect();
    await eventually(() => store.state.kind, 'loaded');
  });

  it('are loaded for a text of goals', async () => {
    const { connect, store } = await activated();
    connect();
    await vscode.workspace.openTextDocument({ language: 'customer-goals-yaml', content: '' });
    await eventually(() => store.state.kind, 'loaded');
  });
});

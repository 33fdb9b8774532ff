import * as vscode from 'vscode';
import { registerCommands } from './commands.ts';
import { createConnections } from './connection/createConnections.ts';
import { createStatusBar } from './connection/statusBar.ts';
import { WaitNotice } from './connection/waitNotice.ts';
import { DraftList } from './drafts/draftList.ts';
import { Drafts } from './drafts/drafts.ts';
import { createDraftView } from './drafts/draftView.ts';
import { registerGoalForms } from './form/goalForms.ts';
import { createHandlers } from './handlers.ts';
import { GoalStore } from './model/goalStore.ts';
import { createGoalView } from './tree/goalView.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Customer Goals', { log: true });
  const storage = (name: string): string => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const store = new GoalStore(() => new Date());
  const waitNotice = new WaitNotice();
  const connections = createConnections({
    secrets: context.secrets,
    memento: context.globalState,
    log,
    startWithSampleData: () => settings().get('startWithSampleData', false),
    createTrialClient: async (tenant) => (await import('./tenantClient.ts')).openTrialClient(tenant, log),
    createClient: async (tenant) => {
      const { openTenantClient } = await import('./tenantClient.ts');
      const pace = {
        requestsAMinute: wholeSetting('requestsPerMinute', { least: 1, most: 100, otherwise: 60 }),
        atOnce: wholeSetting('requestsAtOnce', { least: 1, most: 8, otherwise: 4 }),
      };
      return openTenantClient(tenant, { pace, log, onWait: (wait, giveUp) => waitNotice.show(wait, giveUp) });
    },
    startSampleTenant: async () =>
      (await import('./sample/server.ts')).startSampleTenant({ folder: storage('sample') }),
  });
  const tenant = (): string | undefined => ('host' in connections.current ? connections.current.host : undefined);
  const drafts = new Drafts(storage('drafts'), (message) => log.warn(message));
  const draftList = new DraftList(drafts, tenant, log);
  const view = createGoalView(store, draftList.marks, log);
  const forms = registerGoalForms({
    extensionUri: context.extensionUri,
    store,
    tenant,
    onDidChangeTenant: connections.onDidChange,
    connect: () => connections.connect(),
    drafts,
    log,
  });
  const draftView = createDraftView({ drafts, list: draftList, store, tenant, forms });
  const follow = connections.onDidChange((connection) => {
    view.setTitle('name' in connection ? connection.name : '');
    store.use('client' in connection ? connection.client : undefined);
    void store.load();
  });
  const commands = registerCommands(createHandlers({ connections, store, view, forms, draftView, log }), log);
  const statusBar = createStatusBar(connections);
  context.subscriptions.push(
    log,
    waitNotice,
    connections,
    view,
    draftList,
    draftView,
    forms,
    follow,
    commands,
    statusBar,
  );
  void connections.start();
}

const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('customerGoals');

type Bounds = { readonly least: number; readonly most: number; readonly otherwise: number };

/** VS Code warns of a setting that is out of bounds, and hands it over all the same. */
const wholeSetting = (name: string, { least, most, otherwise }: Bounds): number => {
  const value = settings().get<unknown>(name);
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(most, Math.max(least, Math.round(value)))
    : otherwise;
};

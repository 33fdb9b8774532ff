import * as vscode from 'vscode';
import { registerCommands } from './commands/commandTable.ts';
import type { Connection } from './connection/connection.ts';
import { createConnections } from './connection/createConnections.ts';
import { createStatusBar } from './connection/statusBar.ts';
import { WaitNotice } from './connection/waitNotice.ts';
import { DraftList } from './drafts/draftList.ts';
import { Drafts } from './editing/drafts.ts';
import { createDraftView } from './drafts/draftView.ts';
import { explainInOne } from './explain.ts';
import { registerGoalForms } from './form/goalForms.ts';
import { createHandlers } from './commands/handlers.ts';
import { GoalStore } from './model/goalStore.ts';
import { onDidChangeSetting, settings } from './settings.ts';
import { SnapshotKeeper } from './snapshot/snapshotKeeper.ts';
import { createGoalView } from './tree/goalView.ts';
import { keepFresh } from './sync/keepFresh.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Customer Goals', { log: true });
  const storage = (name: string): string => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const store = new GoalStore(() => new Date());
  const keeper = new SnapshotKeeper({
    goals: store,
    open: async () => new (await import('./snapshot/snapshots.ts')).Snapshots(storage('snapshots'), log),
    isOn: settings.keepSnapshot,
    log,
  });
  const waitNotice = new WaitNotice();
  const connections = createConnections({
    secrets: context.secrets,
    memento: context.globalState,
    log,
    startWithSampleData: settings.startWithSampleData,
    createTrialClient: async (tenant) => (await import('./tenantClient.ts')).openTrialClient(tenant, log),
    createClient: async (tenant) => {
      const { openTenantClient } = await import('./tenantClient.ts');
      return openTenantClient(tenant, {
        pace: settings.pace(),
        log,
        onWait: (wait, giveUp) => waitNotice.show(wait, giveUp),
      });
    },
    startSampleTenant: async () =>
      (await import('./sample/server.ts')).startSampleTenant({ folder: storage('sample') }),
    forgetGoals: (butOf) => keeper.forgetOthers(butOf),
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
  const bringUpToDate = async (connection: Connection): Promise<void> => {
    await keeper.use(connection.kind === 'tenant' ? connection.origin : undefined);
    if (connection === connections.current) await store.refresh({ isAsked: false });
  };
  const follow = connections.onDidChange((connection) => {
    view.setTitle('name' in connection ? connection.name : '');
    store.use('client' in connection ? connection.client : undefined);
    void bringUpToDate(connection);
  });
  const followSetting = onDidChangeSetting('keepSnapshot', () => void keeper.followSetting().catch(warn));
  const fresh = keepFresh(store, view, settings.refreshMs);
  const commands = registerCommands(createHandlers({ connections, store, view, forms, draftView, log }), log);
  const statusBar = createStatusBar(connections);
  context.subscriptions.push(
    log,
    keeper,
    waitNotice,
    connections,
    view,
    draftList,
    draftView,
    forms,
    follow,
    followSetting,
    fresh,
    commands,
    statusBar,
  );
  void connections.start();
}

const warn = (error: unknown): void => void vscode.window.showWarningMessage(explainInOne(error));

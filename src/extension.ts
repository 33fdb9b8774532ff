import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { registerCommands } from './commands/commandTable.ts';
import { createGoalCommands } from './commands/goalCommands.ts';
import { createRowCommands } from './commands/rowCommands.ts';
import { createConnectionFeature } from './connection/connectionFeature.ts';
import { DraftList } from './drafts/draftList.ts';
import { createDraftView } from './drafts/draftView.ts';
import { Drafts } from './editing/drafts.ts';
import { DraftSaver } from './editing/draftSaver.ts';
import { explainInOne } from './explain.ts';
import { registerGoalForms } from './form/goalForms.ts';
import { GoalStore } from './model/goalStore.ts';
import type { TenantId } from './model/tenant.ts';
import { createPlanView } from './plannedChanges/planView.ts';
import { onDidChangeSetting, settings } from './settings.ts';
import { SnapshotKeeper } from './snapshot/snapshotKeeper.ts';
import { createGoalSync } from './sync/goalSync.ts';
import { createGoalView } from './tree/goalView.ts';

export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const log = vscode.window.createOutputChannel(l10n.t('Customer Goals'), { log: true });
  const storage = (name: string): string => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const store = new GoalStore(
    () => new Date(),
    () => performance.now(),
  );
  const snapshot = new SnapshotKeeper({
    goals: store,
    open: async () => new (await import('./snapshot/snapshots.ts')).Snapshots(storage('snapshots'), log),
    isOn: settings.keepSnapshot,
    log,
  });
  const connection = createConnectionFeature({
    secrets: context.secrets,
    memento: context.globalState,
    log,
    startWithSampleData: settings.startWithSampleData,
    createTrialClient: async (tenant) => (await import('./tenantClient.ts')).openTrialClient(tenant, log),
    createClient: async (tenant, onWait) =>
      (await import('./tenantClient.ts')).openTenantClient(tenant, { pace: settings.pace(), log, onWait }),
    startSampleTenant: async () =>
      (await import('./sample/server.ts')).startSampleTenant({ folder: storage('sample') }),
    forgetGoals: (butOf) => snapshot.forgetOthers(butOf),
  });
  const { connections } = connection;
  const tenant = (): TenantId | undefined => connections.connected?.tenant;
  const drafts = new Drafts(storage('drafts'), (message) => log.warn(message));
  const draftList = new DraftList(drafts, tenant, log);
  const { extensionUri, workspaceState: memory } = context;
  const onDidChangeTenant = connections.onDidChange;
  const view = createGoalView({ store, marks: draftList.marks, memory, tenant, log });
  const connect = (of: TenantId): Promise<void> => connections.connect(of);
  const forms = registerGoalForms({ extensionUri, store, tenant, onDidChangeTenant, connect, drafts, log });
  const saver = new DraftSaver({ store, drafts, tenant, log, openForm: (goal) => forms.openForm(goal) });
  const draftView = createDraftView({ drafts, list: draftList, saver, store, tenant, forms });
  const title = connections.onDidChange((current) =>
    view.setTitle('label' in current && current.label !== '' ? current.label : l10n.t('Goals')),
  );
  const files = async () => new (await import('./plan/planFiles.ts')).PlanFiles(storage('plans'));
  const plans = createPlanView({ store, tenant, onDidChangeTenant, drafts, log, files, forms });
  const sync = createGoalSync({ store, snapshot, connections, view, refreshMs: settings.refreshMs });
  const setting = onDidChangeSetting('keepSnapshot', () => void snapshot.followSetting().catch(warn));
  const commands = registerCommands(
    {
      ...connection.commands,
      ...view.commands,
      ...draftView.commands,
      ...forms.commands,
      ...plans.commands,
      ...createGoalCommands({ store, view, forms }).commands,
      ...createRowCommands({ store, tenant, drafts, saver, plans, view, forms }).commands,
      refresh: () => {
        draftView.refresh();
        return view.commands.refresh();
      },
      showLog: () => log.show(),
    },
    log,
  );
  const parts = [log, snapshot, connection, view, draftList, draftView, plans, forms, title, sync, setting, commands];
  context.subscriptions.push(...parts);
  void connections.start();
}

const warn = (error: unknown): void => void vscode.window.showWarningMessage(explainInOne(error));

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { createClients } from './clients.ts';
import { registerCommands } from './commands/commandTable.ts';
import { createGoalCommands } from './commands/goalCommands.ts';
import { createConnectionFeature } from './connection/connectionFeature.ts';
import { DraftList } from './drafts/draftList.ts';
import { createDraftView } from './drafts/draftView.ts';
import { createAgentsAndMentions } from './agentsAndMentions.ts';
import { createFolderFiles } from './folderFile/folderFileFeature.ts';
import { registerGoalForms } from './form/goalForms.ts';
import { createGoalTools } from './goalTools.ts';
import { createKept } from './kept.ts';
import { createPlannedChanges } from './plannedChanges/plannedChangesFeature.ts';
import { createReviews } from './reviews.ts';
import { createSaver } from './saver.ts';
import { settings } from './settings.ts';
import { createGoalSync } from './sync/goalSync.ts';
import { createGoalView } from './tree/goalView.ts';
import { createLinks } from './views/linksFeature.ts';
import { createViews } from './views/viewsFeature.ts';

export function activate(context: vscode.ExtensionContext): void {
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const log = vscode.window.createOutputChannel(l10n.t('Customer Goals'), { log: true });
  const storage = (name: string): string => vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const { store, ...clients } = createClients({ storage, log });
  const kept = createKept({ store, storage, log });
  const connection = createConnectionFeature({
    secrets: context.secrets,
    memento: context.globalState,
    ownMemento: context.workspaceState,
    log,
    startWithSampleData: settings.startWithSampleData,
    ...clients,
    forgetGoals: kept.forgetOthers,
    drafts: () => draftView,
  });
  const { connections, tenant, waits } = connection;
  const { drafts, snapshot, planFiles: files } = kept;
  const draftList = new DraftList(drafts, tenant, log);
  const { extensionUri, workspaceState: memory, globalState: shared } = context;
  const { onDidChange: onDidChangeTenant, goTo: connect, tenants } = connections;
  const views = createViews({ store, tenant, onDidChangeTenant, drafts: draftList.marks, ...settings, memory, shared });
  const rowParts = { ...settings, past: kept.past, marks: draftList.marks };
  const view = createGoalView({ store, ...views.tree, ...rowParts, memory, tenant, log });
  const to = { tenant, tenants, onDidChangeTenant, connect, waits };
  const forms = registerGoalForms({ extensionUri, store, ...to, drafts, log, past: kept.past });
  const saver = createSaver({ store, drafts, tenant, log, openForm: (goal) => forms.openForm(goal) });
  const draftView = createDraftView({ drafts, list: draftList, saver, store, tenant, tenants, forms });
  const plans = createPlannedChanges({ store, tenant, onDidChangeTenant, drafts, log, files, forms });
  const sync = createGoalSync({ store, snapshot, connections, view, ...settings }, [view, views, draftView, plans]);
  const around = { extensionUri, connection, memory: shared, storage, log };
  const review = createReviews({ ...around, store, kept, view, forms, views, plans });
  const links = createLinks({ store, connections, views, view, forms, ...settings, extensionId: context.extension.id });
  const folders = createFolderFiles({ connections, views, memory });
  const rows = createGoalTools({ ...around, ...to, store, drafts, saver, plans, view, forms, views });
  const agentsAndMentions = createAgentsAndMentions({ ...around, store, context, kept, forms, plans, views, sync });
  const commands = registerCommands(
    {
      ...connection.commands,
      ...view.commands,
      ...views.commands,
      ...links.commands,
      ...folders.commands,
      ...draftView.commands,
      ...forms.commands,
      ...review.commands,
      ...plans.commands,
      ...createGoalCommands({ store, tenant, view, forms, views, links, rows }).commands,
      ...rows.commands,
      ...agentsAndMentions.commands,
      refresh: () => {
        draftView.refresh();
        return view.commands.refresh();
      },
      showLog: () => log.show(),
    },
    { log, manifest: context.extension.packageJSON, before: sync.want },
  );
  context.subscriptions.push(log, kept, connection, views, view, links, draftList, draftView, plans);
  context.subscriptions.push(folders, rows, forms, review, sync, agentsAndMentions, commands);
  void connections.start();
}

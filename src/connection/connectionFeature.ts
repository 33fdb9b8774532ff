import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { loadingCommand } from '../lazily.ts';
import type { TenantId } from '../model/tenant.ts';
import { Connections, type ConnectionsDeps } from './connections.ts';
import { createStatusBar } from './statusBar.ts';
import type { DraftsOfTenant } from './tenantCommands.ts';
import { Reports, testConnection } from './testConnection.ts';
import type { CreateTrialClient } from './trial.ts';
import type { Tenant } from './storedTenant.ts';
import { WaitNotice } from './waitNotice.ts';
import type { Waiting } from '../words/waitingText.ts';

type OnWait = (waiting: Waiting | undefined, giveUp: () => void) => void;

type ConnectionFeatureDeps = Omit<ConnectionsDeps, 'createClient' | 'signIn' | 'tell' | 'warn'> & {
  readonly createClient: (tenant: Tenant, onWait: OnWait) => ReturnType<ConnectionsDeps['createClient']>;
  readonly createTrialClient: CreateTrialClient;
  readonly drafts: () => DraftsOfTenant;
};

/** Says in passing what happened. */
const tell = (sentence: string): void => void vscode.window.setStatusBarMessage(`$(target) ${sentence}`, 8000);

/** The connection of this window, which talks to the person in VS Code's own windows. */
export const createConnectionFeature = (deps: ConnectionFeatureDeps) => {
  const waitNotice = new WaitNotice();
  const connections = new Connections({
    ...deps,
    createClient: (tenant) => deps.createClient(tenant, (waiting, giveUp) => waitNotice.show(waiting, giveUp)),
    signIn: async (...asked) => (await import('./signIn.ts')).createSignIn(deps.createTrialClient)(...asked),
    tell,
    warn: (error) => void warn(error),
  });
  const statusBar = createStatusBar(connections);
  const reports = new Reports();
  const ofTenants = loadingCommand(async () =>
    (await import('./tenantCommands.ts')).createTenantCommands({ connections, drafts: deps.drafts, tell }),
  );
  return {
    connections,
    /** The connected tenant. */
    tenant: (): TenantId | undefined => connections.connected?.tenant,
    /** What requests wait for, and how to give up all that wait. */
    waits: waitNotice,
    commands: {
      switchTenant: ofTenants('switchTenant'),
      addTenant: ofTenants('addTenant'),
      renameTenant: ofTenants('renameTenant'),
      markTenant: ofTenants('markTenant'),
      removeTenant: ofTenants('removeTenant'),
      connect: () => connections.connect(),
      trySampleData: () => connections.trySampleData(),
      disconnect: async () => {
        const { connected } = connections;
        const { agreeToDisconnect } = await import('./agreeToDisconnect.ts');
        // By the time of the answer, it may be another tenant's key that would go.
        if ((await agreeToDisconnect(connected)) && connections.connected?.tenant === connected?.tenant)
          await connections.disconnect();
      },
      testConnection: () => testConnection(connections.connected, reports),
      showActions: async () => {
        const { showActions } = await import('./actionMenu.ts');
        await showActions(connections.connected?.label, connections.tenants.kept.tenants.size > 0);
      },
    },
    dispose: () => vscode.Disposable.from(statusBar, reports, connections, waitNotice).dispose(),
  };
};

const warn = async (error: unknown): Promise<void> => {
  const { explainInOne } = await import('../explain.ts');
  const connect = l10n.t('Connect to a Tenant…');
  const chosen = await vscode.window.showWarningMessage(explainInOne(error), connect);
  if (chosen === connect) await vscode.commands.executeCommand('customerGoals.connect');
};

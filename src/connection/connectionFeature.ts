import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { explainInOne } from '../explain.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import { showActions } from './actionMenu.ts';
import type { Connected } from './connection.ts';
import { Connections, type ConnectionsDeps } from './connections.ts';
import { createSignIn } from './signIn.ts';
import { createStatusBar } from './statusBar.ts';
import { createTenantCommands, type DraftsOfTenant } from './tenantCommands.ts';
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
    signIn: createSignIn(deps.createTrialClient),
    tell,
    warn: (error) => void warn(error),
  });
  const statusBar = createStatusBar(connections);
  const reports = new Reports();
  return {
    connections,
    /** The connected tenant. */
    tenant: (): TenantId | undefined => connections.connected?.tenant,
    /** What requests wait for, and how to give up all that wait. */
    waits: waitNotice,
    commands: {
      ...createTenantCommands({ connections, drafts: deps.drafts, tell }),
      connect: () => connections.connect(),
      trySampleData: () => connections.trySampleData(),
      disconnect: async () => {
        const { connected } = connections;
        // By the time of the answer, it may be another tenant's key that would go.
        if ((await isAgreed(connected)) && connections.connected?.tenant === connected?.tenant)
          await connections.disconnect();
      },
      testConnection: () => testConnection(connections.connected, reports),
      showActions: () => showActions(connections.connected?.label, connections.tenants.kept.tenants.size > 0),
    },
    dispose: () => vscode.Disposable.from(statusBar, reports, connections, waitNotice).dispose(),
  };
};

/** The key is not easily got again; sample data holds nothing of the kind. */
const isAgreed = async (connected: Connected | undefined): Promise<boolean> => {
  if (connected === undefined || connected.tenant === sampleTenantId) return true;
  const disconnect = l10n.t('Disconnect');
  const detail = l10n.t(
    'This removes the access key, the saved goals and their history from this computer. Drafts and planned changes are kept. You will need the access key to connect again.',
  );
  const options = { modal: true, detail };
  const question = l10n.t('Disconnect from {0}?', connected.label);
  return (await vscode.window.showWarningMessage(question, options, disconnect)) === disconnect;
};

const warn = async (error: unknown): Promise<void> => {
  const connect = l10n.t('Connect to a Tenant…');
  const chosen = await vscode.window.showWarningMessage(explainInOne(error), connect);
  if (chosen === connect) await vscode.commands.executeCommand('customerGoals.connect');
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Event } from '../model/emitter.ts';
import { sampleTenantId } from '../model/tenant.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import { contextOf, type Connection } from './connection.ts';
import type { Tenants } from './tenants.ts';

type Shown = {
  readonly current: Connection;
  readonly onDidChange: Event<Connection>;
  readonly tenants: Pick<Tenants, 'kept' | 'onDidChange'>;
};

/** Keeps the status bar and the context keys of the manifest's `when` clauses as the connection is. */
export const createStatusBar = (connections: Shown): vscode.Disposable => {
  const item = vscode.window.createStatusBarItem('customerGoals.connection', vscode.StatusBarAlignment.Left);
  item.name = l10n.t('Customer Goals');
  item.command = 'customerGoals.showActions';
  const show = (connection: Connection): void => {
    void vscode.commands.executeCommand('setContext', 'customerGoals.connection', contextOf(connection));
    showIn(item, connection);
  };
  const showKept = (): void =>
    void vscode.commands.executeCommand(
      'setContext',
      'customerGoals.hasTenants',
      connections.tenants.kept.tenants.size > 0,
    );
  show(connections.current);
  return vscode.Disposable.from(item, connections.onDidChange(show), connections.tenants.onDidChange(showKept));
};

/** Without a tenant there is nothing to say: the view has the two buttons then. */
const showIn = (item: vscode.StatusBarItem, connection: Connection): void => {
  if (connection.kind === 'none' || connection.label === '') {
    item.hide();
    return;
  }
  const sentence = sentenceOf(connection);
  item.text = `$(${connection.kind === 'connecting' ? 'loading~spin' : 'target'}) ${connection.label}`;
  item.tooltip = sentence;
  item.accessibilityInformation = { label: l10n.t('Customer Goals: {0}', sentence), role: 'button' };
  item.show();
};

const sentenceOf = (connection: Exclude<Connection, { kind: 'none' }>): string => {
  if (connection.kind === 'connecting') return l10n.t('Connecting to {0}…', connection.label);
  const { tenant, label } = connection;
  if (tenant === sampleTenantId) return l10n.t('Sample data: made-up companies on this computer');
  return label === tenantLabel(tenant)
    ? l10n.t('Connected to {0}', tenant)
    : l10n.t('Connected to {0}: {1}', label, tenant);
};

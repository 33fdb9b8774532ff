import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Event } from '../model/emitter.ts';
import { sampleTenantId } from '../model/tenant.ts';
import { contextOf, type Connection } from './connection.ts';

type Shown = { readonly current: Connection; readonly onDidChange: Event<Connection> };

/** Keeps the status bar and the context key `customerGoals.connection` as the connection is. */
export const createStatusBar = (connections: Shown): vscode.Disposable => {
  const item = vscode.window.createStatusBarItem('customerGoals.connection', vscode.StatusBarAlignment.Left);
  item.name = l10n.t('Customer Goals');
  item.command = 'customerGoals.showActions';
  const show = (connection: Connection): void => {
    void vscode.commands.executeCommand('setContext', 'customerGoals.connection', contextOf(connection));
    showIn(item, connection);
  };
  show(connections.current);
  return vscode.Disposable.from(item, connections.onDidChange(show));
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
  return connection.tenant === sampleTenantId
    ? l10n.t('Sample data: made-up companies on this computer')
    : l10n.t('Connected to {0}', connection.tenant);
};

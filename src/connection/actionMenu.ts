import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';

type Action = vscode.QuickPickItem & { readonly command?: string };

const action = (command: string, label: string, icon: string): Action => ({
  label,
  iconPath: new vscode.ThemeIcon(icon),
  command: `customerGoals.${command}`,
});

const separator = (label: string): Action => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** What the item in the status bar offers, by the titles that the commands have in the palette. */
const actions = (hasTenants: boolean): readonly Action[] => [
  separator(l10n.t('Goals')),
  action('newGoal', l10n.t('New Goal'), 'add'),
  action('findGoal', l10n.t('Find Goal…'), 'search'),
  action('refresh', l10n.t('Refresh'), 'refresh'),
  separator(l10n.t('Connection')),
  action('testConnection', l10n.t('Test Connection'), 'pulse'),
  ...(hasTenants ? [action('switchTenant', l10n.t('Switch Tenant…'), 'arrow-swap')] : []),
  action('connect', l10n.t('Connect to a Tenant…'), 'plug'),
  action('disconnect', l10n.t('Disconnect'), 'debug-disconnect'),
  separator(l10n.t('Troubleshooting')),
  action('showLog', l10n.t('Show Log'), 'output'),
];

/** Lets a person choose one of the actions, and runs it. */
export const showActions = async (connectedTo: string | undefined, hasTenants: boolean): Promise<void> => {
  const placeHolder =
    connectedTo === undefined ? l10n.t('Select an action') : l10n.t('Connected to {0}. Select an action', connectedTo);
  const options = { title: l10n.t('Customer Goals'), placeHolder };
  const chosen = await vscode.window.showQuickPick(actions(hasTenants), options);
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
};

import * as vscode from 'vscode';

type Action = vscode.QuickPickItem & { readonly command?: string };

const action = (command: string, label: string, icon: string): Action => ({
  label,
  iconPath: new vscode.ThemeIcon(icon),
  command: `customerGoals.${command}`,
});

const separator = (label: string): Action => ({ label, kind: vscode.QuickPickItemKind.Separator });

/** What the item in the status bar offers, by the titles that the commands have in the palette. */
const actions: readonly Action[] = [
  separator('Goals'),
  action('newGoal', 'New Goal', 'add'),
  action('findGoal', 'Find Goal…', 'search'),
  action('refresh', 'Refresh', 'refresh'),
  separator('Connection'),
  action('testConnection', 'Test Connection', 'pulse'),
  action('connect', 'Connect to a Tenant…', 'plug'),
  action('disconnect', 'Disconnect', 'debug-disconnect'),
  separator('Troubleshooting'),
  action('showLog', 'Show Log', 'output'),
];

/** Lets a person choose one of the actions, and runs it. */
export const showActions = async (connectedTo: string | undefined): Promise<void> => {
  const placeHolder = connectedTo === undefined ? 'Select an action' : `Connected to ${connectedTo}. Select an action`;
  const options = { title: 'Customer Goals', placeHolder };
  const chosen = await vscode.window.showQuickPick(actions, options);
  if (chosen?.command !== undefined) await vscode.commands.executeCommand(chosen.command);
};

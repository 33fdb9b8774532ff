import * as vscode from 'vscode';
import { GoalStore } from './model/goalStore.ts';
import { createGoalView } from './tree/goalView.ts';

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Customer Goals', { log: true });
  const store = new GoalStore(() => new Date());
  context.subscriptions.push(log, createGoalView(store, log));
  void vscode.commands.executeCommand('setContext', 'customerGoals.connection', 'none');
}

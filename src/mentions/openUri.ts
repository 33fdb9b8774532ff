import * as vscode from 'vscode';

/** Opens the goal that is mentioned. */
export const openCommand = 'customerGoals.openMention';

/** @param goalId of letters and digits alone */
export const openUri = (goalId: string): vscode.Uri =>
  vscode.Uri.parse(`command:${openCommand}?${encodeURIComponent(JSON.stringify([goalId]))}`);

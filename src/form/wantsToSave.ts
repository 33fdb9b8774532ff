import * as vscode from 'vscode';
import { plainLabel } from '../model/plainLabel.ts';
import type { GoalSession } from '../editing/goalSession.ts';

/** Asks a person whose form is closed, and who may not have seen that something in it is not saved. Nothing is lost by no answer. */
export const wantsToSave = async ({ edits, address, goalId }: GoalSession): Promise<boolean> => {
  const save = goalId === undefined ? 'Create Goal' : 'Save';
  const name = plainLabel(edits.mine.Name) || plainLabel(address.name);
  const message = `“${name}” has changes that are not saved to Gainsight. They are kept as a draft on this computer.`;
  return (await vscode.window.showWarningMessage(message, save, 'Keep Draft')) === save;
};

import * as vscode from 'vscode';
import type { PlanRow } from '../plan/plan.ts';

/** Whether what cannot be applied stands in a file, which is open at its line then. */
export const isShownInFile = async ({ source }: PlanRow): Promise<boolean> => {
  if (source?.file === undefined || source.line === undefined) return false;
  const at = new vscode.Position(source.line - 1, (source.column ?? 1) - 1);
  await vscode.window.showTextDocument(vscode.Uri.parse(source.file), { selection: new vscode.Range(at, at) });
  return true;
};

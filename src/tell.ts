import * as vscode from 'vscode';

/** Says what failed where no command does: a click on a box, a drop. */
export const tell = (error: unknown): void => void show(vscode.window.showErrorMessage, error);

/** The same of what was not asked for in this moment. */
export const warn = (error: unknown): void => void show(vscode.window.showWarningMessage, error);

/** Words are loaded with the first failure. */
const show = async (message: (text: string) => Thenable<unknown>, error: unknown): Promise<void> => {
  const { explainInOne } = await import('./explain.ts');
  await message(explainInOne(error));
};

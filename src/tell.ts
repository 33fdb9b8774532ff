import * as vscode from 'vscode';

/** Says what failed where no command does: a click on a box, a drop. */
export const tell = (error: unknown): void => void worded(error).then((text) => vscode.window.showErrorMessage(text));

/** The same of what was not asked for in this moment. */
export const warn = (error: unknown): void => void worded(error).then((text) => vscode.window.showWarningMessage(text));

/** Words are loaded with the first failure. */
const worded = async (error: unknown): Promise<string> => (await import('./explain.ts')).explainInOne(error);

import * as vscode from 'vscode';
import { explainInOne } from './explain.ts';

/** Says what failed where no command does: a click on a box, a drop. */
export const tell = (error: unknown): void => void vscode.window.showErrorMessage(explainInOne(error));

/** The same of what was not asked for in this moment. */
export const warn = (error: unknown): void => void vscode.window.showWarningMessage(explainInOne(error));

import * as vscode from 'vscode';
import { explainInOne } from '../explain.ts';
import { Connections, type ConnectionsDeps } from './connections.ts';
import { createSignIn } from './signIn.ts';
import type { CreateTrialClient } from './trial.ts';

/** Connections that talk to the person in VS Code's own windows. */
export const createConnections = (
  deps: Omit<ConnectionsDeps, 'signIn' | 'tell' | 'warn'> & { readonly createTrialClient: CreateTrialClient },
): Connections =>
  new Connections({
    ...deps,
    signIn: createSignIn(deps.createTrialClient),
    tell: (sentence) => void vscode.window.setStatusBarMessage(`$(target) ${sentence}`, 8000),
    warn: (error) => void warn(error),
  });

const warn = async (error: unknown): Promise<void> => {
  const connect = 'Connect to a Tenant…';
  const chosen = await vscode.window.showWarningMessage(explainInOne(error), connect);
  if (chosen === connect) await vscode.commands.executeCommand('customerGoals.connect');
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { sampleTenantId } from '../model/tenant.ts';
import type { Connected } from './connection.ts';

/** The key is not easily got again; sample data holds nothing of the kind. */
export const agreeToDisconnect = async (connected: Connected | undefined): Promise<boolean> => {
  if (connected === undefined || connected.tenant === sampleTenantId) return true;
  const disconnect = l10n.t('Disconnect');
  const detail = l10n.t(
    'This removes the access key, the saved goals, and their history from this computer. Drafts and planned changes are kept. You will need the access key to connect again.',
  );
  const options = { modal: true, detail };
  const question = l10n.t('Disconnect from {0}?', connected.label);
  return (await vscode.window.showWarningMessage(question, options, disconnect)) === disconnect;
};

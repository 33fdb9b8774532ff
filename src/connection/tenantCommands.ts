import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TenantId } from '../model/tenant.ts';
import { phrase } from '../words/phrase.ts';
import type { Connections } from './connections.ts';
import { longestTenantName, type TenantMarks, type TenantUse } from './storedTenant.ts';
import { pickDestination, pickTenant, useLabel } from './tenantPick.ts';

/** The drafts of any tenant. */
export type DraftsOfTenant = {
  /** Those that there are now. `discard` removes these and no later ones, asking nothing. */
  draftsOf(tenant: TenantId): Promise<{ readonly count: number; discard(): Promise<void> }>;
};

type TenantCommandsDeps = {
  readonly connections: Connections;
  readonly drafts: () => DraftsOfTenant;
  /** Says in passing what happened. */
  readonly tell: (sentence: string) => void;
};

/** What a person does with the tenants that are kept. */
export const createTenantCommands = ({ connections, drafts, tell }: TenantCommandsDeps) => {
  const { tenants } = connections;
  const marksOf = async (of: TenantId): Promise<TenantMarks> => (await tenants.peek()).tenants.get(of) ?? {};
  const changeMarks = async (of: TenantId, change: (now: TenantMarks) => TenantMarks): Promise<void> =>
    tenants.mark(of, change(await marksOf(of)));
  return {
    switchTenant: async () => {
      const to = await pickDestination(connections);
      if (to !== undefined) await (to === 'new' ? connections.add() : connections.switchTo(to));
    },
    addTenant: () => connections.add(),
    renameTenant: async () => {
      const of = await pickTenant(connections, l10n.t('Rename Tenant'), l10n.t('Select the tenant to rename'));
      const name = of === undefined ? undefined : await askName(of, (await marksOf(of)).name ?? '');
      if (of === undefined || name === undefined) return;
      await changeMarks(of, ({ use }) => ({ ...(name === '' ? {} : { name }), ...(use === undefined ? {} : { use }) }));
    },
    markTenant: async () => {
      const of = await pickTenant(connections, l10n.t('Mark Tenant'), l10n.t('Select the tenant to mark'));
      const use = of === undefined ? undefined : await askUse(tenants.labelOf(of));
      if (of === undefined || use === undefined) return;
      await changeMarks(of, ({ name }) => ({
        ...(name === undefined ? {} : { name }),
        ...(use === 'none' ? {} : { use }),
      }));
    },
    removeTenant: async () => {
      const of = await pickTenant(connections, l10n.t('Remove Tenant'), l10n.t('Select the tenant to remove'));
      if (of === undefined) return;
      const label = tenants.labelOf(of);
      const left = await drafts().draftsOf(of);
      const agreed = await agreeToRemove(label, left.count);
      if (agreed === undefined) return;
      if (agreed === 'withDrafts') await left.discard();
      await connections.remove(of);
      tell(l10n.t('{0} was removed from this computer.', label));
    },
  };
};

const askName = async (tenant: TenantId, value: string): Promise<string | undefined> => {
  const options = {
    title: l10n.t('Rename Tenant'),
    value,
    placeHolder: tenant,
    prompt: l10n.t('Enter a name for {0}, or leave it empty to show the domain', tenant),
    validateInput: (text: string) =>
      text.trim().length > longestTenantName
        ? phrase(l10n.t('Use {0} characters or fewer.'), longestTenantName)
        : undefined,
  };
  return (await vscode.window.showInputBox(options))?.trim();
};

const askUse = async (label: string): Promise<TenantUse | 'none' | undefined> => {
  const items = [
    ...(['production', 'sandbox'] as const).map((use) => ({ label: useLabel(use), use })),
    { label: l10n.t('Neither'), use: 'none' as const },
  ];
  const options = { title: l10n.t('Mark Tenant'), placeHolder: l10n.t('Select what {0} is used for', label) };
  return (await vscode.window.showQuickPick(items, options))?.use;
};

/** Drafts are what a person typed: they go only where that is chosen, by a button that names their number. */
const agreeToRemove = async (label: string, drafts: number): Promise<'alone' | 'withDrafts' | undefined> => {
  const alone = drafts === 0 ? l10n.t('Remove') : l10n.t('Remove, Keep Drafts');
  const withDrafts = phrase(
    l10n.t('{0, plural, one {Remove, Discard # Draft} other {Remove, Discard # Drafts}}'),
    drafts,
  );
  const removed = l10n.t(
    'This removes the access key, the saved goals, and their history from this computer. You will need the access key to connect again.',
  );
  const kept = phrase(
    l10n.t(
      '{0, plural, one {# draft of this tenant has not been saved to Gainsight.} other {# drafts of this tenant have not been saved to Gainsight.}}',
    ),
    drafts,
  );
  const detail = drafts === 0 ? removed : `${removed}\n\n${kept}`;
  const buttons = drafts === 0 ? [alone] : [alone, withDrafts];
  const question = l10n.t('Remove the tenant {0}?', label);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, ...buttons);
  return chosen === undefined ? undefined : chosen === alone ? 'alone' : 'withDrafts';
};

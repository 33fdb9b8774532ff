import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import type { TenantMarks, TenantUse } from './storedTenant.ts';
import { tenantName } from './tenantName.ts';

type Tenants = {
  readonly connected: { readonly tenant: TenantId } | undefined;
  /** As they are once all that is being stored is stored: one that was just added is among them. */
  readonly tenants: { peek(): Promise<{ readonly tenants: ReadonlyMap<TenantId, TenantMarks> }> };
};
type TenantItem = vscode.QuickPickItem & { readonly tenant: TenantId };
type SwitchItem = vscode.QuickPickItem & { readonly tenant?: TenantId; readonly isNew?: true };

const labels: Readonly<Record<TenantUse, () => string>> = {
  production: () => l10n.t('Production'),
  sandbox: () => l10n.t('Sandbox'),
};

/** What a tenant is used for, in a word. */
export const useLabel = (use: TenantUse): string => labels[use]();

/** Lets a person choose one of the tenants that are kept: the only one without asking. */
export const pickTenant = async (
  { connected, tenants }: Tenants,
  title: string,
  placeHolder: string,
): Promise<TenantId | undefined> => {
  const items = itemsOf((await tenants.peek()).tenants, connected?.tenant);
  if (items.length < 2) return items[0]?.tenant;
  return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.tenant;
};

/** Lets a person choose where to go: a tenant that is kept, the sample data, or one more. */
export const pickDestination = async ({ connected, tenants }: Tenants): Promise<TenantId | 'new' | undefined> => {
  const kept = (await tenants.peek()).tenants;
  const items: readonly SwitchItem[] = [
    ...itemsOf(kept, connected?.tenant),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: tenantLabel(sampleTenantId), iconPath: icon('beaker'), tenant: sampleTenantId },
    { label: l10n.t('Add Tenant…'), iconPath: icon('add'), isNew: true },
  ];
  const options = {
    title: l10n.t('Switch Tenant'),
    placeHolder: l10n.t('Select the tenant to show in this window'),
    matchOnDescription: true,
  };
  const chosen = await vscode.window.showQuickPick(items, options);
  return chosen?.isNew === true ? 'new' : chosen?.tenant;
};

const itemsOf = (kept: ReadonlyMap<TenantId, TenantMarks>, connected: TenantId | undefined): readonly TenantItem[] =>
  [...kept].map(([tenant, marks]) => {
    const name = tenantName(tenant, marks);
    const use = marks.use === undefined ? [] : [useLabel(marks.use)];
    const now = tenant === connected ? [l10n.t('connected')] : [];
    return {
      label: name,
      description: [...use, ...(name === tenant ? [] : [tenant]), ...now].join(' · '),
      iconPath: icon(tenant === connected ? 'check' : 'target'),
      tenant,
    };
  });

const icon = (name: string): vscode.ThemeIcon => new vscode.ThemeIcon(name);

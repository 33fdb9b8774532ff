import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Event } from '../../model/emitter.ts';
import type { RiskThresholds } from '../../model/risk/riskThresholds.ts';
import { sampleTenantId, type TenantId } from '../../model/tenant.ts';
import type { Memory } from '../../model/views/keptValue.ts';
import { tenantLabel } from '../../words/tenantLabel.ts';
import { AllowedTenants } from './allowedTenants.ts';
import { listedServer, startedServer, type Access, type Started } from './serverDefinition.ts';

export type ServerProviderDeps = {
  readonly connections: {
    readonly connected: { readonly tenant: TenantId } | undefined;
    readonly onDidChange: Event<unknown>;
    readonly tenants: {
      readonly kept: { readonly ids: readonly TenantId[] };
      readonly onDidChange: Event<unknown>;
      /** What a person calls a tenant, with what it is used for. */
      labelOf(tenant: TenantId): string;
      /** What it takes to talk to a tenant whose key is kept. @throws Failure */
      stored(tenant: TenantId): Promise<Access>;
    };
  };
  /** Which tenants a person let agents have. */
  readonly memory: Memory;
  readonly extensionUri: vscode.Uri;
  readonly historyFolder: string;
  readonly stateFolder: string;
  /** From when on a goal is at risk, and that it may be otherwise. */
  readonly risk: () => RiskThresholds;
  readonly onDidChangeRisk: Event<unknown>;
};

/**
 * Lets VS Code start a server for agents on the tenant that the window is connected to. It reads alone: what writes is a tool of this
 * window, which asks. Another tenant is another server, so that none goes on under another name.
 */
export const registerServerProvider = (deps: ServerProviderDeps): vscode.Disposable => {
  const changed = new vscode.EventEmitter<void>();
  const { connections } = deps;
  const { tenants } = connections;
  const allowed = new AllowedTenants(deps.memory);
  const follow = connections.onDidChange(() => changed.fire());
  const obey = deps.onDidChangeRisk(() => changed.fire());
  const forget = tenants.onDidChange(() => void allowed.keepOnly(tenants.kept.ids));
  const provider = vscode.lm.registerMcpServerDefinitionProvider('customerGoals.servers', {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => {
      const tenant = connections.connected?.tenant;
      return tenant === undefined ? [] : [definitionOf(tenant, listedServer(startOf(tenant, deps)))];
    },
    resolveMcpServerDefinition: async (server) => {
      const tenant = connections.connected?.tenant;
      // Another tenant is connected by now: this one is listed no more.
      if (tenant === undefined || server.label !== labelOf(tenant)) return undefined;
      if (tenant === sampleTenantId) return definitionOf(tenant, listedServer(startOf(tenant, deps)));
      const isNew = !allowed.has(tenant);
      if (isNew && !(await isAllowedNow(tenants.labelOf(tenant)))) return undefined;
      const access = await tenants.stored(tenant);
      if (connections.connected?.tenant !== tenant) return undefined;
      if (isNew) await allowed.add(tenant);
      return definitionOf(tenant, startedServer(startOf(tenant, deps), access));
    },
  });
  return vscode.Disposable.from(provider, follow, obey, forget, changed);
};

/** VS Code knows a server by its label. A person may give two tenants one name, and another name tomorrow: it is made of the host. */
const labelOf = (tenant: TenantId): string => l10n.t('Customer Goals: {0}', tenantLabel(tenant));

const startOf = (tenant: TenantId, { extensionUri, historyFolder, stateFolder, risk }: ServerProviderDeps) => ({
  file: vscode.Uri.joinPath(extensionUri, 'dist', 'mcp.js').fsPath,
  historyFolder,
  stateFolder,
  tenant,
  risk: risk(),
});

const definitionOf = (tenant: TenantId, { args, env }: Started): vscode.McpStdioServerDefinition =>
  new vscode.McpStdioServerDefinition(labelOf(tenant), process.execPath, [...args], { ...env });

/** Asked once for each tenant, as long as its key is kept. */
const isAllowedNow = async (label: string): Promise<boolean> => {
  const allow = l10n.t('Allow');
  const detail = l10n.t(
    'The server runs on this computer and only reads. VS Code gives it the access key when it starts. Agents that use the server see the goals of this tenant.',
  );
  const question = l10n.t('Let agents use an MCP server that reads the goals of {0}?', label);
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, allow)) === allow;
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Event } from '../../model/emitter.ts';
import { sampleTenantId, type TenantId } from '../../model/tenant.ts';
import { tenantLabel } from '../../words/tenantLabel.ts';
import { listedServer, startedServer, type Access, type Started } from './serverDefinition.ts';

export type ServerProviderDeps = {
  readonly connections: {
    readonly connected: { readonly tenant: TenantId } | undefined;
    readonly onDidChange: Event<unknown>;
    /** What it takes to talk to a tenant whose key is kept. @throws Failure */
    readonly tenants: { stored(tenant: TenantId): Promise<Access> };
  };
  /** Which tenants a person let agents have. */
  readonly memory: Pick<vscode.Memento, 'get' | 'update'>;
  readonly extensionUri: vscode.Uri;
  readonly historyFolder: string;
};

const allowedKey = 'agentServerTenants';

/**
 * Lets VS Code start a server for agents on the tenant that the window is connected to. It reads alone: what writes is a tool of this
 * window, which asks. Another tenant is another server, so that none goes on under another name.
 */
export const registerServerProvider = (deps: ServerProviderDeps): vscode.Disposable => {
  const changed = new vscode.EventEmitter<void>();
  const { connections } = deps;
  const follow = connections.onDidChange(() => changed.fire());
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
      if (!(await isAllowed(tenant, deps.memory))) return undefined;
      const access = await connections.tenants.stored(tenant);
      if (connections.connected?.tenant !== tenant) return undefined;
      return definitionOf(tenant, startedServer(startOf(tenant, deps), access));
    },
  });
  return vscode.Disposable.from(provider, follow, changed);
};

const labelOf = (tenant: TenantId): string => l10n.t('Customer Goals: {0}', tenantLabel(tenant));

const startOf = (tenant: TenantId, { extensionUri, historyFolder }: ServerProviderDeps) => ({
  file: vscode.Uri.joinPath(extensionUri, 'dist', 'mcp.js').fsPath,
  historyFolder,
  tenant,
});

const definitionOf = (tenant: TenantId, { args, env }: Started): vscode.McpStdioServerDefinition =>
  new vscode.McpStdioServerDefinition(labelOf(tenant), process.execPath, [...args], { ...env });

/** Asked once for each tenant. */
const isAllowed = async (tenant: TenantId, memory: ServerProviderDeps['memory']): Promise<boolean> => {
  const kept = memory.get<unknown>(allowedKey);
  const allowed = Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : [];
  if (allowed.includes(tenant)) return true;
  const allow = l10n.t('Allow');
  const detail = l10n.t(
    'The server runs on this computer and only reads. VS Code gives it the access key when it starts. Agents that use the server see the goals of this tenant.',
  );
  const question = l10n.t('Let agents use an MCP server that reads the goals of {0}?', tenantLabel(tenant));
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, allow)) !== allow) return false;
  await memory.update(allowedKey, [...allowed, tenant]);
  return true;
};

import * as vscode from 'vscode';
import type { TenantId } from '../../model/tenant.ts';
import { lazily } from '../../lazily.ts';
import { qualifiedName, toolNames } from '../toolNames.ts';
import { languageModelTool } from './languageModelTool.ts';
import type { WindowToolsDeps } from './windowTools.ts';

export type LanguageModelToolDeps = WindowToolsDeps & {
  readonly connections: {
    /** What a person calls a tenant, with what it is used for. */
    readonly tenants: { labelOf(tenant: TenantId): string };
  };
};

/** Registers the tools with VS Code. They are loaded when the first one is used. */
export const registerLanguageModelTools = (deps: LanguageModelToolDeps): vscode.Disposable => {
  const tools = lazily(
    () => import('./windowTools.ts'),
    ({ WindowTools }) => new WindowTools(deps),
    (made) => made.dispose(),
  );
  const labelOf = (tenant: TenantId): string => deps.connections.tenants.labelOf(tenant);
  const registrations = toolNames.map((name) =>
    vscode.lm.registerTool(qualifiedName(name), languageModelTool(name, tools.get, labelOf)),
  );
  return vscode.Disposable.from(...registrations, tools);
};

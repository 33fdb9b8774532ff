import * as vscode from 'vscode';
import type { TenantId } from '../../model/tenant.ts';
import { qualifiedName, toolNames } from '../toolNames.ts';
import { languageModelTool } from './languageModelTool.ts';
import type { WindowTools, WindowToolsDeps } from './windowTools.ts';

export type LanguageModelToolDeps = WindowToolsDeps & {
  readonly connections: {
    /** What a person calls a tenant, with what it is used for. */
    readonly tenants: { labelOf(tenant: TenantId): string };
  };
};

/** Registers the tools with VS Code. They are loaded when the first one is used. */
export const registerLanguageModelTools = (deps: LanguageModelToolDeps): vscode.Disposable => {
  let loaded: Promise<WindowTools> | undefined;
  const tools = (): Promise<WindowTools> =>
    (loaded ??= import('./windowTools.ts').then(({ WindowTools: Tools }) => new Tools(deps)));
  const labelOf = (tenant: TenantId): string => deps.connections.tenants.labelOf(tenant);
  const registrations = toolNames.map((name) =>
    vscode.lm.registerTool(qualifiedName(name), languageModelTool(name, tools, labelOf)),
  );
  const dispose = (): void => void loaded?.then((each) => each.dispose());
  return vscode.Disposable.from(...registrations, { dispose });
};

import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { TenantId } from '../../model/tenant.ts';
import type { Answer } from '../answer.ts';
import { qualifiedName, toolNames } from '../toolNames.ts';
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
    vscode.lm.registerTool(qualifiedName(name), toolOf(name, tools, labelOf)),
  );
  const dispose = (): void => void loaded?.then((each) => each.dispose());
  return vscode.Disposable.from(...registrations, { dispose });
};

const toolOf = (
  name: string,
  tools: () => Promise<WindowTools>,
  labelOf: (tenant: TenantId) => string,
): vscode.LanguageModelTool<unknown> => ({
  prepareInvocation: async ({ input }, token) => {
    if (name !== 'apply_plan') return undefined;
    const { ask } = await (await tools()).prepare(name, input, signalOf(token));
    if (ask === undefined) return undefined;
    return {
      confirmationMessages: {
        title: l10n.t('Apply Planned Changes'),
        message: confirmation(l10n.t('Save these changes to {0}?', labelOf(ask.tenant)), ask.lines),
      },
    };
  },
  invoke: async ({ input }, token) => resultOf(await (await tools()).call(name, input, signalOf(token))),
});

/** What a tenant holds is text here: never Markdown. */
const confirmation = (question: string, changes: string): vscode.MarkdownString =>
  new vscode.MarkdownString().appendText(`${question}\n\n`).appendCodeblock(changes, 'text');

const resultOf = ({ text }: Answer): vscode.LanguageModelToolResult =>
  new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);

const signalOf = (token: vscode.CancellationToken): AbortSignal => {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
};

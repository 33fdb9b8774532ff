import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { escapedMarkdown } from '../../model/plainLabel.ts';
import type { TenantId } from '../../model/tenant.ts';
import { signalOf } from '../../signalOf.ts';
import type { Answer } from '../answer.ts';
import type { WindowTools } from './windowTools.ts';

/** One of the tools, as VS Code calls it. */
export const languageModelTool = (
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
  new vscode.MarkdownString(`${escapedMarkdown(question)}\n\n`).appendCodeblock(changes, 'text');

const resultOf = ({ text }: Answer): vscode.LanguageModelToolResult =>
  new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);

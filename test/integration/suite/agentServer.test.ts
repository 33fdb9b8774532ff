import { ok } from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';

const toolNamed = (name: string): string | undefined =>
  vscode.lm.tools.find((tool) => tool.name.startsWith('mcp_') && tool.name.endsWith(name))?.name;

describe('the server for agents', () => {
  before(async () => {
    await vscode.commands.executeCommand('customerGoals.trySampleData');
    await vscode.commands.executeCommand('customerGoals.refresh');
  });

  it('is started by VS Code, and reads', async () => {
    await eventually(async () => {
      const server = 'customer-goals.customer-goals/Customer Goals: Sample Data';
      const isThere = toolNamed('search_goals') !== undefined;
      if (!isThere) await vscode.commands.executeCommand('workbench.mcp.startServer', server);
      return isThere;
    }, true);
    const { content } = await vscode.lm.invokeTool(toolNamed('search_goals') ?? '', {
      input: { query: 'company:alder', limit: 1 },
      toolInvocationToken: undefined,
    });
    const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
    ok(/goals? matching "company:alder"/.test(text), text);
    ok(toolNamed('show_goal') === undefined);
  });
});

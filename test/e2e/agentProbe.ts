import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const title = 'Agent Probe: Achieve a Goal';

const manifest = {
  name: 'agent-probe',
  publisher: 'tests',
  version: '0.0.1',
  engines: { vscode: '^1.103.0' },
  main: './extension.cjs',
  contributes: { commands: [{ command: 'agentProbe.run', title }] },
};

/** What an agent does: it plans, and applies what was planned. A model would say the same. */
const code = (goal: string): string => `
const vscode = require('vscode');
const call = async (name, input) => {
  const { content } = await vscode.lm.invokeTool('customerGoals_' + name, { input, toolInvocationToken: undefined });
  return content.map((part) => part.value ?? '').join('');
};
const run = async () => {
  const found = await call('search_goals', { query: 'company:alder' });
  const row = found.split('\\n').find((line) => line.includes(${JSON.stringify(goal)})) ?? '';
  const update = [{ goal: row.split(' | ')[0], status: 'Achieved', target_date: '2031-03-31' }];
  const planned = await call('plan_changes', { update });
  const [, plan, digest] = /plan (plan-\\S+) and digest (\\w{64})/.exec(planned) ?? [];
  await call('apply_plan', { plan, digest });
};
exports.activate = (context) => context.subscriptions.push(vscode.commands.registerCommand('agentProbe.run', run));
`;

/** An extension that uses the tools as an agent does, in the extension host of the page once it is loaded anew. Returns its command. */
export const addAgentProbe = async (page: Page, url: string, folder: string, goal: string): Promise<string> => {
  const path = join(folder, 'agent-probe');
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(path, 'extension.cjs'), code(goal));
  const extensions = [{ scheme: 'vscode-remote', authority: new URL(url).host, path }];
  // The server has no way to pass this on; the workbench reads it from an attribute.
  await page.addInitScript({
    content: `{
      const { getAttribute } = Element.prototype;
      Element.prototype.getAttribute = function (name) {
        const value = getAttribute.call(this, name);
        if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
        return JSON.stringify({ ...JSON.parse(value), developmentOptions: ${JSON.stringify({ extensions })} });
      };
    }`,
  });
  return title;
};

import { equal, ok } from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { languageModelTool } from '../../../src/agent/vscode/languageModelTool.ts';
import { WindowTools } from '../../../src/agent/vscode/windowTools.ts';
import { usualThresholds } from '../../../src/model/risk/riskThresholds.ts';
import { LiveRows } from '../../../src/model/views/liveRows.ts';
import { openClient } from '../../torture/openClient.ts';
import { eventually } from './eventually.ts';
import { atEnd, openSampleWindow } from './sampleWindow.ts';

const call = async (name: string, input: object): Promise<string> => {
  const { content } = await vscode.lm.invokeTool(`customerGoals_${name}`, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
};

const says = async (name: string, input: object, expected: RegExp): Promise<string> => {
  const text = await call(name, input);
  ok(expected.test(text), `${name}: ${text}`);
  return text;
};

describe('tools of language models', () => {
  before(async () => {
    await vscode.commands.executeCommand('customerGoals.trySampleData');
    await vscode.commands.executeCommand('customerGoals.refresh');
  });

  it('read the tenant of the window', async () => {
    const found = await says(
      'search_goals',
      { query: 'company:alder', limit: 1 },
      /\d+ goals matching "company:alder"/,
    );
    const id = /^(1S0G\w+) /m.exec(found)?.[1];
    await says('get_goal', { goal: id }, /^id: 1S0G/m);
    await says('list_companies', { name: 'alder' }, /Alderbrook Insurance/);
    await says('list_templates', {}, /Onboarding/);
    await says('list_owners', {}, /owners\./);
    await says('goals_at_risk', {}, /at risk/);
    await says('what_changed', { since: '30d' }, /goals? changed since \d{4}-\d\d-\d\d/);
  });

  it('show a goal in the editor', async () => {
    const found = await call('search_goals', { query: 'company:alder', limit: 1 });
    await says('show_goal', { goal: /^(1S0G\w+) /m.exec(found)?.[1] }, /is open in the editor/);
    ok(vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('end the request to the tenant when they are canceled', async () => {
    const { tenant, store } = await openSampleWindow();
    const client = openClient({ origin: tenant.url, accessKey: tenant.accessKey });
    store.use(client);
    const folder = mkdtempSync(join(tmpdir(), 'canceled-'));
    const tools = new WindowTools({
      store,
      rows: new LiveRows(store),
      connections: { connected: { tenant: 'acme.example', client }, whenIdle: () => Promise.resolve() },
      want: () => Promise.resolve(),
      history: { read: () => Promise.resolve(undefined) },
      risk: () => usualThresholds,
      show: () => Promise.resolve(),
      log: { error: () => {} },
      folder,
      activityFolder: folder,
    });
    const tool = languageModelTool(
      'search_goals',
      () => Promise.resolve(tools),
      () => 'acme',
    );
    const registration = vscode.lm.registerTool('tests_search_goals', tool);
    atEnd(() => {
      registration.dispose();
      tools.dispose();
      rmSync(folder, { recursive: true, force: true });
    });
    tenant.faults.add({ kind: 'silent', operation: 'listGoalTemplates', times: 1 });
    const isAsked = ({ operationId }: { readonly operationId?: string }): boolean =>
      operationId === 'listGoalTemplates';
    const invoke = (token?: vscode.CancellationToken) =>
      vscode.lm.invokeTool(
        'tests_search_goals',
        { input: { query: 'template:x', limit: 1 }, toolInvocationToken: undefined },
        token,
      );
    const source = new vscode.CancellationTokenSource();
    const ended = Promise.resolve(invoke(source.token)).then(
      () => 'ended',
      () => 'ended',
    );
    // It is certain that the tenant has the request, and will not answer it.
    await eventually(() => tenant.requests.filter(isAsked).length, 1);
    source.cancel();
    equal(await ended, 'ended');
    await eventually(() => tenant.requests.find(isAsked)?.aborted, true);
    ok((await invoke()).content.length > 0);
  });

  it('plan without sending, and say what is wrong', async () => {
    const create = [{ company: 'Alderbrook Insurance', name: `Planned by an agent ${Date.now()}` }];
    await says('plan_changes', { create }, /Nothing was sent\.[\s\S]*digest \w{64}/);
    await says('plan_changes', {}, /nothing to plan/);
    await says('apply_plan', { plan: 'plan-aaaaaaaa-00000000', digest: '0' }, /no such plan/);
  });
});

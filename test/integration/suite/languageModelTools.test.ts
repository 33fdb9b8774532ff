import { ok } from 'node:assert/strict';
import * as vscode from 'vscode';

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

  it('end when they are canceled', async () => {
    const source = new vscode.CancellationTokenSource();
    const called = vscode.lm.invokeTool(
      'customerGoals_search_goals',
      { input: { limit: 1 }, toolInvocationToken: undefined },
      source.token,
    );
    source.cancel();
    const said = await called.then(
      ({ content }) => content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join(''),
      (error: unknown) => String(error),
    );
    ok(/cancel|goals/i.test(said), said);
    await says('search_goals', { limit: 1 }, /goals in all/);
  });

  it('plan without sending, and say what is wrong', async () => {
    const create = [{ company: 'Alderbrook Insurance', name: `Planned by an agent ${Date.now()}` }];
    await says('plan_changes', { create }, /Nothing was sent\.[\s\S]*digest \w{64}/);
    await says('plan_changes', {}, /nothing to plan/);
    await says('apply_plan', { plan: 'plan-aaaaaaaa-00000000', digest: '0' }, /no such plan/);
  });
});

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
  });

  it('plan without sending, and say what is wrong', async () => {
    const create = [{ company: 'Alderbrook Insurance', name: `Planned by an agent ${Date.now()}` }];
    await says('plan_changes', { create }, /Nothing was sent\.[\s\S]*digest \w{64}/);
    await says('plan_changes', {}, /nothing to plan/);
    await says('apply_plan', { plan: 'plan-aaaaaaaa-00000000', digest: '0' }, /no such plan/);
  });
});

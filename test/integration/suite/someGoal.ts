import * as vscode from 'vscode';

/** The first goal of the sample tenant, as the tools tell of it. */
export const someGoal = async (): Promise<{ readonly id: string; readonly name: string }> => {
  const { content } = await vscode.lm.invokeTool('customerGoals_search_goals', {
    input: { query: 'company:alder', limit: 1 },
    toolInvocationToken: undefined,
  });
  const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  const [, id = '', name = ''] = /^(1S0G\w{32}) \| (.*?) \| /m.exec(text) ?? [];
  return { id, name };
};

/** The text of a card, without the signs that keep it from being drawn. */
export const textOf = (content: vscode.MarkdownString | vscode.MarkedString): string =>
  (typeof content === 'string' ? content : content.value).replaceAll('\\', '');

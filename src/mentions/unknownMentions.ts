import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { GoalStore } from '../model/goalStore.ts';
import { mentionsIn } from './mention.ts';
import { kindOf } from './mentionAnswers.ts';

/** Where people write about goals; elsewhere an id may be of anything. */
const languages: ReadonlySet<string> = new Set(['markdown', 'scminput', 'git-commit']);

const waitMs = 300;
const most = 100;

/** Says of ids in Markdown and commit messages that no goal has them, once all goals are known. */
export const flagUnknownMentions = (store: GoalStore): vscode.Disposable => {
  const problems = vscode.languages.createDiagnosticCollection('customerGoals');
  const waiting = new Set<vscode.TextDocument>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = (): void => {
    timer = undefined;
    for (const document of waiting) if (!document.isClosed) problems.set(document.uri, problemsIn(document, store));
    waiting.clear();
  };
  const checkSoon = (some: readonly vscode.TextDocument[]): void => {
    for (const document of some) if (languages.has(document.languageId)) waiting.add(document);
    if (waiting.size > 0) timer ??= setTimeout(check, waitMs);
  };
  const all = (): void => checkSoon(vscode.workspace.textDocuments);
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument((document) => checkSoon([document])),
    vscode.workspace.onDidChangeTextDocument(({ document }) => checkSoon([document])),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => problems.delete(uri)),
    store.onDidChange(all),
    problems,
  ];
  all();
  return vscode.Disposable.from(...subscriptions, { dispose: () => clearTimeout(timer) });
};

const problemsIn = (document: vscode.TextDocument, store: GoalStore): readonly vscode.Diagnostic[] => {
  if (store.state.kind !== 'loaded') return [];
  return mentionsIn(document.getText(), kindOf(document))
    .filter(({ goalId }) => store.goal(goalId) === undefined)
    .slice(0, most)
    .map(({ start, end }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const text = l10n.t('No goal of the connected tenant has this ID.');
      const problem = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Warning);
      problem.source = l10n.t('Customer Goals');
      return problem;
    });
};

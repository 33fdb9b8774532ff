import * as vscode from 'vscode';

/** A view that may be in sight. */
export type Sight = { readonly visible: boolean; readonly onDidChangeVisibility: vscode.Event<unknown> };

/** Which tabs and texts are about goals, whoever opened them. */
const tabs = /customerGoals\./;
const language = 'customer-goals-yaml';

/**
 * Says once that somebody wants the goals of this window: a view is in sight, a tab or text about goals is open, or a person is to be
 * told of news. A window may be activated for a text that only mentions a goal.
 */
export const watchForWant = (
  sights: readonly Sight[],
  isToTell: () => boolean,
  want: () => void,
): vscode.Disposable => {
  const isWanted = (): boolean =>
    isToTell() ||
    sights.some(({ visible }) => visible) ||
    vscode.workspace.textDocuments.some(({ languageId }) => languageId === language) ||
    vscode.window.tabGroups.all.some((group) => group.tabs.some(({ input }) => isOurs(input)));
  const look = (): void => {
    if (!isWanted()) return;
    all.dispose();
    want();
  };
  const all = vscode.Disposable.from(
    ...sights.map(({ onDidChangeVisibility }) => onDidChangeVisibility(look)),
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeConfiguration(look),
    vscode.window.tabGroups.onDidChangeTabs(look),
    vscode.window.tabGroups.onDidChangeTabGroups(look),
  );
  look();
  return all;
};

const isOurs = (input: unknown): boolean =>
  (input instanceof vscode.TabInputCustom || input instanceof vscode.TabInputWebview) && tabs.test(input.viewType);

import * as vscode from 'vscode';
import type { GoalTextDeps, GoalTextSession } from './goalTextSession.ts';
import { languageId } from './languageId.ts';

/** Goals as a text: opened, checked while it is typed, planned when it is saved. What it stands on is loaded with the first text. */
export const createGoalText = (deps: GoalTextDeps) => {
  let opened: Promise<GoalTextSession> | undefined;
  const session = (): Promise<GoalTextSession> =>
    (opened ??= import('./goalTextSession.ts').then((loaded) => new loaded.GoalTextSession(deps)));
  const follow = (document: vscode.TextDocument): void => {
    if (isText(document)) session().catch(() => undefined);
  };
  const subscription = vscode.workspace.onDidOpenTextDocument(follow);
  for (const document of vscode.workspace.textDocuments) follow(document);
  return {
    commands: {
      editAsText: async (row?: unknown, selected?: unknown) => (await session()).edit(row, selected),
      planText: async () => (await session()).planActive(),
      startPlaybook: async (file?: unknown) => (await session()).startPlaybook(file),
    },
    dispose: (): void => {
      subscription.dispose();
      opened?.then((each) => each.dispose()).catch(() => undefined);
    },
  };
};

const isText = ({ languageId: id }: vscode.TextDocument): boolean => id === languageId;

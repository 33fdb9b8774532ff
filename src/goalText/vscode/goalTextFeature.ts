import * as vscode from 'vscode';
import { lazily } from '../../lazily.ts';
import { tell } from '../../tell.ts';
import type { GoalTextDeps } from './goalTextSession.ts';
import { languageId } from './languageId.ts';

/** Goals as a text: opened, checked while it is typed, planned when it is saved. What it stands on is loaded with the first text. */
export const createGoalText = (deps: GoalTextDeps) => {
  const session = lazily(
    () => import('./goalTextSession.ts'),
    (loaded) => new loaded.GoalTextSession(deps),
    (made) => made.dispose(),
  );
  const follow = (document: vscode.TextDocument): void => {
    if (isText(document)) session.get().catch(tell);
  };
  const subscription = vscode.workspace.onDidOpenTextDocument(follow);
  for (const document of vscode.workspace.textDocuments) follow(document);
  return {
    commands: {
      editAsText: async (row?: unknown, selected?: unknown) => (await session.get()).edit(row, selected),
      planText: async () => (await session.get()).planActive(),
      startPlaybook: async (file?: unknown) => (await session.get()).startPlaybook(file),
    },
    dispose: (): void => {
      subscription.dispose();
      session.dispose();
    },
  };
};

const isText = ({ languageId: id }: vscode.TextDocument): boolean => id === languageId;

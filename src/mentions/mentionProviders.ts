import * as vscode from 'vscode';
import type { createMentionAnswers } from './mentionAnswers.ts';

/** Files, what is not saved yet, and the box in which a commit is described. */
const documents: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'untitled' }, { language: 'scminput' }];

/** Has VS Code ask about mentions from now on. @param answers what it is told, loaded when it asks first */
export const registerMentionProviders = (
  answers: () => Promise<ReturnType<typeof createMentionAnswers>>,
): vscode.Disposable =>
  vscode.Disposable.from(
    vscode.languages.registerHoverProvider(documents, {
      provideHover: async (...asked) => (await answers()).provideHover(...asked),
    }),
    vscode.languages.registerDocumentLinkProvider(documents, {
      provideDocumentLinks: async (document) => (await answers()).provideDocumentLinks(document),
    }),
    vscode.languages.registerCompletionItemProvider(
      documents,
      {
        provideCompletionItems: async (document, position, token) =>
          (await answers()).provideCompletionItems(document, position, token),
      },
      ':',
      ' ',
    ),
  );

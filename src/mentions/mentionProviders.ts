import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { mentionsIn, nameBeingTyped, type Mention, type TextKind } from './mention.ts';
import { openUri } from './openUri.ts';

/** Files, what is not saved yet, and the box in which a commit is described. */
const documents: vscode.DocumentSelector = [{ scheme: 'file' }, { scheme: 'untitled' }, { language: 'scminput' }];

/** More of a line are never looked at: a mention is shorter. */
const around = 60;
const mostNames = 30;

export const kindOf = ({ languageId }: Pick<vscode.TextDocument, 'languageId'>): TextKind =>
  languageId === 'scminput' || languageId === 'git-commit' ? 'message' : 'text';

/** A card, a link and a completion for goals in texts. Of goals that are known alone: nothing is sent. */
export const registerMentionProviders = (store: GoalStore): vscode.Disposable =>
  vscode.Disposable.from(
    vscode.languages.registerHoverProvider(documents, {
      provideHover: async (document, position) => {
        const mention = mentionAt(document, position);
        const goal = mention && store.goal(mention.goalId);
        if (mention === undefined || goal === undefined) return undefined;
        const { mentionCard } = await import('./mentionCard.ts');
        return new vscode.Hover(mentionCard(goal, new Date()), mention.range);
      },
    }),
    vscode.languages.registerDocumentLinkProvider(documents, {
      provideDocumentLinks: (document) =>
        mentionsIn(document.getText(), kindOf(document))
          .filter(({ goalId }) => store.goal(goalId) !== undefined)
          .map((mention) => linkOf(document, mention)),
    }),
    vscode.languages.registerCompletionItemProvider(
      documents,
      {
        provideCompletionItems: (document, position) => {
          const { text, range } = lineBefore(document, position);
          const name = nameBeingTyped(text, kindOf(document));
          return name === undefined ? undefined : completions(store, name, range.end);
        },
      },
      ':',
      ' ',
    ),
  );

const linkOf = (document: vscode.TextDocument, { goalId, start, end }: Mention): vscode.DocumentLink => {
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const link = new vscode.DocumentLink(range, openUri(goalId));
  link.tooltip = l10n.t('Open Goal');
  return link;
};

const mentionAt = (
  document: vscode.TextDocument,
  { line, character }: vscode.Position,
): { readonly goalId: string; readonly range: vscode.Range } | undefined => {
  const from = Math.max(0, character - around);
  const text = document.getText(new vscode.Range(line, from, line, character + around));
  const mention = mentionsIn(text, from === 0 ? kindOf(document) : 'text').find(
    ({ start, end }) => from + start <= character && character <= from + end,
  );
  if (mention === undefined) return undefined;
  const { goalId, start, end } = mention;
  return { goalId, range: new vscode.Range(line, from + start, line, from + end) };
};

const lineBefore = (document: vscode.TextDocument, position: vscode.Position) => {
  const from = Math.max(0, position.character - 2 * around);
  const range = new vscode.Range(position.line, from, position.line, position.character);
  return { text: document.getText(range), range };
};

/** Found by the words of goals, companies and owners, whatever VS Code would make of them. */
const completions = (store: GoalStore, name: string, end: vscode.Position): vscode.CompletionList => {
  const range = new vscode.Range(end.translate(0, -name.length), end);
  const items = store.find(name, mostNames).goals.map((goal, at) => itemOf(goal, { at, name, range }));
  return new vscode.CompletionList(items, true);
};

type Place = { readonly at: number; readonly name: string; readonly range: vscode.Range };

const itemOf = ({ Gsid, Name, CompanyName = '' }: Goal, { at, name, range }: Place): vscode.CompletionItem => {
  const label = { label: plainLabel(Name), description: plainLabel(CompanyName) };
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Reference);
  item.insertText = Gsid;
  item.filterText = name;
  item.sortText = String(at).padStart(4, '0');
  item.range = range;
  return item;
};

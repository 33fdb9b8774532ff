import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { ApiError } from '../api/errors.ts';
import { isExpectingGoals } from '../model/loadState.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { mentionsIn, nameBeingTyped, type Mention, type TextKind } from './mention.ts';
import type { MentionedGoals } from './mentionedGoals.ts';
import { openUri } from './openUri.ts';
import { signalOf } from '../signalOf.ts';

/** More of a line are never looked at: a mention is shorter. */
const around = 60;
const mostNames = 30;

export const kindOf = ({ languageId }: Pick<vscode.TextDocument, 'languageId'>): TextKind =>
  languageId === 'scminput' || languageId === 'git-commit' ? 'message' : 'text';

export type MentionAnswersDeps = {
  readonly store: GoalStore;
  readonly goals: MentionedGoals;
  /** Has the goals of the window loaded. Resolves when those that were kept are shown. */
  readonly want: () => Promise<void>;
};

/** What VS Code is told of mentions: a card, a link and a completion. Only who types a name has all goals loaded. */
export const createMentionAnswers = ({ store, goals, want }: MentionAnswersDeps) =>
  ({
    provideHover: async (document, position, token) => {
      const mention = mentionAt(document, position);
      const card = mention && (await cardOf(mention.goalId, goals, token));
      return card && new vscode.Hover(card, mention.range);
    },
    provideDocumentLinks: async (document) => {
      const mentions = mentionsIn(document.getText(), kindOf(document));
      const links = mentions.map((mention) => ({ mention, link: linkOf(document, mention) }));
      const may = await Promise.all(links.map(({ mention }) => goals.mayBe(mention.goalId)));
      return links.flatMap(({ link }, at) => (may[at] === true ? [link] : []));
    },
    provideCompletionItems: async (document, position, token) => {
      const { text, range } = lineBefore(document, position);
      const name = nameBeingTyped(text, kindOf(document));
      if (name === undefined) return undefined;
      await goals.whenIdle();
      await want();
      await someGoals(store, token);
      return token.isCancellationRequested ? undefined : completions(store, name, range.end);
    },
  }) satisfies vscode.HoverProvider & vscode.DocumentLinkProvider & vscode.CompletionItemProvider;

/** Of a goal that is not there, none; of one that could not be asked for, why. */
const cardOf = async (
  goalId: string,
  goals: MentionedGoals,
  token: vscode.CancellationToken,
): Promise<vscode.MarkdownString | undefined> => {
  try {
    const goal = await goals.goal(goalId, signalOf(token));
    return goal && (await import('./mentionCard.ts')).mentionCard(goal, new Date());
  } catch (error) {
    if (error instanceof ApiError && error.kind === 'aborted') return undefined;
    return (await import('./mentionCard.ts')).failureCard(error);
  }
};

/** Resolves when the first goals are there, or none is to come. */
const someGoals = async (store: GoalStore, token: vscode.CancellationToken): Promise<void> => {
  const isThere = (): boolean => store.companies().length > 0 || !isExpectingGoals(store.state);
  if (isThere() || token.isCancellationRequested) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const waiting = vscode.Disposable.from(
    store.onDidChange(() => isThere() && resolve()),
    token.onCancellationRequested(() => resolve()),
  );
  await promise;
  waiting.dispose();
};

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

type TypedMention = { readonly at: number; readonly name: string; readonly range: vscode.Range };

const itemOf = ({ Gsid, Name, CompanyName = '' }: Goal, { at, name, range }: TypedMention): vscode.CompletionItem => {
  const label = { label: plainLabel(Name), description: plainLabel(CompanyName) };
  const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Reference);
  item.insertText = Gsid;
  item.filterText = name;
  item.sortText = String(at).padStart(4, '0');
  item.range = range;
  return item;
};

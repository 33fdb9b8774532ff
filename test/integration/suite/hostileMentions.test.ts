import { deepEqual, equal, ok } from 'node:assert/strict';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import * as vscode from 'vscode';
import { MentionedGoals } from '../../../src/mentions/mentionedGoals.ts';
import { createMentionAnswers } from '../../../src/mentions/mentionAnswers.ts';
import { registerMentionProviders } from '../../../src/mentions/mentionProviders.ts';
import { plainLabel } from '../../../src/model/plainLabel.ts';
import { openClient } from '../../torture/openClient.ts';
import { hostileTexts } from '../../unit/agent/hostile.ts';
import { atEnd, openSampleWindow } from './sampleWindow.ts';

const texts = [
  ...hostileTexts,
  'https://evil.example/p?d=secret',
  'www.evil.example',
  'mail@evil.example',
  '<https://evil.example>',
  '**bold** _it_ ~~gone~~ `code` # head',
  '1. one\n2. two',
  '| a | b |\n|---|---|',
  'a) [x]: command:workbench.action.terminal.new',
];

const idOf = (at: number): string => `1S0G${at}`.padEnd(36, 'X');

/** Goals that are hostile in every field, known in a window with providers of its own. */
const open = async (): Promise<vscode.TextDocument> => {
  const { store, tenant } = await openSampleWindow();
  const client = openClient({ origin: tenant.url, accessKey: tenant.accessKey });
  store.use(client);
  const { stored } = store.writer();
  texts.forEach((text, at) =>
    stored({
      Gsid: idOf(at),
      Name: `x${at}x ${text}`,
      CompanyId: 'c',
      CompanyName: text,
      Status: text,
      OwnerId: 'o',
      OwnerName: text,
      TargetDate: text,
    }),
  );
  const connections = { connected: { client }, whenIdle: () => Promise.resolve() };
  const goals = new MentionedGoals({ store, connections, elapsedMs: () => 0 });
  const answers = createMentionAnswers({ store, goals, want: () => Promise.resolve() });
  const providers = registerMentionProviders(() => Promise.resolve(answers));
  atEnd(() => vscode.Disposable.from(goals, providers).dispose());
  const content = texts.map((_, at) => `goal:${idOf(at)} goal:x${at}x`).join('\n');
  return vscode.workspace.openTextDocument({ language: 'plaintext', content });
};

const nodesIn = (node: Nodes): readonly Nodes[] => [
  node,
  ...('children' in node ? node.children : []).flatMap(nodesIn),
];

/** What a reader sees: each run of text, and where each link leads. */
const drawn = (markdown: string) => {
  const tree = fromMarkdown(markdown, {
    extensions: [gfmAutolinkLiteral()],
    // It would look for addresses in what was read, too: VS Code does so only in what is written.
    mdastExtensions: [{ ...gfmAutolinkLiteralFromMarkdown(), transforms: [] }],
  });
  const nodes = nodesIn(tree);
  return {
    kinds: new Set(nodes.map(({ type }) => type)),
    text: nodes.flatMap((node) => (node.type === 'text' ? [node.value] : [])).join('\n'),
    links: nodes.flatMap((node) => (node.type === 'link' ? [node.url] : [])),
  };
};

describe('goals that mean harm', () => {
  it('are text in their cards, which lead to their goal alone', async () => {
    const document = await open();
    for (const [at, text] of texts.entries()) {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(at, 10),
      );
      equal(hovers.length, 1, text);
      const [card] = hovers[0]?.contents ?? [];
      ok(card instanceof vscode.MarkdownString, text);
      const { kinds, text: read, links } = drawn(card.value);
      const harmless = new Set(['root', 'paragraph', 'strong', 'list', 'listItem', 'text', 'link']);
      deepEqual(
        [...kinds].filter((kind) => !harmless.has(kind)),
        [],
        text,
      );
      ok(read.includes(plainLabel(`x${at}x ${text}`).replaceAll(/\s+/g, ' ')), `${text}: ${read}`);
      deepEqual(
        links.map((link) => decodeURIComponent(link)),
        [`command:customerGoals.openMention?["${idOf(at)}"]`],
      );
      deepEqual(card.isTrusted, { enabledCommands: ['customerGoals.openMention'] });
      deepEqual([card.supportHtml ?? false, card.supportThemeIcons ?? false], [false, false]);
    }
  });

  it('are completed by their ID, and by nothing that they say', async () => {
    const document = await open();
    for (const [at, text] of texts.entries()) {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.lineAt(at).range.end,
      );
      const [item] = items.filter(({ insertText }) => insertText === idOf(at));
      ok(item !== undefined && typeof item.label !== 'string', text);
      equal(item.label.label, plainLabel(`x${at}x ${text}`));
      deepEqual([item.documentation, item.command, item.additionalTextEdits ?? []], [undefined, undefined, []]);
    }
  });
});

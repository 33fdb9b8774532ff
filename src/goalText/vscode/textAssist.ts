import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { escapedMarkdown, plainLabel } from '../../model/plainLabel.ts';
import type { KnownTenant } from '../../plan/knownTenant.ts';
import { namesFor } from '../namesFor.ts';
import type { FieldKey } from '../textKeys.ts';
import { isNamedKey, positionIn } from '../textPosition.ts';
import { heldText } from './heldText.ts';
import type { ReadTexts } from './readTexts.ts';
import type { TextKnown } from './textKnown.ts';

/** So many names are offered: who types on finds the others. */
const mostNames = 1000;

/** Offers fields, and the names that may stand at them. */
export class TextCompletions implements vscode.CompletionItemProvider {
  readonly #known: TextKnown;

  constructor(known: TextKnown) {
    this.#known = known;
  }

  async provideCompletionItems(document: vscode.TextDocument, position: vscode.Position) {
    const lines = document.getText().split(/\r?\n/);
    const there = positionIn(lines, position.line, position.character);
    if (there.kind === 'none') return undefined;
    if (there.kind === 'key') return there.keys.map((key) => keyItem(key));
    await this.#known.load();
    const { tenant } = this.#known;
    if (tenant === undefined || !isNamedKey(there.key)) return undefined;
    const names = namesAt(there.key, tenant, there.begun);
    const start = position.translate(0, -there.begun.length);
    const items = names.slice(0, mostNames).map((name) => nameItem(name, new vscode.Range(start, position)));
    return new vscode.CompletionList(items, names.length > mostNames);
  }
}

/** Of namesakes none is offered by name: it would say nothing. */
const namesAt = (key: FieldKey, tenant: KnownTenant, begun: string): readonly string[] => {
  const typed = begun.toLowerCase().replace(/^["']/, '');
  const counts = new Map<string, number>();
  for (const name of namesFor(key, tenant)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].flatMap(([name, count]) =>
    count === 1 && name.trim() === name && name !== '' && name.toLowerCase().includes(typed) ? [name] : [],
  );
};

const keyItem = (key: string): vscode.CompletionItem => {
  const item = new vscode.CompletionItem(key, vscode.CompletionItemKind.Property);
  const isList = key === 'goals' || key === 'metrics' || key === 'variables';
  item.insertText = isList ? `${key}:` : `${key}: `;
  const words = keyText(key);
  if (words !== undefined) item.detail = words;
  if (isNamedKey(key)) item.command = { title: '', command: 'editor.action.triggerSuggest' };
  return item;
};

const nameItem = (name: string, range: vscode.Range): vscode.CompletionItem => {
  const item = new vscode.CompletionItem(plainLabel(name), vscode.CompletionItemKind.Value);
  item.insertText = quotedName(name);
  item.filterText = name;
  item.range = range;
  return item;
};

/** What YAML would read otherwise stands in quotes. */
const quotedName = (name: string): string =>
  /^[\p{L}\p{N}(][^#:"'\\]*$/u.test(name) && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name) ? name : JSON.stringify(name);

/** Says what a field is, and what the goal has there now. */
export class TextHovers implements vscode.HoverProvider {
  readonly #known: TextKnown;
  readonly #texts: ReadTexts;

  constructor(known: TextKnown, texts: ReadTexts) {
    this.#known = known;
    this.#texts = texts;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const line = document.lineAt(position.line).text;
    const [whole = '', before = '', key = ''] = /^(\s*(?:-\s+)*)([\w-]+)(?=\s*:)/.exec(line) ?? [];
    if (key === '' || position.character < before.length || position.character > whole.length) return undefined;
    const range = new vscode.Range(position.line, before.length, position.line, whole.length);
    const words = keyText(key);
    const now = await this.#now(document, range, key);
    if (words === undefined && now === undefined) return undefined;
    const shown = [words, now].filter((part) => part !== undefined).map((part) => escapedMarkdown(part));
    return new vscode.Hover(new vscode.MarkdownString(shown.join('\n\n')), range);
  }

  async #now(document: vscode.TextDocument, range: vscode.Range, key: string): Promise<string | undefined> {
    await this.#known.load();
    const { tenant } = this.#known;
    if (tenant === undefined) return undefined;
    const { entries } = this.#texts.of(document);
    const at = document.offsetAt(range.start);
    const entry = entries.find((each) => each.range.start <= at && at < each.range.end);
    const goal = tenant.goal(entry?.values.id?.text ?? '');
    return goal && heldText(goal, key, tenant);
  }
}

const keyText = (key: string): string | undefined => {
  switch (key) {
    case 'tenant':
      return l10n.t('The tenant that the goals are from. The text changes nothing in any other tenant.');
    case 'goals':
      return l10n.t('The goals, each with its fields.');
    case 'variables':
      return l10n.t('What is asked for when the playbook is started: company, owner, and start.');
    case 'start':
      return l10n.t('The day on which the playbook starts. Target dates can be relative to it, such as start + 30d.');
    case 'id':
      return l10n.t('The ID of the goal. An entry without one is a new goal.');
    case 'modified':
      return l10n.t('The version of the goal that this text is based on. Leave it as it is.');
    case 'company':
      return l10n.t('The company, by name or ID.');
    case 'name':
      return l10n.t('The name.');
    case 'status':
      return l10n.t('The status, as Gainsight has it.');
    case 'owner':
      return l10n.t('The owner, by name or ID. To remove the owner, leave the value empty.');
    case 'targetDate':
      return l10n.t('The target date as YYYY-MM-DD. To remove it, leave the value empty.');
    case 'template':
      return l10n.t('The template, by name or ID.');
    case 'description':
      return l10n.t('The description as Markdown. What you do not touch stays as it is.');
    case 'metrics':
      return l10n.t('The metrics. Metrics can be added here but not edited or removed.');
    case 'current':
      return l10n.t('The current value of the metric, a number.');
    case 'target':
      return l10n.t('The target value of the metric, a number.');
    case 'unit':
      return l10n.t('The unit of the metric.');
    default:
      return undefined;
  }
};

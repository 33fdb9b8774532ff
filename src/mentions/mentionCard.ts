import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { explainInOne } from '../explain.ts';
import { daysUntilDue } from '../model/dueDate.ts';
import { isGiven } from '../model/isGiven.ts';
import { escapedMarkdown, plainLabel } from '../model/plainLabel.ts';
import { dayText } from '../words/dates.ts';
import { dueText } from '../words/due.ts';
import { percentText } from '../words/numbers.ts';
import { statusText } from '../words/statusText.ts';
import { unreadableName, unreadableText } from '../words/unreadableText.ts';
import { openCommand, openUri } from './openUri.ts';

/** Values come from a tenant: each is shown as text. What it may do is to open this goal, and nothing else. */
export const mentionCard = (goal: Goal, now: Date): vscode.MarkdownString => {
  const { Gsid, Name, CompanyName, Status, CompletionPercentage, OwnerName } = goal;
  const card = new vscode.MarkdownString(`**${escapedMarkdown(plainLabel(Name) || unreadableName())}**\n`);
  const odd = unreadableText(goal);
  const facts = [
    isGiven(CompanyName) && l10n.t('Company: {0}', plainLabel(CompanyName)),
    isGiven(Status) && l10n.t('Status: {0}', plainLabel(statusText(Status))),
    CompletionPercentage !== undefined && l10n.t('Progress: {0}', percentText(CompletionPercentage)),
    targetDateOf(goal, now),
    isGiven(OwnerName) && l10n.t('Owner: {0}', plainLabel(OwnerName)),
    odd !== '' && l10n.t('Note: {0}', odd),
  ];
  for (const fact of facts) if (fact !== false) card.appendMarkdown(`\n- ${escapedMarkdown(fact)}`);
  card.appendMarkdown(`\n\n[${l10n.t('Open Goal')}](${openUri(Gsid).toString()})`);
  card.isTrusted = { enabledCommands: [openCommand] };
  return card;
};

/** Why a goal could not be read. It may quote the tenant, and is text. */
export const failureCard = (error: unknown): vscode.MarkdownString =>
  new vscode.MarkdownString(escapedMarkdown(explainInOne(error)));

const targetDateOf = (goal: Goal, now: Date): string | false => {
  const { TargetDate } = goal;
  if (!isGiven(TargetDate)) return false;
  const days = daysUntilDue(goal, now);
  const day = plainLabel(dayText(TargetDate));
  return days === undefined ? l10n.t('Target date: {0}', day) : l10n.t('Target date: {0}, {1}', day, dueText(days));
};

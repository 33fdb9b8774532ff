import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal, GoalMetric } from '../api/schema.ts';
import type { CompanyStats } from '../model/goalIndex.ts';
import { daysUntilDue } from '../model/dueDate.ts';
import { isGiven } from '../model/isGiven.ts';
import { escapedMarkdown, plainLabel } from '../model/plainLabel.ts';
import { metricPercent, metricValues } from '../model/progress.ts';
import { dayText, momentText } from '../words/dates.ts';
import { dueText } from '../words/due.ts';
import { metricText } from '../words/metricText.ts';
import { percentText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';
import { statusText } from '../words/statusText.ts';
import { unreadableName, unreadableText } from '../words/unreadableText.ts';

export const companyTooltip = (
  name: string,
  { goals, achieved, missed, overdue }: CompanyStats,
): vscode.MarkdownString =>
  markdownOf(name, [
    phrase(l10n.t('Goals: {0}'), goals),
    phrase(l10n.t('Open: {0}'), goals - achieved - missed),
    phrase(l10n.t('Overdue: {0}'), overdue),
    phrase(l10n.t('Achieved: {0}'), achieved),
    phrase(l10n.t('Missed: {0}'), missed),
  ]);

/** @param more lines that are known beside the goal, '' for none */
export const goalTooltip = (goal: Goal, now: Date, more: readonly string[] = []): vscode.MarkdownString => {
  const { CompanyName, Status, CompletionPercentage, OwnerName, ModifiedDate } = goal;
  const odd = unreadableText(goal);
  return markdownOf(goal.Name, [
    isGiven(CompanyName) && l10n.t('Company: {0}', plainLabel(CompanyName)),
    isGiven(Status) && l10n.t('Status: {0}', plainLabel(statusText(Status))),
    CompletionPercentage !== undefined && l10n.t('Progress: {0}', percentText(CompletionPercentage)),
    targetDateOf(goal, now),
    isGiven(OwnerName) && l10n.t('Owner: {0}', plainLabel(OwnerName)),
    odd !== '' && l10n.t('Note: {0}', odd),
    isGiven(ModifiedDate) && l10n.t('Modified: {0}', momentOf(ModifiedDate)),
    ...more.map((line) => line !== '' && line),
  ]);
};

const targetDateOf = (goal: Goal, now: Date): string | false => {
  const { TargetDate } = goal;
  if (!isGiven(TargetDate)) return false;
  const days = daysUntilDue(goal, now);
  return days === undefined
    ? l10n.t('Target date: {0}', plainLabel(dayText(TargetDate)))
    : l10n.t('Target date: {0}, {1}', plainLabel(dayText(TargetDate)), dueText(days));
};

export const metricTooltip = (metric: GoalMetric, past = ''): vscode.MarkdownString => {
  const percent = metricPercent(metric);
  const { LastUpdatedDate } = metric;
  return markdownOf(metric.Name, [
    l10n.t('Value: {0}', plainLabel(metricText(metricValues(metric)))),
    percent !== undefined && l10n.t('Target reached: {0}', percentText(percent)),
    past !== '' && past,
    isGiven(LastUpdatedDate) && l10n.t('Updated: {0}', momentOf(LastUpdatedDate)),
  ])
    .appendMarkdown('\n\n')
    .appendMarkdown(l10n.t('Metrics can be added here but not edited.'));
};

/** What is no moment stands as it is. */
const momentOf = (iso: string): string => {
  const moment = new Date(iso);
  return Number.isNaN(moment.getTime()) ? plainLabel(iso) : momentText(moment);
};

/** Values come from a tenant: nothing in them is Markdown. */
const markdownOf = (title: string, facts: readonly (string | false)[]): vscode.MarkdownString => {
  const markdown = new vscode.MarkdownString(`**${escapedMarkdown(plainLabel(title) || unreadableName())}**\n`);
  for (const fact of facts) if (fact !== false) markdown.appendMarkdown(`\n- ${escapedMarkdown(fact)}`);
  return markdown;
};

import * as vscode from 'vscode';
import type { Goal, GoalMetric } from '../api/schema.ts';
import type { CompanyStats } from '../model/goalIndex.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { dueText } from '../model/dueDate.ts';
import { unreadableText } from './goalRow.ts';
import { metricPercent, metricText, percentText } from '../model/progress.ts';

type Fact = readonly [label: string, value: string | undefined];

export const companyTooltip = (
  name: string,
  { goals, achieved, missed, overdue }: CompanyStats,
): vscode.MarkdownString =>
  markdownOf(name, [
    ['Goals', goals.toLocaleString('en-US')],
    ['Open', (goals - achieved - missed).toLocaleString('en-US')],
    ['Overdue', overdue.toLocaleString('en-US')],
    ['Achieved', achieved.toLocaleString('en-US')],
    ['Missed', missed.toLocaleString('en-US')],
  ]);

export const goalTooltip = (goal: Goal, now: Date): vscode.MarkdownString =>
  markdownOf(goal.Name, [
    ['Company', goal.CompanyName],
    ['Status', goal.Status],
    ['Progress', goal.CompletionPercentage === undefined ? undefined : percentText(goal.CompletionPercentage)],
    ['Target date', [dayOf(goal.TargetDate), dueText(goal, now)].filter((part) => part !== undefined).join(', ')],
    ['Owner', goal.OwnerName],
    ['Note', unreadableText(goal)],
    ['Modified', momentOf(goal.ModifiedDate)],
  ]);

export const metricTooltip = (metric: GoalMetric): vscode.MarkdownString => {
  const percent = metricPercent(metric);
  return markdownOf(metric.Name, [
    ['Value', metricText(metric)],
    ['Of the target', percent === undefined ? undefined : percentText(percent)],
    ['Updated', momentOf(metric.LastUpdatedDate)],
  ]).appendMarkdown('\n\nMetrics can be added here but not edited.');
};

/** `yyyy-mm-dd` as the person's own locale has it; a day has no time zone. What is no date stands as it is. */
const dayOf = (date: string | undefined): string | undefined => {
  const day = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? date : day.toLocaleDateString([], { dateStyle: 'medium', timeZone: 'UTC' });
};

const momentOf = (iso: string | undefined): string | undefined => {
  const moment = new Date(iso ?? '');
  return Number.isNaN(moment.getTime()) ? iso : moment.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
};

/** Values come from a tenant: appended as text, so that nothing in them is Markdown. */
const markdownOf = (title: string, facts: readonly Fact[]): vscode.MarkdownString => {
  const markdown = new vscode.MarkdownString('**').appendText(plainLabel(title)).appendMarkdown('**\n');
  for (const [label, value] of facts) {
    if (value === undefined || value === '') continue;
    markdown.appendMarkdown(`\n- ${label}: `).appendText(plainLabel(value));
  }
  return markdown;
};

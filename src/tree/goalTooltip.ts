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
    ['Target date', [goal.TargetDate, dueText(goal, now)].filter((part) => part !== undefined).join(', ')],
    ['Owner', goal.OwnerName],
    ['Note', unreadableText(goal)],
    ['Modified', goal.ModifiedDate === undefined ? undefined : new Date(goal.ModifiedDate).toLocaleString()],
  ]);

export const metricTooltip = (metric: GoalMetric): vscode.MarkdownString => {
  const percent = metricPercent(metric);
  return markdownOf(metric.Name, [
    ['Value', metricText(metric)],
    ['Of the target', percent === undefined ? undefined : percentText(percent)],
    ['Updated', metric.LastUpdatedDate === undefined ? undefined : new Date(metric.LastUpdatedDate).toLocaleString()],
  ]).appendMarkdown('\n\nA metric cannot be changed through the API, only added.');
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

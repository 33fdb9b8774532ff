import * as l10n from '@vscode/l10n';
import type { Goal, GoalMetric } from '../api/schema.ts';
import { isGiven } from '../model/isGiven.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { metricValues } from '../model/progress.ts';
import { metricText } from '../words/metricText.ts';
import { percentText } from '../words/numbers.ts';
import { statusText } from '../words/statusText.ts';
import { unreadableName, unreadableText } from '../words/unreadableText.ts';

/** A goal as Markdown to paste elsewhere: its name, and a list of its facts; then its metrics and its description, as Markdown, where they are given. Dates are `yyyy-mm-dd`, as the tenant has them. */
export const goalMarkdown = (goal: Goal, metrics: readonly GoalMetric[] = [], description = ''): string => {
  const { CompanyName, Status, CompletionPercentage: percent, TargetDate, OwnerName } = goal;
  const odd = unreadableText(goal);
  const facts = [
    isGiven(CompanyName) && l10n.t('Company: {0}', asText(CompanyName)),
    isGiven(Status) && l10n.t('Status: {0}', asText(statusText(Status))),
    percent !== undefined && l10n.t('Progress: {0}', asText(percentText(percent))),
    isGiven(TargetDate) && l10n.t('Target date: {0}', asText(TargetDate)),
    isGiven(OwnerName) && l10n.t('Owner: {0}', asText(OwnerName)),
    odd !== '' && l10n.t('Note: {0}', odd),
  ];
  const lines = facts.flatMap((fact) => (fact === false ? [] : [`- ${fact}`]));
  const more = [
    ...(metrics.length === 0 ? [] : ['', ...metrics.map((metric) => `- ${asText(metricLine(metric))}`)]),
    ...(description.trim() === '' ? [] : ['', description.trim()]),
  ];
  return [
    `**${asText(goal.Name) || unreadableName()}**`,
    ...(lines.length === 0 ? [] : ['', ...lines]),
    ...more,
    '',
  ].join('\n');
};

/** A metric as one line of plain text: `Logins a day: 450 of 600 users`. */
export const metricLine = (metric: GoalMetric): string =>
  l10n.t('{0}: {1}', plainLine(metric.Name) || unreadableName(), plainLine(metricText(metricValues(metric))));

/** A tenant's text as one line, inside of a line, in which nothing is Markdown or HTML. */
export const asText = (text: string): string => plainLine(text).replaceAll(/[\\`*_{}[\]<>#|~&$]/g, '\\$&');

/** What is shown, without the invisible sign that keeps VS Code from drawing an icon. */
const plainLine = (text: string): string => plainLabel(text).replaceAll('\u200b', '');

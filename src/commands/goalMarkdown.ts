import type { Goal, GoalMetric } from '../api/schema.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { metricText, percentText } from '../model/progress.ts';

/** A goal as Markdown to paste elsewhere: its name, and a list of its facts. Dates are `yyyy-mm-dd`, as the tenant has them. */
export const goalMarkdown = (goal: Goal): string => {
  const { CompletionPercentage: percent } = goal;
  const facts: readonly (readonly [label: string, value: string | undefined])[] = [
    ['Company', goal.CompanyName],
    ['Status', goal.Status],
    ['Progress', percent === undefined ? undefined : percentText(percent)],
    ['Target date', goal.TargetDate],
    ['Owner', goal.OwnerName],
  ];
  const lines = facts.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [`- ${label}: ${asText(value)}`],
  );
  return [`**${asText(goal.Name)}**`, ...(lines.length === 0 ? [] : ['', ...lines]), ''].join('\n');
};

/** A metric as one line of plain text: `Logins a day: 450 of 600 users`. */
export const metricLine = (metric: GoalMetric): string => `${plainLine(metric.Name)}: ${plainLine(metricText(metric))}`;

/** A tenant's text as one line, inside of a line, in which nothing is Markdown or HTML. */
const asText = (text: string): string => plainLine(text).replaceAll(/[\\`*_{}[\]<>#|~&$]/g, '\\$&');

/** What is shown, without the invisible sign that keeps VS Code from drawing an icon. */
const plainLine = (text: string): string => plainLabel(text).replaceAll('\u200b', '');

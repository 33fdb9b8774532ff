import * as l10n from '@vscode/l10n';
import type { Goal, GoalMetric } from '../api/schema.ts';
import { daysUntilDue, today } from '../model/dueDate.ts';
import { metricValues } from '../model/progress.ts';
import { dayText } from '../words/dates.ts';
import { dueText } from '../words/due.ts';
import { metricText } from '../words/metricText.ts';
import { percentText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';
import { statusText } from '../words/statusText.ts';
import { unreadableName } from '../words/unreadableText.ts';
import type { Block, ListItem } from './block.ts';
import { daysAhead, type ReportData, type ReportGoal, type Slip } from './reportData.ts';
import { reportPictures } from './reportPictures.ts';
import type { Contents } from './template.ts';

/** What the placeholders of a template are filled with. */
export const reportContents = (data: ReportData): Contents => ({
  texts: {
    title: data.title,
    period: l10n.t('{0} to {1}', dayText(today(new Date(data.since))), dayText(today(data.now))),
    date: dayText(today(data.now)),
  },
  blocks: {
    summary: [summaryText(data), ...(data.mayLack ? [mayLackText()] : [])].map((text) => ({ kind: 'paragraph', text })),
    outcomes: outcomes(data),
    achieved: listOr(
      data.achieved.map((item) => entry(item, [measures(item), lastNote(item)])),
      l10n.t('Nothing was achieved in this period.'),
    ),
    slipped: listOr(data.slipped.map(slipItem(data)), l10n.t('Nothing slipped.')),
    missed: listOr(
      data.missed.map((item) => entry(item, [lastNote(item)])),
      l10n.t('Nothing was missed.'),
    ),
    next: listOr(
      data.next.map((item) => entry(item, [dateText(item.goal), measures(item), lastNote(item)])),
      phrase(
        l10n.t('{0, plural, one {Nothing is due in the next # day.} other {Nothing is due in the next # days.}}'),
        daysAhead,
      ),
    ),
    pictures: reportPictures(data),
  },
});

export const mayLackText = (): string =>
  l10n.t('Not all goals could be loaded, so some may be missing or out of date.');

const listOr = (items: readonly ListItem[], none: string): readonly Block[] =>
  items.length === 0 ? [{ kind: 'paragraph', text: none }] : [{ kind: 'list', items }];

/** Where it stands, in one sentence. */
const summaryText = ({ goals, achieved, missed, now }: ReportData): string => {
  const late = goals.filter(({ goal }) => (daysUntilDue(goal, now) ?? 0) < 0).length;
  const open = goals.length - achieved.length - missed.length;
  return phrase(
    l10n.t(
      '{0, plural, one {# goal: {1} achieved, {2} open ({3} overdue), {4} missed.} other {# goals: {1} achieved, {2} open ({3} overdue), {4} missed.}}',
    ),
    goals.length,
    achieved.length,
    open,
    late,
    missed.length,
  );
};

const outcomes = ({ goals, edition, now }: ReportData): readonly Block[] => {
  if (goals.length === 0) return [{ kind: 'paragraph', text: l10n.t('There are no goals in this period.') }];
  const isForTeam = edition === 'team';
  const head = [
    l10n.t('Goal'),
    l10n.t('Status'),
    l10n.t('Progress'),
    l10n.t('Target date'),
    l10n.t('Outcome'),
    ...(isForTeam ? [l10n.t('Owner')] : []),
  ];
  const rows = goals.map((item) => {
    const { goal } = item;
    const days = daysUntilDue(goal, now);
    return [
      goal.Name,
      goal.Status === undefined ? '' : statusText(goal.Status),
      goal.CompletionPercentage === undefined ? '' : percentText(goal.CompletionPercentage),
      [dateText(goal), days !== undefined && days < 0 ? dueText(days) : ''].filter(Boolean).join(', '),
      measures(item),
      ...(isForTeam ? [goal.OwnerName ?? ''] : []),
    ];
  });
  return [{ kind: 'table', head, rows }];
};

const dateText = ({ TargetDate }: Goal): string => (TargetDate === undefined ? '' : dayText(TargetDate));

const measures = ({ metrics = [] }: ReportGoal): string => metrics.map(measure).join('; ');

const measure = (metric: GoalMetric): string =>
  l10n.t('{0}: {1}', metric.Name || unreadableName(), metricText(metricValues(metric)));

const lastNote = ({ notes }: ReportGoal): string => notes.at(-1)?.text ?? '';

const entry = ({ goal }: ReportGoal, facts: readonly string[]): ListItem => ({
  name: goal.Name,
  text: facts.filter((fact) => fact !== '').join('. '),
});

const slipItem =
  ({ now }: ReportData) =>
  ({ goal, from, to, late }: Slip): ListItem => {
    const put = from === undefined || to === undefined ? '' : l10n.t('{0} → {1}', dayText(from), dayText(to));
    const days = late === undefined ? undefined : daysUntilDue(goal.goal, now);
    return entry(goal, [put, days === undefined ? '' : dueText(days), lastNote(goal)]);
  };

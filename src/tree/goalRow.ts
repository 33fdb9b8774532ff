import * as l10n from '@vscode/l10n';
import type { Goal, GoalMetric } from '../api/schema.ts';
import type { CompanyStats } from '../model/goalIndex.ts';
import { daysUntilDue, isOpen, isOverdue } from '../model/dueDate.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { metricValues } from '../model/progress.ts';
import { dueBrief, dueText } from '../words/due.ts';
import { metricText } from '../words/metricText.ts';
import { numberText, percentText } from '../words/numbers.ts';
import { phrase } from '../words/phrase.ts';
import { statusText } from '../words/statusText.ts';
import { unreadableName, unreadableText } from '../words/unreadableText.ts';

/** What one row shows, in words; which icon and colour that is, is the tree's affair. */
export type Row = {
  readonly label: string;
  readonly description: string;
  readonly icon: RowIcon;
  /** The whole row for a screen reader. */
  readonly spoken: string;
};

export type RowIcon =
  | 'company'
  | 'companyOverdue'
  | 'notStarted'
  | 'inProgress'
  | 'achieved'
  | 'missed'
  | 'overdue'
  | 'otherStatus'
  | 'metric'
  | 'owner'
  | 'template'
  | 'month';

/** What stands behind the description of a row that is watched. */
const star = '★';

export const companyRow = (name: string, stats: CompanyStats, isWatched = false): Row => {
  const label = plainLabel(name) || unreadableName();
  const { goals, achieved, missed, overdue } = stats;
  const isDone = goals === achieved + missed;
  const late = overdue === 0 ? [] : [phrase(l10n.t('{0, plural, one {# overdue} other {# overdue}}'), overdue)];
  const told = isDone ? [noOpenGoals()] : [phrase(l10n.t('{0} of {1} achieved'), achieved, goals), ...late];
  return {
    label,
    description: [
      ...(isDone ? [noOpenGoals()] : [...late, `${numberText(achieved)}/${numberText(goals)}`]),
      ...(isWatched ? [star] : []),
    ].join(' · '),
    icon: overdue === 0 ? 'company' : 'companyOverdue',
    spoken: [
      label,
      phrase(l10n.t('{0, plural, one {# goal} other {# goals}}'), goals),
      ...told,
      ...(isWatched ? [l10n.t('watched')] : []),
    ].join(', '),
  };
};

const noOpenGoals = (): string => l10n.t('no open goals');

/** What is told of a goal beside what the tenant says. */
export type GoalNotes = {
  readonly isWatched?: boolean;
  /** Whether somebody else changed it since the person looked. */
  readonly isChanged?: boolean;
  /** Its company, where it does not stand below it. */
  readonly company?: string;
  /** Why it is at risk, for a screen reader, which has no tooltip; '' where it is not. */
  readonly risk?: string;
};

export const goalRow = (
  goal: Goal,
  now: Date,
  hasDraft = false,
  { isWatched = false, isChanged = false, company = '', risk = '' }: GoalNotes = {},
): Row => {
  const label = plainLabel(goal.Name) || unreadableName();
  const odd = unreadableText(goal);
  const status = plainLabel(statusText(goal.Status ?? ''));
  const percent = goal.CompletionPercentage === undefined ? undefined : percentText(goal.CompletionPercentage);
  const days = daysUntilDue(goal, now);
  const isDue = days !== undefined;
  const progress = isOpen(goal) ? percent : undefined;
  const brief = parts(isDue ? dueBrief(days) : undefined, progress);
  return {
    label,
    description: parts(
      hasDraft ? l10n.t('draft') : '',
      isChanged ? l10n.t('changed') : '',
      odd,
      ...(brief.length === 0 ? [status] : brief),
      plainLabel(company),
      isWatched ? star : '',
    ).join(' · '),
    icon: goalIcon(goal, now),
    spoken: parts(
      label,
      plainLabel(company),
      hasDraft ? l10n.t('unsaved draft') : '',
      isChanged ? l10n.t('changed since you last looked') : '',
      isWatched ? l10n.t('watched') : '',
      odd === '' || goal.Status !== undefined ? status || l10n.t('no status') : '',
      progress,
      isDue ? dueText(days) : undefined,
      odd,
      risk,
    ).join(', '),
  };
};

const parts = (...all: readonly (string | undefined)[]): readonly string[] =>
  all.flatMap((part) => (part === undefined || part === '' ? [] : [part]));

const goalIcon = (goal: Goal, now: Date): RowIcon => {
  if (isOverdue(goal, now)) return 'overdue';
  return goal.unreadable?.includes('Status') === true ? 'otherStatus' : statusIcon(goal.Status);
};

export const statusIcon = (status: string | undefined): RowIcon => {
  switch (status) {
    case undefined:
    case 'Not Started':
      return 'notStarted';
    case 'In Progress':
      return 'inProgress';
    case 'Achieved':
      return 'achieved';
    case 'Missed':
      return 'missed';
    default:
      return 'otherStatus';
  }
};

export const metricRow = (metric: GoalMetric): Row => {
  const description = metricText(metricValues(metric));
  const label = plainLabel(metric.Name) || unreadableName();
  return {
    label,
    description: plainLabel(description),
    icon: 'metric',
    spoken: `${label}, ${plainLabel(description)}`,
  };
};

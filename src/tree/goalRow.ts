import { goalFieldLabels, isGoalField } from '../model/goalFields.ts';
import type { Goal, GoalMetric } from '../api/schema.ts';
import type { CompanyStats } from '../model/goalIndex.ts';
import { plainLabel } from '../model/plainLabel.ts';
import { dueBrief, dueText, isOpen, isOverdue } from '../model/dueDate.ts';
import { metricText, percentText } from '../model/progress.ts';
import { countOf } from '../model/countOf.ts';

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
  | 'metric';

export const companyRow = (name: string, stats: CompanyStats): Row => {
  const label = plainLabel(name) || 'Company not readable';
  const { goals, achieved, missed, overdue } = stats;
  const isDone = goals === achieved + missed;
  const late = overdue === 0 ? [] : [`${overdue} overdue`];
  const told = isDone ? ['no open goals'] : [`${achieved} of ${goals} achieved`, ...late];
  return {
    label,
    description: isDone ? 'no open goals' : [...late, `${achieved}/${goals}`].join(' · '),
    icon: overdue === 0 ? 'company' : 'companyOverdue',
    spoken: [label, countOf(goals, 'goal'), ...told].join(', '),
  };
};

export const goalRow = (goal: Goal, now: Date, hasDraft = false): Row => {
  const label = plainLabel(goal.Name) || 'Name not readable';
  const odd = unreadableText(goal);
  const status = plainLabel(goal.Status ?? '');
  const percent = goal.CompletionPercentage === undefined ? undefined : percentText(goal.CompletionPercentage);
  const [brief, told] = isOpen(goal)
    ? [parts(dueBrief(goal, now), percent), parts(percent, dueText(goal, now))]
    : [[], []];
  const spokenStatus = told.length === 0 ? status.toLowerCase() : status;
  return {
    label,
    description: parts(hasDraft ? 'draft' : '', odd, ...(brief.length === 0 ? [status.toLowerCase()] : brief)).join(
      ' · ',
    ),
    icon: goalIcon(goal, now),
    spoken: parts(
      label,
      hasDraft ? 'with an unsaved draft' : '',
      odd === '' || goal.Status !== undefined ? spokenStatus || 'no status' : '',
      ...told,
      odd,
    ).join(', '),
  };
};

/** Which fields the tenant answered in a way that cannot be read; '' where there is none. */
export const unreadableText = ({ unreadable = [] }: Pick<Goal, 'unreadable'>): string =>
  unreadable.length === 0 ? '' : `not readable: ${unreadable.map((field) => wordFor(field)).join(', ')}`;

const wordFor = (field: NonNullable<Goal['unreadable']>[number]): string => {
  if (isGoalField(field)) return goalFieldLabels[field].toLowerCase();
  return field === 'CompletionPercentage' ? 'progress' : field.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
};

const parts = (...all: readonly (string | undefined)[]): readonly string[] =>
  all.flatMap((part) => (part === undefined || part === '' ? [] : [part]));

const goalIcon = (goal: Goal, now: Date): RowIcon => {
  if (isOverdue(goal, now)) return 'overdue';
  switch (goal.Status) {
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
  const description = metricText(metric);
  const label = plainLabel(metric.Name);
  return {
    label,
    description: plainLabel(description),
    icon: 'metric',
    spoken: `${label}, ${plainLabel(description)}`,
  };
};

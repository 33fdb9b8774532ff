import type { Goal, GoalMetric } from '../api/schema.ts';
import type { CompanyStats } from '../model/goalIndex.ts';
import { countOf, dueText, isOpen, isOverdue, metricText, percentText } from '../model/progress.ts';

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
  | 'notStarted'
  | 'inProgress'
  | 'achieved'
  | 'missed'
  | 'overdue'
  | 'otherStatus'
  | 'metric';

export const companyRow = (name: string, stats: CompanyStats): Row => {
  const description = companyDescription(stats);
  return {
    label: name,
    description,
    icon: 'company',
    spoken: `${name}, ${countOf(stats.goals, 'goal')}, ${description}`,
  };
};

const companyDescription = ({ goals, achieved, missed, overdue }: CompanyStats): string => {
  if (goals === achieved + missed) return 'no goal open';
  const counts = `${achieved} of ${goals} achieved`;
  return overdue === 0 ? counts : `${counts} · ${overdue} overdue`;
};

export const goalRow = (goal: Goal, now: Date, hasDraft = false): Row => {
  const standing = goalDescription(goal, now);
  const description = hasDraft ? ['draft', standing].filter((part) => part !== '').join(' · ') : standing;
  const status = goal.Status ?? 'no status';
  const told = standing.toLowerCase().startsWith(status.toLowerCase()) ? standing : `${status}, ${standing}`;
  const spoken = hasDraft ? `with a draft that is not sent, ${told}` : told;
  return {
    label: goal.Name,
    description,
    icon: goalIcon(goal, now),
    spoken: `${goal.Name}, ${spoken.replaceAll(' · ', ', ')}`,
  };
};

const goalDescription = (goal: Goal, now: Date): string => {
  if (!isOpen(goal)) return (goal.Status ?? '').toLowerCase();
  const percent = goal.CompletionPercentage === undefined ? undefined : percentText(goal.CompletionPercentage);
  const told = [percent, dueText(goal, now)].filter((part) => part !== undefined);
  return told.length === 0 ? (goal.Status ?? '').toLowerCase() : told.join(' · ');
};

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
  return { label: metric.Name, description, icon: 'metric', spoken: `${metric.Name}, ${description}` };
};

import type { Goal, GoalMetric } from '../api/schema.ts';
import { daysUntil, daysUntilDue, type Due } from '../model/dueDate.ts';
import { metricValues } from '../model/progress.ts';

/** `2026-12-01 (in 3 days)`; of a goal that may be closed the date alone. */
export const dueWords = (goal: Due, now: Date): string | undefined => {
  const { TargetDate: date } = goal;
  if (date === undefined || date === '') return undefined;
  const days = daysUntilDue(goal, now);
  return days === undefined ? date : `${date} (${days < 0 ? `${daysOf(-days)} overdue` : daysAhead(days)})`;
};

const daysAhead = (days: number): string => (days === 0 ? 'today' : `in ${daysOf(days)}`);

const daysOf = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** `2026-11-20 (8 days ago)`. @param moment ISO 8601 */
export const momentWords = (moment: string | undefined, now: Date): string | undefined => {
  const day = /^\d{4}-\d\d-\d\d/.exec(moment ?? '')?.[0];
  if (day === undefined) return moment;
  const days = daysUntil(day, now);
  if (days === undefined || days > 0) return day;
  return `${day} (${days === 0 ? 'today' : `${daysOf(-days)} ago`})`;
};

export const percentWords = (percent: number | undefined): string | undefined =>
  percent === undefined ? undefined : `${Math.round(percent * 10) / 10} per cent`;

const notReadable = 'cannot be read';

/** A value of a goal, or that what the tenant has there cannot be read. */
export const heldWords = (
  { unreadable = [] }: Goal,
  field: NonNullable<Goal['unreadable']>[number],
  value: string | undefined,
): string | undefined => ((value === undefined || value === '') && unreadable.includes(field) ? notReadable : value);

/** The name and the numbers of a metric: what cannot be read is said so. */
export const metricCells = (metric: GoalMetric): readonly (string | number | undefined)[] => {
  const { current, target, unit } = metricValues(metric);
  const name = metric.unreadable?.includes('Name') === true ? notReadable : metric.Name;
  return [name, readableValue(current), readableValue(target), readableValue(unit)];
};

const readableValue = (value: string | number | null | undefined): string | number | undefined =>
  value === null ? notReadable : value;

/** `3 goals`, `1 goal`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

import type { Goal, GoalMetric } from '../api/schema.ts';

const dayMs = 86_400_000;

/** `yyyy-mm-dd` of the person's own day. */
export const today = (now: Date): string => {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
};

/** Whole days from `now`'s day to the date, negative when it has passed; undefined for what is no date. */
export const daysUntil = (date: string, now: Date): number | undefined => {
  const days = (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today(now)}T00:00:00Z`)) / dayMs;
  return Number.isNaN(days) ? undefined : Math.round(days);
};

/** Achieved and missed goals are closed: nothing is due on them any more. Every other status, unknown ones too, is open. */
export const isOpen = (goal: Pick<Goal, 'Status'>): boolean => goal.Status !== 'Achieved' && goal.Status !== 'Missed';

export const isOverdue = (goal: Pick<Goal, 'Status' | 'TargetDate'>, now: Date): boolean =>
  isOpen(goal) && goal.TargetDate !== undefined && (daysUntil(goal.TargetDate, now) ?? 0) < 0;

/** `due today`, `due in 5 days`, `12 days overdue`; undefined for a closed goal or one without a date. */
export const dueText = (goal: Pick<Goal, 'Status' | 'TargetDate'>, now: Date): string | undefined => {
  const days = goal.TargetDate === undefined ? undefined : daysUntil(goal.TargetDate, now);
  if (days === undefined || !isOpen(goal)) return undefined;
  if (days === 0) return 'due today';
  return days > 0 ? `due in ${countOf(days, 'day')}` : `${countOf(-days, 'day')} overdue`;
};

/** The same as briefly as it can be: `today`, `5d`, `12d late`. */
export const dueBrief = (goal: Pick<Goal, 'Status' | 'TargetDate'>, now: Date): string | undefined => {
  const days = goal.TargetDate === undefined ? undefined : daysUntil(goal.TargetDate, now);
  if (days === undefined || !isOpen(goal)) return undefined;
  if (days === 0) return 'today';
  return days > 0 ? `${days}d` : `${-days}d late`;
};

export const countOf = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;

/** The time of today, or day and time, as the person's own locale has it. */
export const momentText = (moment: Date, now: Date): string => {
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  return today(moment) === today(now)
    ? moment.toLocaleTimeString([], time)
    : moment.toLocaleString([], { month: 'short', day: 'numeric', ...time });
};

export const percentText = (percent: number): string => `${roundTo(percent, 1)} %`;

/** `450 of 600 users`; what the tenant left out is not made up. */
export const metricText = ({ CurrentValue, TargetValue, Unit }: GoalMetric): string => {
  const values = [CurrentValue, TargetValue].filter((value) => value !== undefined).map((value) => numberText(value));
  const unit = Unit === undefined || Unit === '' ? '' : ` ${Unit}`;
  if (values.length === 0) return 'no value yet';
  if (CurrentValue === undefined) return `target ${values.join('')}${unit}`;
  return `${values.join(' of ')}${unit}`;
};

/** Share of the target that is reached, in per cent from 0 to 100; undefined where it cannot be told. */
export const metricPercent = ({ CurrentValue, TargetValue }: GoalMetric): number | undefined =>
  CurrentValue === undefined || TargetValue === undefined || TargetValue === 0
    ? undefined
    : Math.min(100, Math.max(0, (CurrentValue / TargetValue) * 100));

const numberText = (value: number): string => roundTo(value, 2).toLocaleString('en-US', { maximumFractionDigits: 2 });

const roundTo = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;

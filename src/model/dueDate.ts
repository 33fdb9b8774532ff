import type { Goal } from '../api/schema.ts';
import { countOf } from './countOf.ts';

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

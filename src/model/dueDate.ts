import type { Goal } from '../api/schema.ts';

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

/** Whole days until the goal is due, negative once it is overdue; undefined for a closed goal or one without a date. */
export const daysUntilDue = (goal: Pick<Goal, 'Status' | 'TargetDate'>, now: Date): number | undefined =>
  goal.TargetDate === undefined || !isOpen(goal) ? undefined : daysUntil(goal.TargetDate, now);

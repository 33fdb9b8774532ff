import type { Goal } from '../api/schema.ts';

export const dayMs = 86_400_000;

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

/** What says whether a goal is open, and by when. */
export type Due = Pick<Goal, 'Status' | 'TargetDate' | 'unreadable'>;

/**
 * Achieved and missed goals are closed: nothing is due on them any more. Every other status, unknown ones too, is open; so is one that
 * cannot be read, since it is not known to be closed.
 */
export const isOpen = (goal: Pick<Goal, 'Status'>): boolean => goal.Status !== 'Achieved' && goal.Status !== 'Missed';

/** Of what may be closed, nothing is said that holds for open goals alone: that it is overdue, due soon, or at risk. */
export const isKnownOpen = (goal: Omit<Due, 'TargetDate'>): boolean =>
  isOpen(goal) && goal.unreadable?.includes('Status') !== true;

export const isOverdue = (goal: Due, now: Date): boolean => (daysUntilDue(goal, now) ?? 0) < 0;

/** Whole days until the goal is due, negative once it is overdue; undefined for one that may be closed, and for one without a date. */
export const daysUntilDue = (goal: Due, now: Date): number | undefined =>
  goal.TargetDate === undefined || !isKnownOpen(goal) ? undefined : daysUntil(goal.TargetDate, now);

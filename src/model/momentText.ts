import { today } from './dueDate.ts';

/** The time of today, or day and time, as the person's own locale has it. */
export const momentText = (moment: Date, now: Date): string => {
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  return today(moment) === today(now)
    ? moment.toLocaleTimeString([], time)
    : moment.toLocaleString([], { month: 'short', day: 'numeric', ...time });
};

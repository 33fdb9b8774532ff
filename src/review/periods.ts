import { dayMs, today } from '../model/dueDate.ts';
import { dayText, momentText } from '../words/dates.ts';

export type PeriodName = 'friday' | 'yesterday' | 'week' | 'month';

/** Where periods begin that people ask for: midnight of the day where they are, in milliseconds since 1970. */
export const periodStart = (name: PeriodName, now: Date): number => {
  const back = { friday: daysSinceFriday(now), yesterday: 1, week: 7, month: 30 }[name];
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - back).getTime();
};

/** On a Friday the one of last week. */
const daysSinceFriday = (now: Date): number => ((now.getDay() + 1) % 7) + 1;

/** Midnight of a day where the person is; undefined for what is no `yyyy-mm-dd`, and for a day that is not past. */
export const startOfDay = (day: string, now: Date): number | undefined => {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day.trim()) ?? [];
  const start = new Date(Number(year), Number(month) - 1, Number(date));
  const isThere = year !== '' && start.getMonth() === Number(month) - 1 && day.trim() <= today(now);
  return isThere ? start.getTime() : undefined;
};

export const dayBefore = (now: Date): string => today(new Date(now.getTime() - dayMs));

/** A day where a moment is the beginning of one, as people say it: `Nov 27, 2026`. Else with its time. @param ms since 1970 */
export const sinceText = (ms: number): string => {
  const moment = new Date(ms);
  const isMidnight = startOfDay(today(moment), moment) === ms;
  return isMidnight ? dayText(today(moment)) : momentText(moment);
};

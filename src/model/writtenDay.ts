import { isCalendarDate } from './goalRules.ts';

/** @returns `yyyy-mm-dd`; undefined where the calendar has no such day */
export const dayFirst = (day: string, month: string, year: string): string | undefined => {
  const date = `${year.padStart(4, '20')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : undefined;
};

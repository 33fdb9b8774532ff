import { isCalendarDate } from '../model/goalRules.ts';

const pattern = /^(?:start|\$\{start\})(?:\s*([+-])\s*(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?))?$/i;

/** Whether a text means a day by its distance from the start of a playbook: `start`, `start + 30d`, `start + 2 weeks`. */
export const isRelativeDate = (text: string): boolean => pattern.test(text.trim());

/**
 * The day that a text means; undefined for what is none.
 * @param start of the playbook, `yyyy-mm-dd`
 * @returns `yyyy-mm-dd`. A month that is too short ends with its last day
 */
export const relativeDate = (text: string, start: string): string | undefined => {
  const trimmed = text.trim();
  if (isCalendarDate(trimmed)) return trimmed;
  const [whole, sign = '+', count = '0', unit = 'd'] = pattern.exec(trimmed) ?? [];
  if (whole === undefined || !isCalendarDate(start)) return undefined;
  const distance = Number(count) * (sign === '-' ? -1 : 1);
  const moved = movedBy(start, distance, unit.charAt(0).toLowerCase());
  return isCalendarDate(moved) ? moved : undefined;
};

const movedBy = (start: string, distance: number, unit: string): string => {
  const date = new Date(`${start}T00:00:00Z`);
  if (unit === 'd' || unit === 'w') {
    date.setUTCDate(date.getUTCDate() + distance * (unit === 'w' ? 7 : 1));
    return dayOf(date);
  }
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + distance * (unit === 'y' ? 12 : 1));
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return dayOf(date);
};

const dayOf = (date: Date): string => (Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10));

import { isIsoDay, isoMomentMs } from '../../api/isoMoment.ts';
import { dayMs } from '../dueDate.ts';
import type { Operator, Point, Value } from './query.ts';

/** Whole days since 1970-01-01, both ends included; infinite where there is no end. */
export type DayRange = { readonly first: number; readonly last: number };

const periods = ['week', 'month', 'quarter', 'year'] as const;
type Period = (typeof periods)[number];
const turns = { last: -1, this: 0, next: 1 } as const;
const nearDays: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/** Days that are named, and periods: what may be typed beside dates and distances. */
export const dayWords: readonly string[] = [
  ...nearDays.keys(),
  ...periods.flatMap((period) => Object.keys(turns).map((turn) => `${turn}-${period}`)),
];

const distancePattern = /^([+-]?)(\d{1,4})([dwmy])$/;
const datePattern = /^([12]\d{3})(?:-(0[1-9]|1[0-2])(?:-\d\d)?)?$/;

export const isDayPoint = (point: Point): boolean =>
  dayWords.includes(point) || distancePattern.test(point) || isDate(point);

const isDate = (point: Point): boolean => datePattern.test(point) && (point.length < 10 || isIsoDay(point));

/** Whole days since 1970-01-01, of a `yyyy-mm-dd`; NaN for anything else. */
export const dayNumber = (day: string): number => isoMomentMs(`${day}T00:00:00.000Z`) / dayMs;
/** The `yyyy-mm-dd` of whole days since 1970-01-01. @throws RangeError for an infinite number */
export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** No date of a goal is beyond these, and a day beside them has a text of ten letters, too. */
const firstDay = dayNumber('1000-01-01');
const lastDay = dayNumber('9998-12-31');

/**
 * The days that a value means.
 * @param today `yyyy-mm-dd`
 * @param isPast whether it is about what has happened: then a distance without a sign is an age, and `<7d` is less than 7 days ago
 */
export const rangeOf = (value: Value, today: string, isPast: boolean): DayRange => {
  const daysOf = (point: Point): DayRange => pointDays(point, dayNumber(today), isPast);
  if (value.kind === 'compare') {
    const operator = isPast && isAge(value.point) ? flipped[value.operator] : value.operator;
    return compared(operator, daysOf(value.point));
  }
  if (value.kind !== 'between') return { first: Number.NaN, last: Number.NaN };
  const { from, to } = value;
  if (from !== undefined && to !== undefined) return spanOf(daysOf(from), daysOf(to));
  const operator = from === undefined ? '<=' : '>=';
  return rangeOf({ kind: 'compare', operator, point: from ?? to ?? '' }, today, isPast);
};

/** Whichever of both comes first. */
const spanOf = (one: DayRange, other: DayRange): DayRange => ({
  first: Math.min(one.first, other.first),
  last: Math.max(one.last, other.last),
});

const isAge = (point: Point): boolean => /^\d+[dwmy]$/.test(point);
const flipped: Readonly<Record<Operator, Operator>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' };

const compared = (operator: Operator, { first, last }: DayRange): DayRange => {
  if (operator === '=') return { first, last };
  if (operator === '<') return { first: Number.NEGATIVE_INFINITY, last: first - 1 };
  if (operator === '<=') return { first: Number.NEGATIVE_INFINITY, last };
  return { first: operator === '>' ? last + 1 : first, last: Number.POSITIVE_INFINITY };
};

const pointDays = (point: Point, today: number, isPast: boolean): DayRange => {
  const near = nearDays.get(point);
  if (near !== undefined) return oneDay(today + near);
  const distance = distancePattern.exec(point);
  if (distance !== null) {
    const [, sign = '', count, unit = 'd'] = distance;
    const isBack = sign === '-' || (sign === '' && isPast);
    return oneDay(moved(today, isBack ? -Number(count) : Number(count), unit));
  }
  return datePattern.test(point) ? dateDays(point) : periodDays(point, today);
};

const oneDay = (day: number): DayRange => {
  const within = Math.min(lastDay, Math.max(firstDay, day));
  return { first: within, last: within };
};

/** A month later than the 31st is the last day of a shorter one. */
const moved = (from: number, count: number, unit: string): number => {
  if (unit === 'd' || unit === 'w') return from + count * (unit === 'w' ? 7 : 1);
  const date = new Date(from * dayMs);
  const month = date.getUTCMonth() + count * (unit === 'y' ? 12 : 1);
  return Math.min(monthStart(date, month) + date.getUTCDate() - 1, monthStart(date, month + 1) - 1);
};

/** The first day of the month with this number, which counts from January of the date's year. */
const monthStart = (date: Date, month: number): number => Date.UTC(date.getUTCFullYear(), month) / dayMs;

const dateDays = (point: string): DayRange => {
  if (point.length === 10) return oneDay(dayNumber(point));
  const [year = 0, month] = point.split('-').map(Number);
  const start = new Date(Date.UTC(year, 0));
  return monthsFrom(start, month === undefined ? 0 : month - 1, month === undefined ? 12 : 1);
};

const monthsFrom = (date: Date, month: number, months: number): DayRange => ({
  first: monthStart(date, month),
  last: monthStart(date, month + months) - 1,
});

const periodDays = (point: string, today: number): DayRange => {
  const period = periods.find((each) => point.endsWith(each)) ?? 'week';
  const turn = point.startsWith('last') ? turns.last : point.startsWith('next') ? turns.next : turns.this;
  const date = new Date(today * dayMs);
  if (period === 'week') {
    // A week begins on Monday.
    const first = today - ((date.getUTCDay() + 6) % 7) + turn * 7;
    return { first, last: first + 6 };
  }
  const months = monthsIn[period];
  return monthsFrom(date, Math.floor(date.getUTCMonth() / months) * months + turn * months, months);
};

const monthsIn: Readonly<Record<Exclude<Period, 'week'>, number>> = { month: 1, quarter: 3, year: 12 };

/** When these days begin where the person is, and when they are over, in milliseconds since 1970. */
export const momentsOf = ({ first, last }: DayRange): { readonly from: number; readonly before: number } => ({
  from: localStart(first),
  before: localStart(last + 1),
});

const localStart = (day: number): number => {
  if (!Number.isFinite(day)) return day;
  const date = new Date(day * dayMs);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
};

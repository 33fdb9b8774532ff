import * as de from 'chrono-node/de';
import * as en from 'chrono-node/en';
import { isCalendarDate } from '../model/goalRules.ts';
import { dayFirst } from '../model/writtenDay.ts';
import { isDayPoint, isoDay, rangeOf } from '../model/query/days.ts';

/** Of what is pasted by mistake, no date is looked for. */
const longest = 200;

/**
 * The day that a person means: a date, a distance (`+2w`), the end of a period (`end of quarter`, `Q1 2027`), or a day as one says it
 * (`fri`, `1 Dec`) in the display language, and in English. What is not read to its last letter is not read at all.
 * @param today `yyyy-mm-dd`
 * @param language of the display, as `en-gb`
 * @returns `yyyy-mm-dd`
 */
export const typedDate = (typed: string, today: string, language: string): string | undefined => {
  if (typed.length > longest) return undefined;
  const day = meantDay(typed, today, language);
  // A year of two digits was meant to be another one.
  if (day === undefined || day < '1000' || (day < today && isYearFirst(typed, today))) return undefined;
  return day;
};

/** Whether `26-12-21` may be a day to come, with the year at its beginning. */
const isYearFirst = (typed: string, today: string): boolean => {
  const [, year, month = '', day = ''] = /^(\d\d)-(\d{1,2})-(\d{1,2})$/.exec(typed.trim()) ?? [];
  const date = `20${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year !== undefined && isCalendarDate(date) && date >= today;
};

const meantDay = (typed: string, today: string, language: string): string | undefined => {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (/^\d{4}-/.test(text)) return isCalendarDate(text) ? text : periodEnd(text, today);
  const [, day, month, year] = dotted.exec(text) ?? [];
  if (day !== undefined && month !== undefined && year !== undefined) return dayFirst(day, month, year);
  return periodEnd(text, today) ?? pointDay(text, today) ?? spoken(text, today, language);
};

/** With dots the day comes first in every country, whatever the display language. */
const dotted = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2})$/;

const pointDay = (text: string, today: string): string | undefined => {
  if (!isDayPoint(text) || /^\d+$/.test(text)) return undefined;
  return lastDayOf(text, today);
};

const lastDayOf = (point: string, today: string): string =>
  isoDay(rangeOf({ kind: 'compare', operator: '=', point }, today, false).last);

const shortEnds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    eow: 'this-week',
    eom: 'this-month',
    eoq: 'this-quarter',
    eoy: 'this-year',
    wochenende: 'this-week',
    monatsende: 'this-month',
    quartalsende: 'this-quarter',
    jahresende: 'this-year',
  }),
);

const periodNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    week: 'week',
    month: 'month',
    quarter: 'quarter',
    year: 'year',
    woche: 'week',
    monats: 'month',
    quartals: 'quarter',
    jahres: 'year',
  }),
);

const periodEnd = (text: string, today: string): string | undefined => {
  const short = shortEnds.get(text);
  if (short !== undefined) return lastDayOf(short, today);
  const [, turn = 'this', period = ''] =
    /^(?:the )?end of (?:the )?(?:(this|next) )?(week|month|quarter|year)$/.exec(text) ?? [];
  const [, next, german = ''] = /^ende (?:der |des )?(nächste[nrs] )?(woche|monats|quartals|jahres)$/.exec(text) ?? [];
  const name = periodNames.get(period) ?? periodNames.get(german);
  if (name !== undefined) return lastDayOf(`${next === undefined ? turn : 'next'}-${name}`, today);
  const [, quarter, year = today.slice(0, 4)] = /^q([1-4])(?: (\d{4}))?$/.exec(text) ?? yearFirst(text);
  if (quarter === undefined) return undefined;
  const month = String(Number(quarter) * 3).padStart(2, '0');
  return lastDayOf(`${year}-${month}`, today);
};

const yearFirst = (text: string): readonly (string | undefined)[] => {
  const [, year, quarter] = /^(\d{4})[- ]q([1-4])$/.exec(text) ?? [];
  return ['', quarter, year];
};

/** A weekday alone is the next one, so that `last` and its like would be read wrongly. */
const isPast = (text: string): boolean =>
  /^(last|past|letzte|vorige|vergangene)/.test(text) || /\b(ago|vor)\b/.test(text);

const spoken = (text: string, today: string, language: string): string | undefined => {
  if (isPast(text)) return undefined;
  // Of `Dec 24` the British parser makes the first of December 2024.
  const isDayLast = /^[a-z]+\.? \d{1,2}(?:st|nd|rd|th)?$/.test(text);
  const isMonthFirst = isDayLast || (/^en(?:-us)?$/.test(language) && !/\d\. ?\d/.test(text));
  const english = isMonthFirst ? en.casual : en.GB;
  const parsers = language.startsWith('de') ? [de.casual, english] : [english];
  // At noon: a day is not moved by a time zone.
  const reference = new Date(`${today}T12:00:00`);
  for (const parser of parsers) {
    const [found, ...others] = parser.parse(text, reference, { forwardDate: true });
    if (found === undefined || others.length > 0 || found.text !== text || found.end) continue;
    const { start } = found;
    if (start.isCertain('hour') && !isDistance(text)) continue;
    const [year, month, day] = [start.get('year'), start.get('month'), start.get('day')];
    const date = [String(year).padStart(4, '0'), padded(month), padded(day)].join('-');
    if (isCalendarDate(date)) return date;
  }
  return undefined;
};

const isDistance = (text: string): boolean => /^(in |\+)/.test(text);

const padded = (number: number | null): string => String(number ?? '').padStart(2, '0');

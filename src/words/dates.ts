import { ofLanguage } from './language.ts';

/** `Dec 31, 2026`. @param date `yyyy-mm-dd`, of no time zone; what is no date is returned as it is */
export const dayText = (date: string): string => {
  const moment = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(moment) ? date : days().format(moment);
};

/** `December 2026`. @param month `yyyy-mm` */
export const monthText = (month: string): string => {
  const moment = Date.parse(`${month}-01T00:00:00Z`);
  return Number.isNaN(moment) ? month : months().format(moment);
};

/** `Nov 28, 2026, 4:05 PM`, in the person's own time zone. */
export const momentText = (moment: Date): string => moments().format(moment);

/** `4:05 PM` of today, with seconds if asked for, or `Nov 27, 4:05 PM`. */
export const recentText = (moment: Date, now: Date, to: 'minutes' | 'seconds' = 'minutes'): string => {
  if (moment.toDateString() !== now.toDateString()) return shortMoments().format(moment);
  return (to === 'seconds' ? exactTimes() : times()).format(moment);
};

/** `3 hours ago`, `1 day ago`: of a span, which one day back is not always yesterday. */
export const agoText = (count: number, unit: 'minute' | 'hour' | 'day'): string => spans().format(-count, unit);

const time = { hour: 'numeric', minute: '2-digit' } as const;
const days = ofLanguage((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' }));
const months = ofLanguage((tag) => new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' }));
const moments = ofLanguage((tag) => new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' }));
const shortMoments = ofLanguage((tag) => new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric', ...time }));
const times = ofLanguage((tag) => new Intl.DateTimeFormat(tag, time));
const exactTimes = ofLanguage((tag) => new Intl.DateTimeFormat(tag, { ...time, second: '2-digit' }));
const spans = ofLanguage((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'always' }));

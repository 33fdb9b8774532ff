import { ofLanguage } from './language.ts';

/** `1,234.5`: to two digits behind the point. */
export const numberText = (value: number): string => numbers().format(value);

/** `62%`, `62.1%`: to a tenth. @param percent 62 for 62% */
export const percentText = (percent: number): string => percents().format(percent / 100);

/** `5d`: as briefly as it can be. */
export const daysBrief = (days: number): string => briefDays().format(days);

/** `5m`, `3h`: as briefly as it can be. */
export const minutesBrief = (minutes: number): string => briefMinutes().format(minutes);
export const hoursBrief = (hours: number): string => briefHours().format(hours);

const numbers = ofLanguage((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }));
const percents = ofLanguage((tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }));
const brief = (unit: 'minute' | 'hour' | 'day') =>
  ofLanguage(
    (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 0 }),
  );
const briefMinutes = brief('minute');
const briefHours = brief('hour');
const briefDays = brief('day');

import { ofLanguage } from './language.ts';

/** `1,234.5`: to two digits behind the point, and a small one to three digits of its own; nothing is `-0`. */
export const numberText = (value: number): string => numbers().format(value);

/** `62%`, `62.1%`: to a tenth. @param percent 62 for 62% */
export const percentText = (percent: number): string => percents().format(percent / 100);

/** `5d`: as briefly as it can be. */
export const daysBrief = (days: number): string => briefDays().format(days);

/** `5m`, `3h`: as briefly as it can be. */
export const minutesBrief = (minutes: number): string => briefMinutes().format(minutes);
export const hoursBrief = (hours: number): string => briefHours().format(hours);

const numbers = ofLanguage(
  (tag) =>
    new Intl.NumberFormat(tag, {
      maximumFractionDigits: 2,
      maximumSignificantDigits: 3,
      roundingPriority: 'morePrecision',
      signDisplay: 'negative',
    }),
);
const percents = ofLanguage(
  (tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'negative' }),
);
const brief = (unit: 'minute' | 'hour' | 'day') =>
  ofLanguage(
    (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 0 }),
  );
const briefMinutes = brief('minute');
const briefHours = brief('hour');
const briefDays = brief('day');

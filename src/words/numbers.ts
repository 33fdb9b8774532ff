import { ofLanguage } from './language.ts';

/** `1,234.5`: to two digits behind the point. */
export const numberText = (value: number): string => numbers().format(value);

/** `62%`, `62.1%`: to a tenth. @param percent 62 for 62% */
export const percentText = (percent: number): string => percents().format(percent / 100);

/** `5d`: as briefly as it can be. */
export const daysBrief = (days: number): string => briefDays().format(days);

const numbers = ofLanguage((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 2 }));
const percents = ofLanguage((tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }));
const briefDays = ofLanguage(
  (tag) => new Intl.NumberFormat(tag, { style: 'unit', unit: 'day', unitDisplay: 'narrow', maximumFractionDigits: 0 }),
);

import { ofLanguage } from './language.ts';

const grouped = /^([-+]?)([1-9]\d{0,2}([,'’ \u00a0\u2009\u202f])\d{3}(?:\3\d{3})*)(\.\d+)?$/;

/**
 * A number that was typed with its thousands apart, such as `1,500`, without what is between them; any other text as it is. A comma
 * counts in languages that write `1.5` alone: elsewhere `1,500` is one and a half.
 */
export const plainNumber = (text: string): string => {
  const [, sign = '', whole = '', separator = '', rest = ''] = grouped.exec(text.trim()) ?? [];
  if (whole === '' || (separator === ',' && decimalSign() !== '.')) return text;
  return `${sign}${whole.replaceAll(separator, '')}${rest}`;
};

const decimalSign = ofLanguage(
  (tag) => new Intl.NumberFormat(tag).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value,
);

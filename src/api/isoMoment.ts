// Read by hand, since a tenant may have 100,000 goals with three dates each: a Date or a regular expression takes several times as long.

/** The number that two digits make, a negative one where they are no digits. */
const two = (text: string, at: number): number => {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
};

const daysIn = (month: number, year: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

/** Days since 1970-01-01 of a text that begins with `yyyy-mm-dd`; NaN for one that does not, and for a day that there is not. */
const daysAtStart = (text: string): number => {
  const century = two(text, 0);
  const years = two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  if (century < 0 || years < 0 || month < 1 || month > 12 || day < 1 || text[4] !== '-' || text[7] !== '-')
    return Number.NaN;
  const year = century * 100 + years;
  if (day > daysIn(month, year)) return Number.NaN;
  // A year that begins with March has its leap day at the end.
  const marchYear = month > 2 ? year : year - 1;
  const daysBefore = Math.floor((153 * ((month + 9) % 12) + 2) / 5);
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + daysBefore + day - 719_469;
};

/** Whether it is a day as `yyyy-mm-dd`. */
export const isIsoDay = (text: string): boolean => text.length === 10 && !Number.isNaN(daysAtStart(text));

/** Milliseconds since 1970 of `yyyy-mm-ddThh:mm:ss.sssZ`; NaN for a text of another form and for a moment that there is not. */
export const isoMomentMs = (text: string): number => {
  if (text.length !== 24 || text[10] !== 'T' || text[13] !== ':' || text[16] !== ':') return Number.NaN;
  if (text[19] !== '.' || text[23] !== 'Z') return Number.NaN;
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  const hundredths = two(text, 20);
  const rest = two(text, 21);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || hundredths < 0 || rest < 0)
    return Number.NaN;
  return daysAtStart(text) * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + hundredths * 10 + (rest % 10);
};

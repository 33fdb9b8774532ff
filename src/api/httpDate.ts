/**
 * Milliseconds since 1970 of a date as HTTP writes it, or in ISO 8601; NaN for what only a `Date` would take for one, such as 'Goal 5'.
 * One that names no zone is in UTC: a `Date` would take it for one of this computer's zone.
 */
export const httpDateMs = (text: string): number => {
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(/(?:Z|[-+]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  if (!/^[a-z]{3,9},? .*\d\d:\d\d/i.test(text)) return Number.NaN;
  return Date.parse(/[a-z]$|[-+]\d{4}$/i.test(text) ? text : `${text} GMT`);
};

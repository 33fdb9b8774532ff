/** Milliseconds since 1970 of a date as HTTP writes it, or in ISO 8601; NaN for what only a `Date` would take for one, such as 'Goal 5'. */
export const httpDateMs = (text: string): number =>
  /^[a-z]{3,9},? .*\d\d:\d\d|^\d{4}-\d\d-\d\dT/i.test(text) ? Date.parse(text) : Number.NaN;

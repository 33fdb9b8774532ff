const dayMilliseconds = 24 * 60 * 60 * 1000;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const dateTimePattern =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/;

/** Whether the text is `yyyy-mm-dd` and a day that exists: there is no 2025-02-29. */
export function isDate(text: string): boolean {
  if (!datePattern.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && dateOf(time) === text;
}

/** Whether the text is an ISO 8601 date-time with a zone, on a day that exists. */
export function isDateTime(text: string): boolean {
  const day = dateTimePattern.exec(text)?.[1];
  return day !== undefined && isDate(day) && !Number.isNaN(Date.parse(text));
}

/** `yyyy-mm-dd`, UTC */
export function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

export function startOfDay(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

export function days(count: number): number {
  return count * dayMilliseconds;
}

import { isIsoDay, isoMomentMs } from './isoMoment.ts';

/** An answer that does not fit the contract. Names the place, never the value: that may be customer data. */
export class ParseError extends Error {
  constructor(where: string, expected: string) {
    super(`${where} is not ${expected}`);
  }
}

/** An answer about another record than the one that was asked for: whatever stands in between may mix up answers. */
export class OtherRecord extends ParseError {}

/**
 * Reads one field; undefined where the tenant left it out or sent null.
 * @throws ParseError that names `where` and the field
 */
type Read<T> = (value: unknown, where: string, name: string) => T | undefined;

export const text: Read<string> = (value, where, name) =>
  typeof value === 'string' ? value : absent(value, where, name, 'a text');

/** A number, or a text that is one and nothing else. */
export const number: Read<number> = (value, where, name) => {
  const plain = typeof value === 'string' && /^-?\d{1,15}(\.\d{1,10})?$/.test(value) ? Number(value) : value;
  return typeof plain === 'number' && Number.isFinite(plain) ? plain : absent(value, where, name, 'a number');
};

/** True or false, or a text that is one of them. */
export const flag: Read<boolean> = (value, where, name) => {
  if (typeof value === 'boolean') return value;
  return value === 'true' || value === 'false' ? value === 'true' : absent(value, where, name, 'true or false');
};

/** Anything that begins otherwise a Date would guess at: it takes 'Goal 5' for a day of 2001. */
const isoMoment = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** In milliseconds since 1970; fewer are a number of something else. */
const leastMoment = 1e11;

/** Epoch milliseconds or a text that names a moment, as ISO 8601 in UTC. */
export const moment: Read<string> = (value, where, name) => {
  if (typeof value === 'string' && !Number.isNaN(isoMomentMs(value))) return value;
  const date = new Date(ofFourDigits(momentMs(value)));
  return Number.isNaN(date.getTime()) ? absent(value, where, name, 'a date and time') : date.toISOString();
};

const momentMs = (value: unknown): number => {
  if (typeof value === 'number') return value >= leastMoment && value < lastMoment ? value : Number.NaN;
  if (typeof value !== 'string') return Number.NaN;
  if (/^\d{12,14}$/.test(value)) return momentMs(Number(value));
  const [, date = '', time = '', zone] = isoMoment.exec(value) ?? [];
  if (!isIsoDay(date)) return isIsoDay(value) ? Date.parse(value) : Number.NaN;
  // A stamp that names no zone is a server's, and not in the zone of this computer.
  return Date.parse(`${date}T${time}${zoneOf(zone)}`);
};

/** A zone may lead into a year of other digits, whose text is neither before nor behind others. */
const ofFourDigits = (ms: number): number => (ms >= firstMoment && ms < lastMoment ? ms : Number.NaN);

/** The beginning of the year 0. */
const firstMoment = -62_167_219_200_000;

/** The end of the year 9999. */
const lastMoment = 253_402_300_800_000;

const zoneOf = (zone = 'Z'): string =>
  zone.toUpperCase().replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);

/** `yyyy-mm-dd`, from itself, from a date-time that begins with it, or from epoch milliseconds. */
export const day: Read<string> = (value, where, name) => {
  if (typeof value === 'string' && isIsoDay(value)) return value;
  const ms = momentMs(value);
  if (Number.isNaN(ms)) return absent(value, where, name, 'a date');
  return typeof value === 'string' && isIsoDay(value.slice(0, 10))
    ? value.slice(0, 10)
    : new Date(ms).toISOString().slice(0, 10);
};

const absent = (value: unknown, where: string, name: string, expected: string): undefined => {
  if (value !== undefined && value !== null) throw new ParseError(`${where}.${name}`, expected);
};

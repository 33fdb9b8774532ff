import { isIsoDay, isoMomentMs } from './isoMoment.ts';

/** An answer that does not fit the contract. Names the place, never the value: that may be customer data. */
export class ParseError extends Error {
  constructor(where: string, expected: string) {
    super(`${where} is not ${expected}`);
  }
}

/**
 * Reads one field; undefined where the tenant left it out or sent null.
 * @throws ParseError that names `where` and the field
 */
type Read<T> = (value: unknown, where: string, name: string) => T | undefined;

export const text: Read<string> = (value, where, name) =>
  typeof value === 'string' ? value : absent(value, where, name, 'a text');

export const number: Read<number> = (value, where, name) =>
  typeof value === 'number' && Number.isFinite(value) ? value : absent(value, where, name, 'a number');

export const flag: Read<boolean> = (value, where, name) =>
  typeof value === 'boolean' ? value : absent(value, where, name, 'true or false');

/** A stamp that names no zone is a server's, and not in the zone of this computer. */
const withoutZone = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** Epoch milliseconds or a text that names a moment, as ISO 8601 in UTC. */
export const moment: Read<string> = (value, where, name) => {
  if (typeof value === 'string' && !Number.isNaN(isoMomentMs(value))) return value;
  const zoned = typeof value === 'string' && withoutZone.test(value) ? `${value}Z` : value;
  const date = new Date(typeof zoned === 'number' || typeof zoned === 'string' ? zoned : Number.NaN);
  return Number.isNaN(date.getTime()) ? absent(value, where, name, 'a date and time') : date.toISOString();
};

/** `yyyy-mm-dd`, from itself, from a date-time that begins with it, or from epoch milliseconds. */
export const day: Read<string> = (value, where, name) => {
  if (typeof value === 'string' && isIsoDay(value)) return value;
  const start = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(value)?.[1] : undefined;
  if (start !== undefined && !Number.isNaN(Date.parse(start))) return start;
  if (typeof value === 'number') return moment(value, where, name)?.slice(0, 10);
  return absent(value, where, name, 'a date');
};

const absent = (value: unknown, where: string, name: string, expected: string): undefined => {
  if (value !== undefined && value !== null) throw new ParseError(`${where}.${name}`, expected);
};

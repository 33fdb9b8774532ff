import { ApiError } from './api/errors.ts';
import { Failure } from './failure.ts';

/** What the features may say to the log: never the access key, never a customer's data. */
export type Log = {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
};

/**
 * What the log may know of an error: our own messages, and of all others name, code and where it was thrown. A foreign message may
 * quote what the tenant said, what a person typed, or a key that was to be stored.
 */
export const causeOf = (error: unknown): string => {
  if (error instanceof ApiError || error instanceof Failure) return error.message;
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return `${error.name} ${error.code}`;
  return [error.name, ...(error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))].join('\n');
};

import { ApiError } from '../api/errors.ts';

/** What the log may know of an error: never what the tenant said, nor any text that a person typed. */
export const causeOf = (error: unknown): string => {
  if (error instanceof ApiError) return error.message;
  if (!(error instanceof Error)) return typeof error;
  if ('code' in error && typeof error.code === 'string') return `${error.name} ${error.code}`;
  return [error.name, ...(error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))].join('\n');
};

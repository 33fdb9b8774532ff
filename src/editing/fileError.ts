import { unlinkSync } from 'node:fs';

/** Node's code for what the disk said, such as `ENOENT`. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Whether there is nothing at a path, or can be nothing: it is too long. */
export const isAbsent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(errorCode(error) ?? '');

/** Undefined where there is nothing at the path that was read. */
export const ifThere = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};

/** Nothing where there is no such file. */
export const removeFile = (path: string): void => ifThere(() => unlinkSync(path));

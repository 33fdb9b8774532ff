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

/** Does nothing where there is no such file. */
export const removeFile = (path: string): void => ifThere(() => patiently(() => unlinkSync(path)));

/** Whether another process has the file open for a moment, which hinders on Windows alone. */
const isBusy = (error: unknown): boolean =>
  process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '');

const mostTries = 20;

/** Tries again, a millisecond later, where another process has the file open. Blocks the process. */
export const patiently = <T>(act: () => T): T => {
  for (let tries = 1; ; tries += 1)
    try {
      return act();
    } catch (error) {
      if (tries === mostTries || !isBusy(error)) throw error;
      pause();
    }
};

const waiting = new Int32Array(new SharedArrayBuffer(4));

/** Blocks the process for a millisecond. */
export const pause = (): void => void Atomics.wait(waiting, 0, 0, 1);

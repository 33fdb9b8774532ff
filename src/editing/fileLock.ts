import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { errorCode, patiently, pause, removeFile } from './fileError.ts';

/** A lock that is older than this, in milliseconds, is stale: a lock is held for about one. */
const staleAfterMs = 2000;

/**
 * A lock that does not say whose it is after this, in milliseconds, is of a process that ended between making it and signing it. A busy
 * machine may keep one waiting there for a while.
 */
const unsignedAfterMs = 250;

/**
 * How long to wait for a lock, in milliseconds. The wait blocks the process; but a machine on which a lock is held for longer than a
 * millisecond or two has no time for anybody, and who does not wait leaves an older text beside the newer one.
 */
const patienceMs = 500;

/** Another process holds the lock and does not release it. */
export class Locked extends Error {
  override readonly name = 'Locked';
  readonly code = 'ELOCKED';
}

/**
 * Runs `act` while this process holds the file's lock. `isMine` says whether it still does: another process takes over a stale lock, such
 * as that of a process that was suspended.
 * @throws Locked, and whatever the disk says
 */
export const withLock = <T>(file: string, act: (isMine: () => boolean) => T): T => {
  const lock = `${file}.lock`;
  const token = `${process.pid} ${crypto.randomUUID()}`;
  acquire(lock, token);
  const isMine = (): boolean => holderOf(lock) === token;
  try {
    return act(isMine);
  } finally {
    if (isMine()) removeFile(lock);
  }
};

const acquire = (lock: string, token: string): void => {
  const until = performance.now() + patienceMs;
  while (!isTaken(lock, token)) {
    const holder = holderOf(lock);
    if (holder !== undefined && isStale(lock, holder)) breakLock(lock, holder, token);
    else if (performance.now() > until) throw new Locked();
    else pause();
  }
};

const isTaken = (lock: string, token: string): boolean => {
  try {
    patiently(() => writeFileSync(lock, token, { flag: 'wx', mode: 0o600 }));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
};

const holderOf = (lock: string): string | undefined => {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
};

const isStale = (lock: string, holder: string): boolean => {
  const pid = pidOf(holder);
  // This process waits for itself never: a number of its own is that of an earlier process, as after a restart of a container.
  if (pid !== undefined && (pid === process.pid || !isRunning(pid))) return true;
  try {
    return Date.now() - statSync(lock).mtimeMs > (pid === undefined ? unsignedAfterMs : staleAfterMs);
  } catch {
    return false;
  }
};

const pidOf = (holder: string): number | undefined => {
  const [, pid] = /^([1-9]\d*) \S/.exec(holder) ?? [];
  return pid === undefined ? undefined : Number(pid);
};

export const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

/** Renames the lock first: only one of several processes can. One that renamed a new lock by mistake puts it back. */
const breakLock = (lock: string, holder: string, token: string): void => {
  const moved = `${lock}.${token.slice(token.indexOf(' ') + 1)}`;
  try {
    renameSync(lock, moved);
    const taken = holderOf(moved);
    if (taken !== undefined && taken !== holder) isTaken(lock, taken);
  } catch {
    // Another process was quicker.
  } finally {
    removeFile(moved);
  }
};

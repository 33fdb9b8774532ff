import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, relative } from 'node:path';
import { parseDraftFile, versionIn, type DraftFile } from './draftFile.ts';
import { errorCode, ifThere, removeFile } from './fileError.ts';
import { Locked, withLock } from './fileLock.ts';
import { FileSync } from './fileSync.ts';

/** How many files of one draft that could not be read are kept. */
const mostSetAside = 5;

/** Bytes in which a file's first line is. */
const headerBytes = 160;

export type DraftFilesDeps = {
  /** Takes no text of a draft. */
  readonly warn: (message: string) => void;
  readonly read?: (path: string) => string;
  readonly sync?: FileSync;
};

/** The files of drafts, each read, checked and written whole. One bad file never affects the others. */
export class DraftFiles {
  readonly #directory: string;
  readonly #warn: (message: string) => void;
  readonly #read: (path: string) => string;
  readonly #sync: FileSync;
  /** Entries that a warning has named. */
  readonly #named = new Set<string>();
  readonly #private = new Set<string>();

  constructor(directory: string, { warn, read, sync }: DraftFilesDeps) {
    this.#directory = directory;
    this.#warn = warn;
    this.#read = read ?? ((path) => readFileSync(path, 'utf8'));
    this.#sync = sync ?? new FileSync();
  }

  /** The draft in this file; undefined where there is none, or a garbled file was set aside; 'unreadable' where the entry stays and is no draft. */
  at(path: string): DraftFile | 'unreadable' | undefined {
    try {
      const text = ifThere(() => this.#read(path));
      const file = text === undefined ? undefined : parseDraftFile(text);
      if (text === undefined || file !== undefined) return file;
      return withLock(path, () => this.#setAside(path));
    } catch (error) {
      this.#name(path, `A draft cannot be read (${errorCode(error) ?? 'no code'})`);
      return 'unreadable';
    }
  }

  /** Returns the draft that another window wrote meanwhile, if it did. */
  #setAside(path: string): DraftFile | undefined {
    const file = parseDraftFile(this.#read(path));
    if (file !== undefined) return file;
    renameSync(path, setAsideName(path));
    this.#name(path, 'A draft could not be read, and its file was renamed to .unreadable');
    return undefined;
  }

  #name(path: string, what: string): void {
    if (this.#named.has(path)) return;
    this.#named.add(path);
    this.#warn(`${what}: ${relative(this.#directory, path)}.`);
  }

  has(path: string): boolean {
    try {
      return ifThere(() => lstatSync(path)) !== undefined;
    } catch {
      return true;
    }
  }

  /** The version in the file's first line, unchecked; undefined where there is no file; one that no draft has where it cannot be read. */
  versionAt(path: string): string | undefined {
    try {
      return ifThere(() => versionIn(beginningOf(path)) ?? parseDraftFile(this.#read(path))?.version ?? 'garbled');
    } catch {
      return 'unreadable';
    }
  }

  /**
   * Replaces the file as a whole.
   * @param mayPut asked at the last moment
   * @throws Locked where it may not
   */
  put(path: string, text: string, mayPut: () => boolean): void {
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, text, { mode: 0o600 });
    if (!mayPut()) {
      removeFile(temporary);
      throw new Locked();
    }
    renameSync(temporary, path);
    this.#sync.soon(path);
  }

  remove(path: string): void {
    removeFile(path);
  }

  /** Makes the folder, for its owner alone; an earlier version let others look into it. */
  makeFolder(folder: string): void {
    if (this.#private.has(folder) && existsSync(folder)) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const each of [folder, dirname(folder)].filter((path) => path.startsWith(this.#directory))) {
      chmodSync(each, 0o700);
      this.#private.add(each);
    }
  }

  /** The names in a folder; none where it is no folder, or cannot be looked into. */
  namesIn(folder: string): readonly string[] {
    try {
      return ifThere(() => readdirSync(folder)) ?? [];
    } catch (error) {
      this.#name(folder, `A folder of drafts cannot be read (${errorCode(error) ?? 'no code'})`);
      return [];
    }
  }

  /** Whether the file has exactly this name, also on a file system that ignores case. */
  isNamedSo(path: string): boolean {
    return this.namesIn(dirname(path)).includes(basename(path));
  }

  /** Changes with the file's content; undefined where the file cannot be looked at. */
  stampOf(path: string): string | undefined {
    try {
      const { mtimeNs, size, ino } = statSync(path, { bigint: true });
      return `${mtimeNs} ${size} ${ino}`;
    } catch {
      return undefined;
    }
  }

  /** A file that a process left when it ended while writing: it holds customers' text, too. */
  removeLeftOver(path: string): void {
    try {
      if (Date.now() - lstatSync(path).mtimeMs > leftOverAfterMs) removeFile(path);
    } catch {
      // Another window was quicker, or the disk is read-only.
    }
  }
}

/** In milliseconds. A draft is written in far less. */
const leftOverAfterMs = 60_000;

const setAsideName = (path: string): string => {
  const names = Array.from(
    { length: mostSetAside },
    (_, index) => `${path}.unreadable${index === 0 ? '' : `-${index}`}`,
  );
  // The first that is free, or else the oldest.
  return names.reduce((best, name) => (changedAt(name) < changedAt(best) ? name : best));
};

const beginningOf = (path: string): string => {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(headerBytes);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, headerBytes, 0));
  } finally {
    closeSync(file);
  }
};

const changedAt = (path: string): number => ifThere(() => lstatSync(path).mtimeMs) ?? Number.NEGATIVE_INFINITY;

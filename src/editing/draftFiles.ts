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
import { parseDraftFile, versionIn, type DraftFile, type WrittenDraft } from './draftFile.ts';
import { errorCode, ifThere, patiently, removeFile } from './fileError.ts';
import { Locked, withLock } from './fileLock.ts';
import { FileSync } from './fileSync.ts';
import { fileTextOf, hashesIn } from './fileTexts.ts';

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
  /** By the path of a draft, the hashes of the long texts that it was last seen to need. */
  readonly #needed = new Map<string, readonly string[]>();

  constructor(directory: string, { warn, read, sync }: DraftFilesDeps) {
    this.#directory = directory;
    this.#warn = warn;
    this.#read = read ?? ((path) => readFileSync(fileAt(path), 'utf8'));
    this.#sync = sync ?? new FileSync();
  }

  /** The draft in this file; undefined where there is none, or a garbled file was set aside; 'unreadable' where the entry stays and is no draft. */
  at(path: string): DraftFile | 'unreadable' | undefined {
    try {
      const text = ifThere(() => this.#read(path));
      const file = text === undefined ? undefined : this.#parse(path, text);
      if (text === undefined || file !== undefined) return file;
      return withLock(path, () => this.#setAside(path));
    } catch (error) {
      this.#name(path, `A draft cannot be read (${errorCode(error) ?? 'no code'})`);
      return 'unreadable';
    }
  }

  /** Returns the draft that another window wrote meanwhile, if it did. */
  #setAside(path: string): DraftFile | undefined {
    const file = this.#parse(path, this.#read(path));
    if (file !== undefined) return file;
    renameSync(path, setAsideName(path));
    // Its long texts are what can be read of it: the next draft here does not end them.
    this.#note(path, []);
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
      return ifThere(() => versionIn(beginningOf(path)) ?? this.#parse(path, this.#read(path))?.version ?? 'garbled');
    } catch {
      return 'unreadable';
    }
  }

  #parse(path: string, text: string): DraftFile | undefined {
    this.#note(path, hashesIn(text));
    return parseDraftFile(text, (hash) => ifThere(() => this.#read(textPath(path, hash))));
  }

  /**
   * Replaces the file as a whole, after the long texts that it needs and that are not there yet.
   * @param mayPut asked at the last moment
   * @throws Locked where it may not
   */
  put(path: string, { text, texts }: WrittenDraft, mayPut: () => boolean): void {
    const before = this.#needed.get(path) ?? [];
    // One that the draft did not need may be half of a file that an ended process left.
    for (const [hash, each] of texts)
      if (!before.includes(hash) || !existsSync(textPath(path, hash)))
        this.#replace(textPath(path, hash), fileTextOf(each), mayPut);
    this.#replace(path, text, mayPut);
    this.#note(path, [...texts.keys()]);
    for (const hash of before) if (!texts.has(hash)) removeFile(textPath(path, hash));
  }

  #replace(path: string, text: string, mayPut: () => boolean): void {
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, text, { mode: 0o600 });
    if (!mayPut()) {
      removeFile(temporary);
      throw new Locked();
    }
    patiently(() => renameSync(temporary, path));
    this.#sync.soon(path);
  }

  remove(path: string): void {
    removeFile(path);
    for (const hash of this.#needed.get(path) ?? []) removeFile(textPath(path, hash));
    this.#note(path, []);
  }

  #note(path: string, hashes: readonly string[]): void {
    if (hashes.length > 0) this.#needed.set(path, hashes);
    else this.#needed.delete(path);
  }

  /** The hashes of the long texts that the draft there needs. @throws where it cannot be read: nobody knows then */
  #textsOf(path: string): readonly string[] {
    return hashesIn(ifThere(() => this.#read(path)) ?? '');
  }

  /** A long text that no draft needs, which a process left when it ended between two steps. One of a draft that was set aside stays. */
  removeUnneeded(path: string): void {
    const [, draft = '', hash = ''] = textName.exec(path) ?? [];
    // What was seen when the draft was read spares reading it at each listing.
    if (this.#needed.get(draft)?.some((each) => each.startsWith(hash)) === true) return;
    // Looked at anew: the draft may have been set aside just now.
    const isNeeded = (): boolean =>
      this.namesIn(dirname(draft)).some((name) => name.startsWith(`${basename(draft)}.unreadable`)) ||
      this.#textsOf(draft).some((each) => each.startsWith(hash));
    try {
      if (draft === '' || isNeeded()) return;
      // Under the lock nobody is between the two steps.
      withLock(draft, () => isNeeded() || this.removeLeftOver(path));
    } catch {
      // Another window types into this draft, or it cannot be read now.
    }
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

/** So much of a hash tells the texts of one draft apart, and leaves room in a file's name. */
const textPath = (path: string, hash: string): string => `${path}.${hash.slice(0, 24)}.text`;

const textName = /^(.*\.json)\.([0-9a-f]{24})\.text$/s;

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

/** A pipe would hold up whoever reads it, and a device may never end. */
const fileAt = (path: string): string => {
  if (statSync(path).isFile()) return path;
  throw Object.assign(new Error(), { code: 'ENOTFILE' });
};

const beginningOf = (path: string): string => {
  const file = openSync(fileAt(path), 'r');
  try {
    const bytes = Buffer.alloc(headerBytes);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, headerBytes, 0));
  } finally {
    closeSync(file);
  }
};

const changedAt = (path: string): number => ifThere(() => lstatSync(path).mtimeMs) ?? Number.NEGATIVE_INFINITY;

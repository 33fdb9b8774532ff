import { join } from 'node:path';
import { createEmitter } from '../model/emitter.ts';
import type { Draft, DraftDisk, DraftKey, ListedDraft, Replaced, StoredDraft } from './draft.ts';
import { textOfDraft, type DraftFile } from './draftFile.ts';
import { DraftFiles, type DraftFilesDeps } from './draftFiles.ts';
import { plainName, safeName, textOfPlainName } from './draftName.ts';
import { Locked, withLock } from './fileLock.ts';
import { FileTexts } from './fileTexts.ts';

export type DraftChange = DraftKey & { readonly draft: Draft | undefined };

type Known = { readonly stamp: string; readonly draft: ListedDraft | undefined };

/** How many drafts are read before others get their turn: a few milliseconds of work. */
const sliceLength = 40;

/**
 * Drafts on disk, one file each. What a write was given is in the file when it returns, synchronously, and so survives the end of the
 * extension host a moment later; within a second it is on the disk itself.
 */
export class Drafts implements DraftDisk {
  readonly #directory: string;
  readonly #files: DraftFiles;
  readonly #fileTexts = new FileTexts();
  readonly #changes = createEmitter<DraftChange>();
  /** A draft was written or removed by this window. */
  readonly onDidChange = this.#changes.event;
  /** By path, what a file was last seen to hold. */
  readonly #known = new Map<string, Known>();

  constructor(directory: string, warn: (message: string) => void, io: Omit<DraftFilesDeps, 'warn'> = {}) {
    this.#directory = directory;
    this.#files = new DraftFiles(directory, { ...io, warn });
  }

  read(key: DraftKey): Draft | undefined {
    return this.open(key)?.draft;
  }

  open(key: DraftKey): StoredDraft | undefined {
    const file = this.#files.at(this.#pathOf(key)) ?? this.#takeOver(key);
    return file === 'unreadable' ? undefined : file;
  }

  has(key: DraftKey): boolean {
    return this.#files.has(this.#pathOf(key));
  }

  replace(key: DraftKey, expected: string | undefined, draft: Draft | undefined): Replaced {
    const path = this.#pathOf(key);
    if (draft === undefined && expected === undefined) return { found: this.has(key) ? 'other' : 'expected' };
    try {
      return this.#locked(key, (isMine) => {
        const there = this.#files.versionAt(path);
        if (there !== undefined && there !== expected) return { found: 'other' };
        const found = there === expected ? 'expected' : 'gone';
        if (draft !== undefined) return { found, version: this.#put(key, draft, isMine) };
        this.#files.remove(path);
        this.#changed(key, undefined);
        return { found };
      });
    } catch (error) {
      // Another process does not release the lock: this draft is kept under another key meanwhile.
      if (error instanceof Locked) return { found: 'other' };
      throw error;
    }
  }

  /** Writes without comparing. @throws when the disk refuses */
  write(key: DraftKey, draft: Draft): void {
    this.#locked(key, (isMine) => this.#put(key, draft, isMine));
  }

  /** Removes without comparing. @throws when the disk refuses */
  remove(key: DraftKey): void {
    this.#files.remove(this.#pathOf(key));
    const old = this.#oldPathOf(key);
    if (this.#isOld(this.#files.at(old), old)) this.#files.remove(old);
    this.#changed(key, undefined);
  }

  #locked<T>(key: DraftKey, act: (isMine: () => boolean) => T): T {
    this.#files.makeFolder(this.#folderOf(key));
    return withLock(this.#pathOf(key), act);
  }

  #put(key: DraftKey, draft: Draft, isMine: () => boolean): string {
    const written = textOfDraft(key, draft, this.#fileTexts);
    this.#files.put(this.#pathOf(key), written, isMine);
    this.#changed(key, draft);
    return written.version;
  }

  #changed(key: DraftKey, draft: Draft | undefined): void {
    this.#known.delete(this.#pathOf(key));
    this.#changes.fire({ tenant: key.tenant, id: key.id, draft });
  }

  /** Moves a draft that version 0.1.0 wrote to the name that it has now. */
  #takeOver(key: DraftKey): DraftFile | undefined {
    const old = this.#oldPathOf(key);
    const file = this.#files.at(old);
    if (!this.#isOld(file, old)) return undefined;
    try {
      return this.#locked(key, (isMine) => {
        if (this.has(key)) return file;
        const written = textOfDraft(key, file.draft, this.#fileTexts);
        this.#files.put(this.#pathOf(key), written, isMine);
        this.#files.remove(old);
        return { draft: file.draft, version: written.version };
      });
    } catch {
      // It is read from its old name.
      return file;
    }
  }

  /** Where case does not count, the name of another draft may lead here. */
  #isOld(file: DraftFile | 'unreadable' | undefined, path: string): file is DraftFile {
    return file !== undefined && file !== 'unreadable' && file.key === undefined && this.#files.isNamedSo(path);
  }

  /** Every draft of every tenant, other windows' included, the latest first. Reads the files that changed since the last time. */
  list(): readonly ListedDraft[] {
    const reading = this.#readAll();
    let step = reading.next();
    while (!step.done) step = reading.next();
    return step.value;
  }

  /** As {@link list}, letting others work in between. */
  async listInTurns(): Promise<readonly ListedDraft[]> {
    const reading = this.#readAll();
    let step = reading.next();
    while (!step.done) {
      await new Promise<void>((resolve) => setImmediate(resolve));
      step = reading.next();
    }
    return step.value;
  }

  *#readAll(): Generator<undefined, readonly ListedDraft[]> {
    const found = new Map<string, ListedDraft>();
    const paths = new Set<string>();
    for (const folder of this.#files.namesIn(this.#directory)) {
      const names = this.#files.namesIn(join(this.#directory, folder));
      for (const name of names) {
        const path = join(this.#directory, folder, name);
        paths.add(path);
        if (name.endsWith('.text')) this.#files.removeUnneeded(path);
        const draft = this.#listedAt(path, folder, name);
        if (draft !== undefined) addLatest(found, draft);
        if (paths.size % sliceLength === 0) yield undefined;
      }
    }
    yield undefined;
    for (const path of this.#known.keys()) if (!paths.has(path)) this.#known.delete(path);
    const sorted = [...found.values()].toSorted(latestFirst);
    // The caller's work is in another turn than the sorting.
    yield undefined;
    return sorted;
  }

  #listedAt(path: string, folder: string, name: string): ListedDraft | undefined {
    if (leftOver.test(name)) this.#files.removeLeftOver(path);
    if (!name.endsWith('.json')) return undefined;
    const stamp = this.#files.stampOf(path) ?? '';
    const known = this.#known.get(path);
    if (known !== undefined && known.stamp === stamp) return known.draft;
    const draft = this.#readListed(path, folder, name);
    this.#known.set(path, { stamp, draft });
    return draft;
  }

  #readListed(path: string, folder: string, name: string): ListedDraft | undefined {
    const oldKey = oldKeyOf(folder, name);
    const file = this.#files.at(path);
    if (file === undefined || file === 'unreadable') return undefined;
    const key = file.key ?? oldKey;
    // A copy of a draft is none.
    const isHere = key !== undefined && (file.key === undefined || this.#pathOf(key) === path);
    return isHere ? { tenant: key.tenant, id: key.id, draft: file.draft } : undefined;
  }

  #folderOf({ tenant }: DraftKey): string {
    return join(this.#directory, safeName(tenant));
  }

  #pathOf(key: DraftKey): string {
    return join(this.#folderOf(key), `${safeName(key.id)}.json`);
  }

  #oldPathOf({ tenant, id }: DraftKey): string {
    return join(this.#directory, plainName(tenant), `${plainName(id)}.json`);
  }
}

/** What is written before a draft is put in its place, and its lock. */
const leftOver = /\.json\.([\da-f]{24}\.text\.)?(\d+\.tmp|lock(\.[\da-f-]+)?)$/;

/** Of a file that says itself which draft it is, this is not asked. */
const oldKeyOf = (folder: string, name: string): DraftKey | undefined => {
  const tenant = textOfPlainName(folder);
  const id = textOfPlainName(name.slice(0, -'.json'.length));
  return tenant === undefined || id === undefined ? undefined : { tenant, id };
};

/** A draft that is just being taken over from an old name may be there twice. */
const addLatest = (found: Map<string, ListedDraft>, listed: ListedDraft): void => {
  const key = `${listed.tenant}\n${listed.id}`;
  const other = found.get(key);
  if (other === undefined || other.draft.at < listed.draft.at) found.set(key, listed);
};

/** By moment, ISO 8601 in UTC. */
export const latestFirst = (a: ListedDraft, b: ListedDraft): number => {
  if (a.draft.at !== b.draft.at) return a.draft.at < b.draft.at ? 1 : -1;
  return a.id < b.id ? -1 : 1;
};

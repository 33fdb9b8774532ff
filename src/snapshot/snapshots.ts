import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../log.ts';
import type { GoalSlice } from '../model/goalSlice.ts';
import { BrokenSnapshot } from './frames.ts';
import { readSnapshot, writeSnapshot, type SnapshotHead } from './snapshotFile.ts';

/** The last known goals of tenants, a file each. A disk that fails is a word in the log: a snapshot can be done without. */
export class Snapshots {
  readonly #folder: string;
  readonly #log: Log;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  /** @param tenant its origin */
  #pathOf(tenant: string): string {
    return path.join(this.#folder, `${createHash('sha256').update(tenant).digest('hex').slice(0, 32)}.snapshot`);
  }

  /**
   * Hands over the tenant's goals as they were known last, some at a time, and says when that was. Undefined where none are kept
   * or the file is broken: what was handed over is then worth nothing. Such a file, or another tenant's, is put aside, so that it
   * can be looked at and is not met again.
   */
  async read(tenant: string, take: (slice: GoalSlice) => void): Promise<SnapshotHead | undefined> {
    const file = this.#pathOf(tenant);
    try {
      const { head, slices } = await readSnapshot(file);
      if (head.tenant !== tenant) throw new BrokenSnapshot('it is of another tenant');
      for await (const slice of slices) take(slice);
      return head;
    } catch (error) {
      if (isMissing(error)) return undefined;
      this.#log.warn(`A snapshot could not be read: ${wordsOf(error)}`);
      if (error instanceof BrokenSnapshot) await this.#setAside(file);
      return undefined;
    }
  }

  async #setAside(file: string): Promise<void> {
    await this.#trying('A broken snapshot could not be put aside', () => rename(file, `${file}.broken`));
  }

  /** Never rejects. */
  async write(head: SnapshotHead, slices: Iterable<GoalSlice>): Promise<void> {
    await this.#trying('A snapshot could not be written', async () => {
      await mkdir(this.#folder, { recursive: true });
      const file = this.#pathOf(head.tenant);
      await writeSnapshot(file, `${file}.${randomUUID()}.part`, head, slices);
    });
  }

  /** Removes every file but this tenant's good one: other tenants', those put aside, and what a write left that was ended. */
  async forgetOthers(tenant?: string): Promise<void> {
    const kept = tenant === undefined ? undefined : path.basename(this.#pathOf(tenant));
    await this.#trying('Snapshots could not be removed', async () => {
      const names = await readdir(this.#folder);
      const others = names.filter((name) => name !== kept);
      await Promise.all(others.map((name) => rm(path.join(this.#folder, name), { force: true })));
    });
  }

  async #trying(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!isMissing(error)) this.#log.warn(`${what}: ${wordsOf(error)}`);
    }
  }
}

const isMissing = (error: unknown): boolean => Object(error).code === 'ENOENT';

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

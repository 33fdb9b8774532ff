import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { causeOf, type Log } from '../log.ts';
import type { GoalSlice } from '../model/goalSlice.ts';
import type { TenantId } from '../model/tenant.ts';
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

  #pathOf(tenant: TenantId): string {
    const name = createHash('sha256').update(onDisk(tenant)).digest('hex').slice(0, 32);
    return path.join(this.#folder, `${name}.snapshot`);
  }

  /**
   * Hands over the tenant's goals as they were known last, some at a time, and says when that was. Undefined where none are kept
   * or the file is broken: what was handed over is then worth nothing. Such a file, or another tenant's, is put aside, so that it
   * can be looked at and is not met again.
   */
  async read(tenant: TenantId, take: (slice: GoalSlice) => void): Promise<SnapshotHead | undefined> {
    const file = this.#pathOf(tenant);
    try {
      const { head, slices } = await readSnapshot(file);
      if (head.tenant !== onDisk(tenant)) throw new BrokenSnapshot('it is of another tenant');
      for await (const slice of slices) take(slice);
      return { ...head, tenant };
    } catch (error) {
      if (isMissing(error)) return undefined;
      this.#warn('A snapshot could not be read', error);
      if (error instanceof BrokenSnapshot) await this.#setAside(file);
      return undefined;
    }
  }

  async #setAside(file: string): Promise<void> {
    try {
      await rename(file, `${file}.broken`);
    } catch (error) {
      // Another window was quicker.
      if (!isMissing(error)) this.#warn('A broken snapshot could not be put aside', error);
    }
  }

  /** Resolves to whether it is on disk now. Never rejects. */
  async write(head: SnapshotHead, slices: Iterable<GoalSlice>, signal?: AbortSignal): Promise<boolean> {
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      const file = this.#pathOf(head.tenant);
      const onDiskHead = { ...head, tenant: onDisk(head.tenant) };
      await writeSnapshot(file, `${file}.${randomUUID()}${partSuffix}`, onDiskHead, slices, signal);
      return true;
    } catch (error) {
      // What was aborted, or whose beginning was removed from the disk meanwhile, is not wanted any more.
      if (signal?.aborted !== true && !isMissing(error)) this.#warn('A snapshot could not be written', error);
      return false;
    }
  }

  /**
   * Removes whatever is of other tenants than these, and what a write of theirs left that was ended.
   * @throws Failure
   */
  async forgetOthers(kept: readonly TenantId[]): Promise<void> {
    try {
      const names = await readdir(this.#folder);
      const staying = kept.map((tenant) => this.#pathOf(tenant));
      const forgetting = names.map((name) => forgetUnless(staying, path.join(this.#folder, name)));
      // One that cannot be removed is no reason to leave the others.
      const failed = (await Promise.allSettled(forgetting)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    } catch (error) {
      if (!isMissing(error)) throw new Failure('goalsNotForgotten', causeOf(error));
    }
  }

  #warn(what: string, error: unknown): void {
    this.#log.warn(`${what}: ${causeOf(error)}`);
  }
}

const forgetUnless = async (staying: readonly string[], file: string): Promise<void> => {
  const isStaying = staying.some((own) => file.startsWith(own));
  if (isStaying && !(file.endsWith(partSuffix) && (await isLeft(file)))) return;
  await rm(file, { force: true, recursive: true });
};

/** The name and the head of a file have had the origin from the first version on. */
const onDisk = (tenant: TenantId): string => `https://${tenant}`;

const partSuffix = '.part';

/** Another window may be writing to it this moment. */
const longestPauseMs = 10 * 60_000;

const isLeft = async (part: string): Promise<boolean> => {
  try {
    return Date.now() - (await stat(part)).mtimeMs > longestPauseMs;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
};

const isMissing = (error: unknown): boolean => Object(error).code === 'ENOENT';

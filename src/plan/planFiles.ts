import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { safeName } from '../editing/draftName.ts';
import { errorCode, ifThere, patiently, removeFile } from '../editing/fileError.ts';
import { withLock } from '../editing/fileLock.ts';
import { FileSync } from '../editing/fileSync.ts';
import { writeAll } from '../editing/fileWrite.ts';
import type { TenantId } from '../model/tenant.ts';
import { OpenPlan } from './openPlan.ts';
import type { Plan } from './plan.ts';
import { PlanLock, PlanTaken } from './planLock.ts';
import { lineOf, readPlanText, type StoredPlan } from './planText.ts';

const ending = '.plan';

/** What a save that was killed left is removed after this, in milliseconds: one that goes on takes far less. */
const leftAfterMs = 3_600_000;

/** The journal cannot be read, and so what was sent is not known. Nothing may be sent of it. */
export class PlanDamaged extends Error {
  override readonly name = 'PlanDamaged';
}

/** The plan is being applied, or was: it stays as it is. */
export class PlanBegun extends Error {
  override readonly name = 'PlanBegun';
}

/** Another process wrote the plan, or removed it, since this one last saw it. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged';
}

/** Plans on disk, one file each, in folders for their owner alone. They hold what a tenant holds, and never its access key. */
export class PlanFiles {
  readonly #directory: string;
  readonly #sync = new FileSync();
  /** One save after another: the last one stays. */
  #saved: Promise<void> = Promise.resolve();
  /** By path, the text that this process last read or wrote. What it writes was made of that text, and takes the place of no other. */
  readonly #seen = new Map<string, string>();
  readonly #warn: (message: string) => void;
  /** What was told of already. */
  readonly #told = new Set<string>();

  /** @param warn is told of plans that are there and are not listed, without their texts */
  constructor(directory: string, warn: (message: string) => void = () => undefined) {
    this.#directory = directory;
    this.#warn = warn;
  }

  /** Plans of the tenant that can be read. One that cannot be is no reason to be without the others. */
  list(tenant: TenantId): readonly StoredPlan[] {
    const folder = join(this.#directory, safeName(tenant));
    return namesIn(folder)
      .filter((name) => name.endsWith(ending))
      .flatMap((name) => this.#listed(join(folder, name)));
  }

  #listed(path: string): readonly StoredPlan[] {
    try {
      const there = this.#readStored(path);
      if (there === 'damaged') this.#tell(path, 'is damaged');
      return there === undefined || there === 'damaged' ? [] : [there];
    } catch (error) {
      this.#tell(path, `cannot be read: ${errorCode(error)}`);
      return [];
    }
  }

  #tell(path: string, fault: string): void {
    const told = `${path} ${fault}`;
    if (!this.#told.has(told)) this.#warn(`plans: one ${fault}`);
    this.#told.add(told);
  }

  /** Whether something of it was sent, or is about to be. @throws whatever the disk says */
  isBegun(tenant: TenantId, id: string): boolean {
    const there = this.#readStored(this.#pathOf(tenant, id));
    return there !== 'damaged' && there?.begun !== undefined;
  }

  /** Whether the disk has anything of this tenant, readable or not. */
  has(tenant: TenantId): boolean {
    return namesIn(join(this.#directory, safeName(tenant))).some((name) => name.endsWith(ending));
  }

  /** Resolves once nothing is on its way to the disk. Never rejects. */
  async whenIdle(): Promise<void> {
    let last: Promise<void> | undefined;
    while (last !== this.#saved) {
      last = this.#saved;
      await last.catch(() => undefined);
    }
  }

  /** @throws PlanDamaged */
  read(tenant: TenantId, id: string): StoredPlan | undefined {
    return readable(this.#readStored(this.#pathOf(tenant, id)));
  }

  /** 'damaged' where it cannot be known what was sent. */
  #readStored(path: string): StoredPlan | 'damaged' | undefined {
    const text = ifThere(() => patiently(() => readFileSync(path, 'utf8')));
    this.#note(path, text);
    return storedIn(text);
  }

  #note(path: string, text: string | undefined): void {
    if (text === undefined) this.#seen.delete(path);
    else this.#seen.set(path, text);
  }

  /** Keeps a plan that was not begun. @throws PlanBegun, PlanChanged, PlanDamaged, and whatever the disk says */
  save(plan: Plan): Promise<void> {
    const path = this.#pathOf(plan.tenant, plan.id);
    const text = lineOf(plan);
    this.#saved = this.#saved.catch(() => undefined).then(() => this.#save(path, text));
    return this.#saved;
  }

  async #save(path: string, text: string): Promise<void> {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const temporary = `${path}.${process.pid}.${crypto.randomUUID()}.tmp`;
    try {
      await writeWhole(temporary, text);
      withLock(path, () => putInPlace(temporary, path, this.#seen.get(path)));
      this.#note(path, text);
    } catch (error) {
      removeFile(temporary);
      throw error;
    }
    this.#sync.soon(path);
    await this.#sync.flush();
    removeLeftovers(dirname(path));
  }

  remove(tenant: TenantId, id: string): void {
    const lock = new PlanLock(this.#pathOf(tenant, id));
    try {
      removeFile(this.#pathOf(tenant, id));
      this.#note(this.#pathOf(tenant, id), undefined);
    } finally {
      lock.release();
    }
  }

  /**
   * Removes plans that were not begun, but those of these tenants. What was begun may have to be looked for, and stays.
   * @throws whatever the disk says, after the others
   */
  forgetOthers(kept: readonly TenantId[]): void {
    const staying = kept.map((tenant) => safeName(tenant));
    const failures = namesIn(this.#directory)
      .filter((name) => !staying.includes(name))
      .flatMap((name) => forgetIn(join(this.#directory, name)));
    if (failures.length > 0) throw failures[0];
  }

  /**
   * Takes the plan for this process, to apply it or to go on with it, as it is once what is on its way to the disk is there.
   * @throws PlanTaken where another applies it, PlanChanged where it is gone, PlanDamaged
   */
  async open(tenant: TenantId, id: string): Promise<OpenPlan> {
    await this.whenIdle();
    const path = this.#pathOf(tenant, id);
    const lock = new PlanLock(path);
    try {
      const bytes = ifThere(() => readFileSync(path));
      if (bytes === undefined) throw new PlanChanged();
      const there = readPlanText(bytes.toString('utf8'));
      if (there === undefined) throw new PlanDamaged();
      const file = await open(path, 'r+');
      // A line that was never ended was written by a process that had no time to act on it: it is written over.
      const end = bytes.lastIndexOf('\n') + 1;
      return new OpenPlan(there, file, end, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  #pathOf(tenant: TenantId, id: string): string {
    return join(this.#directory, safeName(tenant), `${safeName(id)}${ending}`);
  }
}

const namesIn = (folder: string): readonly string[] => ifThere(() => readdirSync(folder)) ?? [];

/** What saves left that were killed. Never throws: the next save comes by again. */
const removeLeftovers = (folder: string): void => {
  const names = orElse([], () => namesIn(folder));
  for (const path of names.filter((name) => name.endsWith('.tmp')).map((name) => join(folder, name)))
    orElse(undefined, () => {
      if (Date.now() - statSync(path).mtimeMs > leftAfterMs) removeFile(path);
    });
};

const orElse = <T>(other: T, act: () => T): T => {
  try {
    return act();
  } catch {
    return other;
  }
};

/** @returns what could not be removed, as errors: it is no reason to leave the others */
const forgetIn = (folder: string): readonly unknown[] =>
  namesIn(folder).flatMap((name) => {
    try {
      if (name.endsWith('.tmp')) removeFile(join(folder, name));
      if (name.endsWith(ending)) removeUnbegun(join(folder, name));
      return [];
    } catch (error) {
      // One that is being applied was begun, or is about to be.
      return error instanceof PlanTaken ? [] : [error];
    }
  });

/** One that is damaged may have been begun. */
const removeUnbegun = (path: string): void => {
  const lock = new PlanLock(path);
  try {
    const there = storedIn(ifThere(() => readFileSync(path, 'utf8')));
    if (there !== 'damaged' && there?.begun === undefined) removeFile(path);
  } finally {
    lock.release();
  }
};

/** 'damaged' where it cannot be known what was sent. */
const storedIn = (text: string | undefined): StoredPlan | 'damaged' | undefined =>
  text === undefined ? undefined : (readPlanText(text) ?? 'damaged');

/** @throws PlanDamaged */
const readable = (there: StoredPlan | 'damaged' | undefined): StoredPlan | undefined => {
  if (there === 'damaged') throw new PlanDamaged();
  return there;
};

/** Through one handle, to the device: a handle that only reads flushes nothing on Windows. */
const writeWhole = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await writeAll(file, Buffer.from(text));
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Held like a plan that is applied: who has opened it writes into the file that has this name now. @throws PlanBegun, PlanChanged, PlanDamaged */
const putInPlace = (temporary: string, path: string, seen: string | undefined): void => {
  const lock = lockToSave(path);
  try {
    const text = ifThere(() => readFileSync(path, 'utf8'));
    if (readable(storedIn(text))?.begun !== undefined) throw new PlanBegun();
    if (text !== seen) throw new PlanChanged();
    patiently(() => renameSync(temporary, path));
  } finally {
    lock.release();
  }
};

const lockToSave = (path: string): PlanLock => {
  try {
    return new PlanLock(path);
  } catch (error) {
    throw error instanceof PlanTaken ? new PlanBegun() : error;
  }
};

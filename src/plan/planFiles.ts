import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { safeName } from '../editing/draftName.ts';
import { ifThere, patiently, removeFile } from '../editing/fileError.ts';
import { withLock } from '../editing/fileLock.ts';
import type { TenantId } from '../model/tenant.ts';
import type { Entry, Journal } from './ledger.ts';
import type { Plan, Step } from './plan.ts';
import { PlanLock } from './planLock.ts';
import { lineOf, readPlanText, type Begun, type StoredPlan } from './planText.ts';

const ending = '.plan';

/** The journal cannot be read, and so what was sent is not known. Nothing may be sent of it. */
export class PlanDamaged extends Error {
  override readonly name = 'PlanDamaged';
}

/** The plan is being applied, or was: it stays as it is. */
export class PlanBegun extends Error {
  override readonly name = 'PlanBegun';
}

/** Plans on disk, one file each, in folders for their owner alone. They hold what a tenant holds, and never its access key. */
export class PlanFiles {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Plans of the tenant that can be read. */
  list(tenant: TenantId): readonly StoredPlan[] {
    const folder = join(this.#directory, safeName(tenant));
    const names = ifThere(() => readdirSync(folder)) ?? [];
    return names.filter((name) => name.endsWith(ending)).flatMap((name) => read(join(folder, name)) ?? []);
  }

  /** @throws PlanDamaged */
  read(tenant: TenantId, id: string): StoredPlan | undefined {
    return stored(this.#pathOf(tenant, id));
  }

  /** Keeps a plan that was not begun. @throws PlanBegun, PlanDamaged, and whatever the disk says */
  async save(plan: Plan): Promise<void> {
    const path = this.#pathOf(plan.tenant, plan.id);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    withLock(path, () => {
      if (stored(path)?.begun !== undefined) throw new PlanBegun();
      const temporary = `${path}.${process.pid}.tmp`;
      writeFileSync(temporary, lineOf(plan), { mode: 0o600 });
      patiently(() => renameSync(temporary, path));
    });
    await synced(path);
  }

  remove(tenant: TenantId, id: string): void {
    const lock = new PlanLock(this.#pathOf(tenant, id));
    removeFile(this.#pathOf(tenant, id));
    lock.release();
  }

  /**
   * Takes the plan for this process, to apply it or to go on with it.
   * @throws PlanTaken where another applies it, PlanDamaged
   */
  async open(tenant: TenantId, id: string): Promise<OpenPlan> {
    const path = this.#pathOf(tenant, id);
    const lock = new PlanLock(path);
    try {
      const bytes = readFileSync(path);
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

/** A plan that this process applies. */
export class OpenPlan implements Journal {
  readonly stored: StoredPlan;
  readonly #file: FileHandle;
  readonly #lock: PlanLock;
  #end: number;
  /** One write after another: each begins where the last one ended. */
  #last: Promise<void> = Promise.resolve();
  #begun: Begun | undefined;

  constructor(there: StoredPlan, file: FileHandle, end: number, lock: PlanLock) {
    this.stored = there;
    this.#file = file;
    this.#end = end;
    this.#lock = lock;
    this.#begun = there.begun;
  }

  /**
   * What is sent, once and for all: where it was begun before, that goes on.
   * @param since the tenant's time now
   */
  async begin(steps: readonly Step[], since: string): Promise<readonly Step[]> {
    if (this.#begun !== undefined) return this.#begun.steps;
    await this.#write([{ steps, since }]);
    this.#begun = { steps, since };
    return steps;
  }

  append(entries: readonly Entry[]): Promise<void> {
    return this.#write(entries);
  }

  async close(): Promise<void> {
    await this.#last.catch(() => undefined);
    await this.#file.close();
    this.#lock.release();
  }

  #write(values: readonly unknown[]): Promise<void> {
    this.#last = this.#writeAfter(this.#last, values.map((value) => lineOf(value)).join(''));
    return this.#last;
  }

  /** After one that failed nothing is written: it may have left half of a line. */
  async #writeAfter(before: Promise<void>, text: string): Promise<void> {
    await before;
    this.#lock.mustBeMine();
    const bytes = Buffer.from(text);
    await this.#file.write(bytes, 0, bytes.length, this.#end);
    await this.#file.datasync();
    this.#lock.mustBeMine();
    this.#end += bytes.length;
  }
}

const read = (path: string): StoredPlan | undefined => {
  const text = ifThere(() => readFileSync(path, 'utf8'));
  return text === undefined ? undefined : readPlanText(text);
};

/** @throws PlanDamaged */
const stored = (path: string): StoredPlan | undefined => {
  const text = ifThere(() => readFileSync(path, 'utf8'));
  const there = text === undefined ? undefined : readPlanText(text);
  if (text !== undefined && there === undefined) throw new PlanDamaged();
  return there;
};

const synced = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
};

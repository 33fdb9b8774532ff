import type { FileHandle } from 'node:fs/promises';
import { writeAll } from '../editing/fileWrite.ts';
import type { Entry, Journal } from './ledger.ts';
import type { Step } from './plan.ts';
import type { PlanLock } from './planLock.ts';
import { lineOf, type Begun, type StoredPlan } from './planText.ts';

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
    try {
      await this.#file.close();
    } finally {
      this.#lock.release();
    }
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
    await writeAll(this.#file, bytes, this.#end);
    await this.#file.datasync();
    this.#lock.mustBeMine();
    this.#end += bytes.length;
  }
}

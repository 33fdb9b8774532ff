import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeName } from '../editing/draftName.ts';
import { ifThere, patiently, removeFile } from '../editing/fileError.ts';
import { withLock } from '../editing/fileLock.ts';
import { FileSync } from '../editing/fileSync.ts';
import { parseJson } from '../json.ts';
import type { TenantId } from '../model/tenant.ts';
import {
  decisionOn,
  isSameDecision,
  isUntouched,
  parseSweep,
  reset,
  sweepJson,
  type Decision,
  type Sweep,
} from './sweep.ts';

const ending = '.sweep';

/**
 * The sweep of each tenant on disk, in a folder for its owner alone. Windows share it: a window writes what was decided about the goals
 * that it touched, and leaves the others as they stand there.
 */
export class SweepFiles {
  readonly #folder: string;
  readonly #warn: (message: string) => void;
  readonly #sync = new FileSync();

  /** @param warn takes no text of a sweep */
  constructor(folder: string, warn: (message: string) => void) {
    this.#folder = folder;
    this.#warn = warn;
  }

  /** Undefined where none is kept. One that cannot be read is set aside. */
  read(tenant: TenantId): Sweep | undefined {
    const path = this.#pathOf(tenant);
    const text = ifThere(() => readFileSync(path, 'utf8'));
    if (text === undefined) return undefined;
    const sweep = parseSweep(parseJson(text));
    if (sweep !== undefined) return sweep;
    this.#warn('sweep: a file could not be read, and was set aside');
    patiently(() => renameSync(path, `${path}.${crypto.randomUUID()}.bad`));
    return undefined;
  }

  /** Takes the place of whatever is kept. @throws whatever the disk says */
  begin(tenant: TenantId, sweep: Sweep): void {
    this.#locked(tenant, () => this.#write(tenant, sweep));
  }

  /**
   * Keeps what was decided about one goal, and where the person is.
   * @throws whatever the disk says
   */
  keep(tenant: TenantId, { goalIds, at }: Sweep, goalId: string, decision: Decision | undefined): void {
    this.#locked(tenant, () => {
      const decisions = new Map(this.read(tenant)?.decisions);
      if (decision === undefined) decisions.delete(goalId);
      else decisions.set(goalId, decision);
      this.#write(tenant, { goalIds, at, decisions });
    });
  }

  /**
   * These decisions are somewhere else now. What was decided otherwise meanwhile stays.
   * @throws whatever the disk says
   */
  settle(tenant: TenantId, settled: ReadonlyMap<string, Decision>): void {
    this.#locked(tenant, () => {
      const sweep = this.read(tenant);
      if (sweep === undefined) return;
      let rest = sweep;
      for (const [goalId, decision] of settled)
        if (isSameDecision(decisionOn(sweep, goalId), decision)) rest = reset(rest, goalId);
      if (isUntouched(rest)) removeFile(this.#pathOf(tenant));
      else this.#write(tenant, rest);
    });
  }

  remove(tenant: TenantId): void {
    removeFile(this.#pathOf(tenant));
  }

  #pathOf(tenant: TenantId): string {
    return join(this.#folder, safeName(tenant) + ending);
  }

  #locked(tenant: TenantId, act: () => void): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    withLock(this.#pathOf(tenant), act);
  }

  /** Whole or not at all, whatever ends meanwhile. */
  #write(tenant: TenantId, sweep: Sweep): void {
    const path = this.#pathOf(tenant);
    const part = `${path}.part`;
    writeFileSync(part, sweepJson(sweep), { mode: 0o600 });
    patiently(() => renameSync(part, path));
    this.#sync.soon(path);
  }
}

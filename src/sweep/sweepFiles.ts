import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeName } from '../editing/draftName.ts';
import { ifThere, patiently, removeFile } from '../editing/fileError.ts';
import { withLock } from '../editing/fileLock.ts';
import { FileSync } from '../editing/fileSync.ts';
import { parseJson } from '../json.ts';
import type { TenantId } from '../model/tenant.ts';
import {
  begin,
  decisionOn,
  isSameDecision,
  isUntouched,
  parseSweep,
  reset,
  sweepJson,
  without,
  type Decision,
  type KeptSweep,
  type Sweep,
} from './sweep.ts';

const ending = '.sweep';

/**
 * The sweep of each tenant on disk, in a folder for its owner alone. Windows share it: a window changes what stands there,
 * and never puts back what it once read.
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

  /**
   * Undefined where none is kept. Of one that cannot be read, or not all of it, the original is set aside.
   * @throws whatever the disk says
   */
  read(tenant: TenantId): Sweep | undefined {
    const kept = this.#readStored(tenant);
    if (kept === undefined) return undefined;
    if (kept !== 'unreadable' && kept.isWhole) return kept.sweep;
    return withLock(this.#made(tenant), () => this.#mended(tenant));
  }

  #readStored(tenant: TenantId): KeptSweep | 'unreadable' | undefined {
    const text = ifThere(() => readFileSync(this.#pathOf(tenant), 'utf8'));
    return text === undefined ? undefined : (parseSweep(parseJson(text)) ?? 'unreadable');
  }

  /** As {@link read}, for who has the lock. */
  #mended(tenant: TenantId): Sweep | undefined {
    const kept = this.#readStored(tenant);
    if (kept === undefined) return undefined;
    if (kept !== 'unreadable' && kept.isWhole) return kept.sweep;
    const path = this.#pathOf(tenant);
    const aside = `${path}.${crypto.randomUUID()}.bad`;
    if (kept === 'unreadable') {
      this.#warn('sweep: a file could not be read, and was set aside');
      patiently(() => renameSync(path, aside));
      return undefined;
    }
    this.#warn(
      'sweep: what was decided about some goals could not be read; the file was set aside, and the rest is kept',
    );
    patiently(() => copyFileSync(path, aside));
    this.#write(tenant, kept.sweep);
    return kept.sweep;
  }

  /**
   * Begins anew, without these decisions. What another window decided meanwhile stays, and its goals are gone through as well.
   * @throws whatever the disk says
   */
  begin(tenant: TenantId, goalIds: readonly string[], discarded: Sweep['decisions']): Sweep {
    return withLock(this.#made(tenant), () => {
      const { decisions } = without(this.#mended(tenant) ?? begin([]), discarded);
      const sweep = { ...begin([...new Set([...goalIds, ...decisions.keys()])]), decisions };
      if (sweep.goalIds.length === 0) removeFile(this.#pathOf(tenant));
      else this.#write(tenant, sweep);
      return sweep;
    });
  }

  /**
   * Keeps where the person is, and what they decide now, beside whatever is decided by then: also in another window.
   * @returns all of it
   * @throws whatever the disk says
   */
  keep(tenant: TenantId, { goalIds, at }: Sweep, decide: (sweep: Sweep) => Sweep): Sweep {
    return withLock(this.#made(tenant), () => {
      const decisions = this.#mended(tenant)?.decisions ?? new Map<string, Decision>();
      const sweep = decide({ goalIds, at, decisions });
      this.#write(tenant, sweep);
      return sweep;
    });
  }

  /**
   * These decisions are somewhere else now. What was decided otherwise meanwhile stays.
   * @throws whatever the disk says
   */
  forgetDecisions(tenant: TenantId, decisions: ReadonlyMap<string, Decision>): void {
    withLock(this.#made(tenant), () => {
      const sweep = this.#mended(tenant);
      if (sweep === undefined) return;
      let rest = sweep;
      for (const [goalId, decision] of decisions)
        if (isSameDecision(decisionOn(sweep, goalId), decision)) rest = reset(rest, goalId);
      if (isUntouched(rest)) removeFile(this.#pathOf(tenant));
      else this.#write(tenant, rest);
    });
  }

  #pathOf(tenant: TenantId): string {
    return join(this.#folder, safeName(tenant) + ending);
  }

  #made(tenant: TenantId): string {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    return this.#pathOf(tenant);
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

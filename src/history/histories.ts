import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { safeName } from '../editing/draftName.ts';
import { errorCode } from '../editing/fileError.ts';
import { Failure } from '../failure.ts';
import { causeOf } from '../log.ts';
import type { TenantId } from '../model/tenant.ts';
import { generationsIn } from './historyFolder.ts';
import { usualLimits } from './historyLimits.ts';
import { HistoryWriter } from './historyWriter.ts';
import { readHistory } from './readHistory.ts';
import type { Coverage, RecordedChange } from './recordedChange.ts';
import { tidyHistory } from './tidyHistory.ts';

/** What changed in tenants, in a folder for their owner alone, one below it for each tenant. */
export class Histories {
  readonly #folder: string;
  readonly #limits;

  constructor(folder: string, limits = usualLimits) {
    this.#folder = folder;
    this.#limits = limits;
  }

  #folderOf(tenant: TenantId): string {
    return join(this.#folder, safeName(tenant));
  }

  writer(tenant: TenantId): HistoryWriter {
    return new HistoryWriter(this.#folderOf(tenant), this.#limits);
  }

  /** Whether nothing was ever recorded of the tenant. */
  isNew(tenant: TenantId): boolean {
    return generationsIn(this.#folderOf(tenant)).length === 0;
  }

  /** As {@link readHistory}. */
  read(
    tenant: TenantId,
    since: number,
    take: (change: RecordedChange) => void,
    signal?: AbortSignal,
  ): Promise<Coverage> {
    return readHistory(this.#folderOf(tenant), since, take, signal);
  }

  /** As {@link tidyHistory}. */
  tidy(tenant: TenantId): Promise<void> {
    return tidyHistory(this.#folderOf(tenant), this.#limits);
  }

  /**
   * Removes whatever is of other tenants than these.
   * @throws Failure
   */
  async forgetOthers(kept: readonly TenantId[]): Promise<void> {
    try {
      const staying = kept.map((tenant) => safeName(tenant));
      const names = (await readdir(this.#folder)).filter((name) => !staying.includes(name));
      const removing = names.map((name) => rm(join(this.#folder, name), { recursive: true, force: true }));
      // One that cannot be removed is no reason to leave the others.
      const failed = (await Promise.allSettled(removing)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw new Failure('goalsNotForgotten', causeOf(error));
    }
  }
}

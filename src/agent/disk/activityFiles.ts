import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { safeName } from '../../editing/draftName.ts';
import { ifThere } from '../../editing/fileError.ts';
import { withLock } from '../../editing/fileLock.ts';
import { causeOf, type Log } from '../../log.ts';
import type { TenantId } from '../../model/tenant.ts';
import { readActivity, type Activity, type ActivityLog, type Via } from '../activity.ts';

/** Bytes of a file; there are two for each tenant, of which the older one goes when the newer one is full. */
const usualBytes = 128 * 1024;

/** What agents did in tenants, a line a call, written by all processes of a computer. */
export class ActivityFiles {
  readonly #folder: string;
  readonly #mostBytes: number;

  constructor(folder: string, mostBytes = usualBytes) {
    this.#folder = folder;
    this.#mostBytes = mostBytes;
  }

  /**
   * A disk that fails is a word in the log.
   * @param planFolder where the plans of this process are kept
   */
  log(via: Via, log: Pick<Log, 'error'>, planFolder: string): ActivityLog {
    return {
      via,
      record: (tenant, activity) => {
        try {
          this.append(tenant, activity.plan === undefined ? activity : { ...activity, planFolder });
        } catch (error) {
          log.error(`What an agent did could not be written: ${causeOf(error)}`);
        }
      },
    };
  }

  /** @throws what the disk says */
  append(tenant: TenantId, activity: Activity): void {
    const file = this.#file(tenant);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    if (this.#isFull(file))
      withLock(file, () => {
        // Another process may have been quicker.
        if (this.#isFull(file)) renameSync(file, olderOf(file));
      });
    // In one piece: so it does not get mixed with that of another process.
    appendFileSync(file, `${JSON.stringify(activity)}\n`, { mode: 0o600 });
  }

  /** The last first. @throws what the disk says */
  read(tenant: TenantId): readonly Activity[] {
    const file = this.#file(tenant);
    return [olderOf(file), file]
      .flatMap((each) => (ifThere(() => readFileSync(each, 'utf8')) ?? '').split('\n'))
      .flatMap((line) => readActivity(line) ?? [])
      .toReversed();
  }

  #file(tenant: TenantId): string {
    return join(this.#folder, `${safeName(tenant)}.jsonl`);
  }

  #isFull(file: string): boolean {
    return (ifThere(() => statSync(file).size) ?? 0) >= this.#mostBytes;
  }
}

const olderOf = (file: string): string => `${file}.1`;

import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ifThere, patiently, removeFile } from '../editing/fileError.ts';
import { isRunning } from '../editing/fileLock.ts';
import { afterItsEnd, readPaceRecord, type PaceRecord } from './paceRecord.ts';

/** Older files of processes that are no more hold nothing that counts. */
const oldMs = 30 * 60_000;

/** A file for each process that talks to a tenant: its own to write, those of the others to read. */
export class PaceFolder {
  readonly #folder: string;
  readonly #tenant: string;
  readonly #own: string;

  constructor(folder: string, origin: string) {
    this.#folder = folder;
    this.#tenant = createHash('sha256').update(origin).digest('hex').slice(0, 16);
    this.#own = `${this.#tenant}.${process.pid}.${randomUUID().slice(0, 8)}`;
  }

  /** @throws what the disk says */
  open(): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.#folder)) {
      const file = join(this.#folder, name);
      const age = ifThere(() => Date.now() - statSync(file).mtimeMs) ?? 0;
      if (age > oldMs && !isRunning(pidIn(name))) removeFile(file);
    }
  }

  /** Nobody reads half of it. @throws what the disk says */
  write(record: PaceRecord, name = this.#own): void {
    const file = join(this.#folder, name);
    const temporary = `${file}.${randomUUID().slice(0, 8)}`;
    writeFileSync(temporary, JSON.stringify(record), { mode: 0o600 });
    patiently(() => renameSync(temporary, file));
  }

  /** What the others said last. @throws what the disk says */
  others(now: number): readonly PaceRecord[] {
    return readdirSync(this.#folder)
      .filter((name) => name !== this.#own && name.startsWith(`${this.#tenant}.`) && name.split('.').length === 3)
      .flatMap((name) => this.#read(name, now) ?? []);
  }

  #read(name: string, now: number): PaceRecord | undefined {
    const record = readPaceRecord(ifThere(() => readFileSync(join(this.#folder, name), 'utf8')) ?? '');
    if (record === undefined || isRunning(pidIn(name))) return record;
    const left = afterItsEnd(record, now);
    // Once: else what it had under way would count for ever.
    if (record.sent.some(([, ended]) => ended === 0)) this.write(left, name);
    return left;
  }
}

const pidIn = (name: string): number => Number(name.split('.')[1]);

import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { ifThere, patiently, removeFile } from '../editing/fileError.ts';
import { isRunning, withLock } from '../editing/fileLock.ts';

/** How often who applies a plan says that it still does, in milliseconds. */
const beatMs = 5000;

/** Who did not say so for this long is taken for gone, in milliseconds: its process may be another's by now. */
const goneAfterMs = 60_000;

/** Another process, or another part of this one, applies the plan. */
export class PlanTaken extends Error {
  override readonly name = 'PlanTaken';
}

/** Held by the one process that applies a plan, for as long as it does. */
export class PlanLock {
  readonly #path: string;
  readonly #token = `${process.pid} ${crypto.randomUUID()}`;
  readonly #beat: NodeJS.Timeout;

  /** @throws PlanTaken */
  constructor(file: string) {
    this.#path = `${file}.applying`;
    withLock(this.#path, () => {
      if (isHeld(this.#path)) throw new PlanTaken();
      writeFileSync(this.#path, this.#token, { mode: 0o600 });
    });
    this.#beat = setInterval(() => this.#touch(), beatMs).unref();
  }

  /** @throws PlanTaken where another has taken over: this process was suspended for long */
  mustBeMine(): void {
    if (holderAt(this.#path) !== this.#token) throw new PlanTaken();
  }

  release(): void {
    clearInterval(this.#beat);
    if (holderAt(this.#path) === this.#token) removeFile(this.#path);
  }

  /** Never throws: where the disk does not take a beat, the next one is soon enough. */
  #touch(): void {
    try {
      if (holderAt(this.#path) !== this.#token) return;
      const now = new Date();
      utimesSync(this.#path, now, now);
    } catch {
      // A disk that stays like this is told of by the next write.
    }
  }
}

const holderAt = (path: string): string | undefined => ifThere(() => patiently(() => readFileSync(path, 'utf8')));

const isHeld = (path: string): boolean => {
  const holder = holderAt(path);
  if (holder === undefined) return false;
  const pid = Number.parseInt(holder, 10);
  if (!(pid > 0) || !isRunning(pid)) return false;
  const beat = ifThere(() => statSync(path).mtimeMs);
  return beat !== undefined && Date.now() - beat < goneAfterMs;
};

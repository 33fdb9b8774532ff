import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Milliseconds until a written file is flushed to the device. */
export const syncAfterMs = 700;

/** Flushes written files to the device a moment later, each once, so that they survive a loss of power. */
export class FileSync {
  readonly #sync: (path: string) => Promise<void>;
  readonly #due = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(sync: (path: string) => Promise<void> = syncPath) {
    this.#sync = sync;
  }

  soon(file: string): void {
    this.#due.add(file);
    this.#timer ??= setTimeout(() => void this.flush(), syncAfterMs).unref();
  }

  /** Never rejects: a file that cannot be flushed now is flushed after its next write. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = [...this.#due];
    this.#due.clear();
    // The folder holds the names of its files, so it comes after them.
    const folders = new Set(files.map((file) => dirname(file)));
    for (const path of [...files, ...folders]) await this.#sync(path).catch(() => undefined);
  }
}

/** Fails for a folder on Windows, which flushes names by itself. */
const syncPath = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

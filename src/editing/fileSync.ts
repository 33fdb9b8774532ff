import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How long, in milliseconds, a file that was written may be in the memory of the operating system alone. */
export const syncAfterMs = 700;

/** Has files that were written put on the disk itself, a moment later and each once, so that they survive a loss of power. */
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

  /** Never rejects: what cannot be done is done with the next write. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const files = [...this.#due];
    this.#due.clear();
    // A folder holds the names of its files, and so after them.
    const folders = new Set(files.map((file) => dirname(file)));
    for (const path of [...files, ...folders]) await this.#sync(path).catch(() => undefined);
  }
}

/** Fails for a folder on Windows, which keeps names by itself. */
const syncPath = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

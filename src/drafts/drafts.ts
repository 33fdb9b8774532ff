import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { parseDraft, type Draft } from './draft.ts';

export type DraftKey = {
  readonly tenant: string;
  /** The goal's id, or the id that a new goal's form made up. */
  readonly id: string;
};

/**
 * Drafts on disk, one file each. Everything is synchronous: what `write` was given is on disk when it returns, and so
 * survives the end of the extension host a moment later.
 */
export class Drafts {
  readonly #directory: string;
  readonly #warn: (message: string) => void;

  constructor(directory: string, warn: (message: string) => void) {
    this.#directory = directory;
    this.#warn = warn;
  }

  read(key: DraftKey): Draft | undefined {
    const file = this.#fileOf(key);
    const text = readIfThere(file);
    if (text === undefined) return undefined;
    const draft = parseDraft(parseJson(text));
    if (draft === undefined) {
      // Kept, so that a person can still get at the text.
      renameSync(file, `${file}.unreadable`);
      this.#warn('A draft could not be read; its file was renamed to end in .unreadable.');
    }
    return draft;
  }

  /** @throws when the disk refuses. */
  write(key: DraftKey, draft: Draft): void {
    const file = this.#fileOf(key);
    const temporary = `${file}.${process.pid}.tmp`;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify(draft), { mode: 0o600 });
    renameSync(temporary, file);
  }

  remove(key: DraftKey): void {
    rmSync(this.#fileOf(key), { force: true });
  }

  #fileOf({ tenant, id }: DraftKey): string {
    return join(this.#directory, fileName(tenant), `${fileName(id)}.json`);
  }
}

/** Letters, digits, `-`, `_` and inner dots as they are: nothing that climbs out of a folder or that Windows refuses. */
const fileName = (text: string): string =>
  encodeURIComponent(text).replace(/^\.|\.$|[*'()!~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

const readIfThere = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

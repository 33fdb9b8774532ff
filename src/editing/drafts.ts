import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { parseJson } from '../json.ts';
import { createEmitter } from '../model/emitter.ts';
import { parseDraft, type Draft, type DraftDisk, type DraftKey, type KeptDraft } from './draft.ts';

/**
 * Drafts on disk, one file each. Everything is synchronous: what `write` was given is on disk when it returns, and so
 * survives the end of the extension host a moment later.
 */
export class Drafts implements DraftDisk {
  readonly #directory: string;
  readonly #warn: (message: string) => void;
  readonly #changes = createEmitter<DraftKey>();
  /** A draft was written or removed by this window. */
  readonly onDidChange = this.#changes.event;

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
    this.#changes.fire(key);
  }

  remove(key: DraftKey): void {
    rmSync(this.#fileOf(key), { force: true });
    this.#changes.fire(key);
  }

  /** Every draft of every tenant, other windows' included, the latest first. */
  list(): readonly KeptDraft[] {
    const kept = namesIn(this.#directory).flatMap((folder) =>
      namesIn(join(this.#directory, folder)).flatMap((file) => this.#keptIn(folder, file)),
    );
    return kept.toSorted((a, b) => b.draft.at.localeCompare(a.draft.at) || a.id.localeCompare(b.id));
  }

  #keptIn(folder: string, file: string): readonly KeptDraft[] {
    if (file.endsWith('.tmp')) removeLeftOver(join(this.#directory, folder, file));
    const tenant = plainName(folder);
    const id = file.endsWith('.json') ? plainName(file.slice(0, -'.json'.length)) : undefined;
    if (tenant === undefined || id === undefined) return [];
    const draft = this.read({ tenant, id });
    return draft === undefined ? [] : [{ tenant, id, draft }];
  }

  #fileOf({ tenant, id }: DraftKey): string {
    return join(this.#directory, fileName(tenant), `${fileName(id)}.json`);
  }
}

/** Letters, digits, `-`, `_` and inner dots as they are: nothing that climbs out of a folder or that Windows refuses. */
const fileName = (text: string): string =>
  encodeURIComponent(text).replace(/^\.|\.$|[*'()!~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);

/** What {@link fileName} was given; undefined for a name that it cannot have made. */
const plainName = (name: string): string | undefined => {
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
};

const readIfThere = (file: string): string | undefined => ifThere(() => readFileSync(file, 'utf8'));

/** In milliseconds. A draft is written in far less. */
const leftOverAfterMs = 60_000;

/** What a process that ended while it wrote left behind is customers' text, too. */
const removeLeftOver = (file: string): void => {
  const at = ifThere(() => statSync(file).mtimeMs);
  if (at !== undefined && Date.now() - at > leftOverAfterMs) rmSync(file, { force: true });
};

/** The names in a folder; none where it is no folder. */
const namesIn = (folder: string): readonly string[] => ifThere(() => readdirSync(folder)) ?? [];

const ifThere = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return undefined;
    throw error;
  }
};

import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseJson } from '../../json.ts';
import { dayMs } from '../../model/dueDate.ts';
import { readTextBase } from '../readTextBase.ts';
import type { TextBase } from '../textBase.ts';
import { fileEnding } from './languageId.ts';

/** A text that nobody saved for so long is removed when another is opened, in milliseconds. */
const keptMs = 30 * dayMs;

const baseName = 'base.json';

/** Texts that were opened from a tenant, each in a folder of its own beside what it was made of. They are read by their owner alone. */
export class TextFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param name of the tab @returns the path of the text */
  async create(name: string, text: string, base: TextBase): Promise<string> {
    await this.#tidy();
    const folder = path.join(this.#folder, crypto.randomUUID());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await this.#write(path.join(folder, baseName), JSON.stringify(base));
    const file = path.join(folder, `${fileName(name)}${fileEnding}`);
    await this.#write(file, text);
    return file;
  }

  /** What the text was made of; undefined for a file that is none of these. */
  async base(file: string): Promise<TextBase | undefined> {
    if (!this.#isOurs(file)) return undefined;
    try {
      return readTextBase(parseJson(await readFile(path.join(path.dirname(file), baseName), 'utf8')));
    } catch {
      return undefined;
    }
  }

  async keepBase(file: string, base: TextBase): Promise<void> {
    if (this.#isOurs(file)) await this.#write(path.join(path.dirname(file), baseName), JSON.stringify(base));
  }

  #isOurs(file: string): boolean {
    return path.dirname(path.dirname(file)) === path.normalize(this.#folder);
  }

  async #write(file: string, text: string): Promise<void> {
    const other = `${file}.${crypto.randomUUID().slice(0, 8)}.tmp`;
    await writeFile(other, text, { mode: 0o600, flush: true });
    await rename(other, file);
  }

  async #tidy(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names) {
      const folder = path.join(this.#folder, name);
      const savedAt = await lastSave(folder);
      // One that cannot be removed is tried again with the next text.
      if (savedAt !== undefined && savedAt < Date.now() - keptMs)
        await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Undefined where that cannot be known: what cannot be read may be what somebody typed. */
const lastSave = async (folder: string): Promise<number | undefined> => {
  try {
    const files = await readdir(folder);
    const stats = await Promise.all(files.map((file) => stat(path.join(folder, file))));
    return stats.length === 0 ? undefined : stats.reduce((last, { mtimeMs }) => Math.max(last, mtimeMs), 0);
  } catch {
    return undefined;
  }
};

const longestName = 60;

/** Without what bites in a path. */
const fileName = (name: string): string => {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}/\\:*?"<>|#%]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const short = Array.from(plain).slice(0, longestName).join('').trim();
  return short === '' || /^\.+$/.test(short) ? 'goals' : short;
};

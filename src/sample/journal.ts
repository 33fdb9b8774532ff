import { closeSync, constants, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Edits in a file that several servers share, one JSON line each, only ever appended. Reading and writing are
 * synchronous: a request is looked up, checked and written in one turn, and nothing of another request comes between.
 */
export type Journal = {
  /** Writes one entry in one go; its own next `read` returns it too. Throws what the file system throws. */
  readonly append: (entry: unknown) => void;
  /** The entries that were written since the last read, by whomever, in the file's order. */
  readonly read: () => JournalNews;
  readonly close: () => void;
};

export type JournalNews = {
  readonly entries: readonly unknown[];
  /** Lines that were no JSON: what a crash left of one. */
  readonly broken: number;
  /** The file was emptied: what was read before no longer holds. */
  readonly restarted: boolean;
};

const newline = 0x0a;

export function openJournal(folder: string): Journal {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'edits.jsonl');
  const file = openSync(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
  let offset = 0;
  let open = true;
  // The system gives the number of a closed file to the next one that is opened.
  const whileOpen = <T>(act: () => T): T => {
    if (open) return act();
    throw new Error('The sample tenant is closed.');
  };
  const read = (): JournalNews => {
    const size = fstatSync(file).size;
    const restarted = size < offset;
    if (restarted) offset = 0;
    const bytes = readBetween(file, offset, size);
    // What follows the last line end may still be being written; it is read when its end is there.
    const whole = bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
    offset += whole.length;
    return { ...parseLines(whole.toString('utf8')), restarted };
  };
  return {
    append: (entry) => whileOpen(() => writeLine(file, entry)),
    read: () => whileOpen(read),
    close: () => {
      if (open) closeSync(file);
      open = false;
    },
  };
}

/** The line end in front closes a line that a crash tore: this one never continues it. Empty lines are nothing. */
function writeLine(file: number, entry: unknown): void {
  const line = Buffer.from(`\n${JSON.stringify(entry)}\n`);
  const written = writeSync(file, line);
  if (written < line.length)
    throw new Error(`The edit could not be kept: ${written} of ${line.length} bytes were written.`);
}

function readBetween(file: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.max(0, end - start));
  let filled = 0;
  while (filled < bytes.length) {
    const count = readSync(file, bytes, filled, bytes.length - filled, start + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

function parseLines(text: string): { readonly entries: readonly unknown[]; readonly broken: number } {
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map(parseLine).filter((entry) => entry !== undefined);
  return { entries, broken: lines.length - entries.length };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

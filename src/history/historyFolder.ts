import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { ifThere } from '../editing/fileError.ts';

/**
 * A tenant's history is a folder of generations, each with one file of texts and segments that count on it. Generations and segments are
 * named after the second in which they begin. Only the last segment of the last generation grows; those before it are packed.
 */
export type Segment = {
  readonly generation: string;
  /** Whole seconds since 1970. */
  readonly start: number;
  /** Of the file that grows; the packed one has {@link packedEnding} as well. */
  readonly path: string;
  readonly isPacked: boolean;
};

export const packedEnding = '.gz';
const ending = '.log';

/** The path of the generation's file of texts. */
export const textsPath = (generation: string): string => join(generation, 'texts');

export const segmentAt = (generation: string, start: number): Segment => ({
  generation,
  start,
  path: join(generation, `${start}${ending}`),
  isPacked: false,
});

/** Folders, oldest first. */
export const generationsIn = (folder: string): readonly string[] =>
  numbersIn(folder, '').map((start) => join(folder, String(start)));

/** Oldest first. One that is being packed is there twice, and packed then. */
export const segmentsIn = (generation: string): readonly Segment[] => {
  const packed = numbersIn(generation, ending + packedEnding);
  const plain = numbersIn(generation, ending).filter((start) => !packed.includes(start));
  return [...packed, ...plain]
    .toSorted((a, b) => a - b)
    .map((start) => ({ ...segmentAt(generation, start), isPacked: packed.includes(start) }));
};

const numbersIn = (folder: string, end: string): readonly number[] =>
  (ifThere(() => readdirSync(folder)) ?? [])
    .filter((name) => name.endsWith(end) && /^\d+$/.test(name.slice(0, name.length - end.length)))
    .map((name) => Number.parseInt(name, 10))
    .toSorted((a, b) => a - b);

/** What of a file that grows stands behind these bytes, up to its last whole line. */
export const linesFrom = (path: string, from: number): Buffer => {
  const file = ifThere(() => openSync(path, 'r'));
  if (file === undefined) return Buffer.alloc(0);
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - from));
    const read = readSync(file, bytes, 0, bytes.length, from);
    return wholeLines(bytes.subarray(0, read));
  } finally {
    closeSync(file);
  }
};

const wholeLines = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf('\n') + 1);

/** All whole lines of a segment. It may be packed while this runs; it has none where it is gone, or damaged. */
export const contentOf = ({ path }: Pick<Segment, 'path'>): Buffer =>
  wholeLines(packedContent(path) ?? plainContent(path) ?? packedContent(path) ?? Buffer.alloc(0));

/** Undefined where it is not there, or damaged: its checksum says so. */
export const packedContent = (path: string): Buffer | undefined => {
  const bytes = ifThere(() => readFileSync(path + packedEnding));
  try {
    return bytes && gunzipSync(bytes);
  } catch {
    return undefined;
  }
};

export const plainContent = (path: string): Buffer | undefined => ifThere(() => readFileSync(path));

/** Writes lines at this place, over whatever a process left there that was ended; what is left of that is no whole line. */
export const writeAt = (path: string, text: string, at: number): number => {
  const bytes = Buffer.from(text);
  const file = openSync(path, at === 0 ? 'w' : 'r+', 0o600);
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, at + done);
    return at + bytes.length;
  } finally {
    closeSync(file);
  }
};

/** The lines of a text that ends with one. */
export const linesIn = (bytes: Buffer): readonly string[] =>
  bytes.length === 0 ? [] : bytes.toString('utf8', 0, bytes.length - 1).split('\n');

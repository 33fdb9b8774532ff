import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { generationsIn, packedContent, packedEnding, plainContent, segmentsIn } from './historyFolder.ts';
import type { HistoryLimits } from './historyLimits.ts';

const pack = promisify(gzip);
const partEnding = '.part';

/** Another window may be packing this moment. */
const longestPackingMs = 10 * 60_000;

/** Packs the segments of a tenant that grow no more, and drops the oldest as long as there is more than may be kept. */
export const tidyHistory = async (folder: string, { totalBytes, segmentBytes }: HistoryLimits): Promise<void> => {
  const segments = generationsIn(folder).flatMap((generation) => segmentsIn(generation));
  const growing = segments.at(-1);
  for (const segment of segments) if (segment !== growing) await packed(segment.path);
  for (const generation of generationsIn(folder)) await removeParts(generation);
  // Until the next time one more segment grows, and the texts with it.
  while ((await sizeBelow(generationsIn(folder))) > totalBytes - 2 * segmentBytes) {
    const [oldest] = generationsIn(folder);
    const [first, ...others] = segmentsIn(oldest ?? '');
    if (oldest === undefined || first === undefined || first.path === growing?.path) return;
    // With its last segment a generation's texts go.
    if (others.length === 0) await rm(oldest, { recursive: true, force: true });
    else for (const file of [first.path, first.path + packedEnding]) await rm(file, { force: true });
  }
};

/** Written beside the plain one, which is removed once the packed one reads back. */
const packed = async (path: string): Promise<void> => {
  const plain = plainContent(path);
  if (plain === undefined) return;
  if (packedContent(path) === undefined) {
    const part = `${path}.${crypto.randomUUID()}${partEnding}`;
    await writeThrough(part, await pack(plain));
    await rename(part, path + packedEnding);
  }
  if (packedContent(path) !== undefined) await rm(path, { force: true });
};

/** To the device: else a computer that loses its power then may have the name and not what it is for. */
const writeThrough = async (path: string, bytes: Buffer): Promise<void> => {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.datasync();
  } finally {
    await file.close();
  }
};

const removeParts = async (generation: string): Promise<void> => {
  for (const name of await readdir(generation)) {
    const file = join(generation, name);
    if (name.endsWith(partEnding) && (await ageOf(file)) > longestPackingMs) await rm(file, { force: true });
  }
};

/** 0 where it is gone. */
const ageOf = async (file: string): Promise<number> =>
  stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );

const sizeBelow = async (folders: readonly string[]): Promise<number> => {
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder)).map((name) => join(folder, name))),
  );
  const sizes = await Promise.all(
    names.flat().map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

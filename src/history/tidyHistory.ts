import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { contentOf, generationsIn, packedEnding, segmentsIn, type Segment } from './historyFolder.ts';
import type { HistoryLimits } from './historyLimits.ts';

const pack = promisify(gzip);
const partEnding = '.part';

/** Another window may be packing this moment. */
const longestPackingMs = 10 * 60_000;

/** Packs the segments of a tenant that grow no more, and drops the oldest as long as there is more than may be kept. */
export const tidyHistory = async (folder: string, { totalBytes, segmentBytes }: HistoryLimits): Promise<void> => {
  const segments = generationsIn(folder).flatMap((generation) => segmentsIn(generation));
  const growing = segments.at(-1);
  for (const segment of segments) if (segment !== growing) await packed(segment);
  for (const generation of generationsIn(folder)) await removeParts(generation);
  // Until the next time one more segment grows, and the texts with it.
  while ((await sizeBelow(generationsIn(folder))) > totalBytes - 2 * segmentBytes) {
    const [oldest] = generationsIn(folder);
    const [first, ...others] = segmentsIn(oldest ?? '');
    if (oldest === undefined || first === undefined || first.path === growing?.path) return;
    // With its last segment a generation's texts go.
    if (others.length === 0) await rm(oldest, { recursive: true, force: true });
    else await rm(first.path + packedEnding, { force: true });
  }
};

/** Written beside the plain one, which is removed once the packed one is whole. */
const packed = async ({ path, isPacked }: Segment): Promise<void> => {
  if (!isPacked) {
    const part = `${path}.${crypto.randomUUID()}${partEnding}`;
    await writeFile(part, await pack(contentOf({ path })), { mode: 0o600 });
    await rename(part, path + packedEnding);
  }
  await rm(path, { force: true });
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

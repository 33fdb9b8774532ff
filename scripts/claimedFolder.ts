import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning } from '../src/editing/fileLock.ts';

async function ownerOf(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** A folder that no other living process has claimed: `<path>`, else `<path>-2`, and so on. */
export async function claimFolder(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const folder = number === 1 ? path : `${path}-${number}`;
    const file = join(folder, 'owner');
    const owner = await ownerOf(file);
    if (owner !== undefined && isRunning(owner)) continue;
    await mkdir(folder, { recursive: true });
    await writeFile(file, String(process.pid));
    return folder;
  }
}

import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Profile } from '../test/workbench/profile.ts';

// A browser keeps what the workbench stores, secrets included, by address: the same port finds it again.
const fileOf = (profile: Profile): string => join(profile.folder, 'port');

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** The port of the last start if it is free, else 0: any. */
export async function rememberedPort(profile: Profile): Promise<number> {
  const port = Number(await readFile(fileOf(profile), 'utf8').catch(() => '0'));
  return (await isFree(port)) ? port : 0;
}

export async function rememberPort(profile: Profile, url: string): Promise<void> {
  await writeFile(fileOf(profile), new URL(url).port);
}

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileOf = (name: string): string => join(import.meta.dirname, 'standIns', `${name}.cjs`);

// argon2 comes compiled with newer builds, but not for every platform; nothing here needs the real one.
const standIns = {
  argon2: ['argon2'],
  spdlog: ['code-server/lib/vscode/node_modules/@vscode/spdlog'],
  nativeWatchdog: [
    'code-server/lib/vscode/node_modules/@vscode/native-watchdog',
    'code-server/lib/vscode/node_modules/native-watchdog',
  ],
} as const;

async function replace(folder: string, file: string): Promise<void> {
  await rm(folder, { recursive: true });
  await mkdir(folder, { recursive: true });
  await copyFile(file, join(folder, 'standIn.cjs'));
  await writeFile(join(folder, 'package.json'), '{ "version": "0.0.0", "main": "standIn.cjs" }');
}

/**
 * Puts small pure JavaScript in the place of three native modules, which npm would have to compile with Python, make
 * and a C++ compiler. So a VS Code installs the same way on every machine, and writes its log files.
 */
export async function putStandIns(modules: string): Promise<void> {
  for (const [name, places] of Object.entries(standIns)) {
    for (const place of places) {
      const folder = join(modules, place);
      if (existsSync(folder)) await replace(folder, fileOf(name));
    }
  }
}

/** Changes with the stand-ins, so that an installation with older ones is not used. */
export function standInsDigest(): string {
  const hash = createHash('sha256');
  for (const name of Object.keys(standIns)) hash.update(readFileSync(fileOf(name)));
  return hash.digest('hex').slice(0, 8);
}

import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { npm, runQuietly } from '../workbench/command.ts';
import { scratchFolder } from '../workbench/folders.ts';

export const peersFolder = join(scratchFolder, 'bench');

/** Installs what the bench compares with, once. They are nobody else's dependency. */
export const ensurePeers = async (): Promise<void> => {
  if (['axios', 'openapi-fetch'].every((name) => existsSync(join(peersFolder, 'node_modules', name)))) return;
  await mkdir(peersFolder, { recursive: true });
  await copyFile(join(import.meta.dirname, 'package.json'), join(peersFolder, 'package.json'));
  await runQuietly(npm('install', '--ignore-scripts'), 'The peers could not be installed.', 'What npm said is above.', {
    cwd: peersFolder,
  });
};

import { existsSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { npm, runQuietly } from '../../scripts/command.ts';
import { projectFolder, scratchFolder } from '../../scripts/folders.ts';

export const peersFolder = join(scratchFolder, 'bench');

/** A client that @hey-api/openapi-ts generated from the contract. */
export const generatedClient = join(peersFolder, 'generated.mjs');

/** Installs what the bench compares with, once. They are nobody else's dependency. */
export const ensurePeers = async (): Promise<void> => {
  if (existsSync(generatedClient)) return;
  await mkdir(peersFolder, { recursive: true });
  await copyFile(join(import.meta.dirname, 'package.json'), join(peersFolder, 'package.json'));
  await runQuietly(npm('install', '--ignore-scripts'), 'The peers could not be installed.', 'What npm said is above.', {
    cwd: peersFolder,
  });
  const generated = join(peersFolder, 'generated');
  await runQuietly(
    {
      command: process.execPath,
      args: [
        join(peersFolder, 'node_modules', '@hey-api', 'openapi-ts', 'bin', 'run.js'),
        '-i',
        join(projectFolder, 'test', 'contract', 'openapi.yaml'),
        '-o',
        generated,
        '-c',
        '@hey-api/client-fetch',
        '--no-log-file',
      ],
    },
    'No client could be generated.',
    'What the generator said is above.',
    { cwd: peersFolder },
  );
  await build({
    entryPoints: [join(generated, 'index.ts')],
    outfile: generatedClient,
    bundle: true,
    format: 'esm',
    platform: 'node',
  });
};

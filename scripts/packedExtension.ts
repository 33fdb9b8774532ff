import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly, tool } from './command.ts';
import { projectFolder, scratchFolder } from './folders.ts';

export const packedPath = join(scratchFolder, 'customer-goals.vsix');

/** Builds the extension and packs it as it would be published. Resolves to the path of the .vsix. */
export async function packExtension(): Promise<string> {
  // Chunks are named by their content: those of an older build would be packed along.
  await rm(join(projectFolder, 'dist'), { recursive: true, force: true });
  await mkdir(scratchFolder, { recursive: true });
  await runQuietly(
    { command: process.execPath, args: [join(projectFolder, 'esbuild.mjs')] },
    'The extension could not be built.',
    'What esbuild said is above.',
  );
  const unfinished = `${packedPath}.${process.pid}`;
  const options = [
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--skip-license',
    '--out',
    unfinished,
  ];
  await runQuietly(
    tool('@vscode/vsce/vsce', 'package', ...options),
    'The extension could not be packed.',
    'What vsce said is above.',
  );
  await rename(unfinished, packedPath);
  return packedPath;
}

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { runQuietly } from '../../scripts/command.ts';
import { projectFolder } from '../../scripts/folders.ts';
import { loadedAtOnce } from '../workbench/loadedAtOnce.ts';

type Builds = { readonly host: BuildOptions; readonly page: BuildOptions };

/** Builds the extension and adds up what VS Code reads to activate it: the entry and all that it imports at once. */
export const mainBundleBytes = async (): Promise<number> => {
  await runQuietly(
    { command: process.execPath, args: [join(projectFolder, 'esbuild.mjs')] },
    'The extension could not be built.',
    'What esbuild said is above.',
  );
  const { size } = await stat(join(projectFolder, 'dist', 'helpers.cjs'));
  return size + (await bytesWith('host', 'dist/extension.cjs'));
};

/** What the page of a form loads at first, as the extension was last built. */
export const formScriptBytes = (): Promise<number> => bytesWith('page', 'dist/form/page.js');

const bytesWith = async (kind: keyof Builds, entry: string): Promise<number> => {
  const builds: Builds = await import(pathToFileURL(join(projectFolder, 'scripts', 'esbuild.options.mjs')).href);
  const { metafile } = await build({ ...builds[kind], absWorkingDir: projectFolder, write: false, metafile: true });
  const sizes = [...loadedAtOnce(metafile.outputs, entry)].map(async (name) => stat(join(projectFolder, name)));
  return (await Promise.all(sizes)).reduce((bytes, { size }) => bytes + size, 0);
};

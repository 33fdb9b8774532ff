import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { runQuietly } from '../../scripts/command.ts';
import { projectFolder } from '../../scripts/folders.ts';
import { loadedAtOnce } from '../workbench/loadedAtOnce.ts';

type Builds = { readonly page: BuildOptions };

/** Builds the extension and says how long the file is that VS Code reads to activate it. */
export const mainBundleBytes = async (): Promise<number> => {
  await runQuietly(
    { command: process.execPath, args: [join(projectFolder, 'esbuild.mjs')] },
    'The extension could not be built.',
    'What esbuild said is above.',
  );
  return (await stat(join(projectFolder, 'dist', 'extension.cjs'))).size;
};

/** What the page of a form loads at first, as the extension was last built. */
export const formScriptBytes = async (): Promise<number> => {
  const { page }: Builds = await import(pathToFileURL(join(projectFolder, 'scripts', 'esbuild.options.mjs')).href);
  const { metafile } = await build({ ...page, absWorkingDir: projectFolder, write: false, metafile: true });
  const sizes = [...loadedAtOnce(metafile.outputs, 'dist/form/page.js')].map((name) => stat(join(projectFolder, name)));
  return (await Promise.all(sizes)).reduce((bytes, { size }) => bytes + size, 0);
};

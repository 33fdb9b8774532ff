import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runQuietly } from '../workbench/command.ts';
import { projectFolder } from '../workbench/folders.ts';

/** Builds the extension and adds up what VS Code reads to activate it: the entry and all that it imports at once. */
export const mainBundleBytes = async (): Promise<number> => {
  await runQuietly(
    { command: process.execPath, args: [join(projectFolder, 'esbuild.mjs')] },
    'The extension could not be built.',
    'What esbuild said is above.',
  );
  return bytesOf(join(projectFolder, 'dist', 'extension.js'), new Set());
};

const bytesOf = async (file: string, counted: Set<string>): Promise<number> => {
  if (counted.has(file)) return 0;
  counted.add(file);
  const text = await readFile(file, 'utf8');
  let bytes = Buffer.byteLength(text);
  for (const [, name = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.[^"]+)"/g))
    bytes += await bytesOf(join(dirname(file), name), counted);
  return bytes;
};

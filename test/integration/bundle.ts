import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { scratchFolder } from '../../scripts/folders.ts';
import { ScriptError } from '../../scripts/scriptError.ts';

const manifest = {
  name: 'tests',
  publisher: 'customer-goals-workbench',
  version: '1.0.0',
  type: 'module',
  engines: { vscode: '^1.103.0' },
  contributes: {
    // One whose tenant is a test's own.
    languageModelTools: [
      {
        name: 'tests_search_goals',
        displayName: 'Search Goals of a Test',
        modelDescription: 'For a test.',
        inputSchema: { type: 'object', properties: {} },
      },
    ],
  },
};

/** An extension with nothing in it but the tests: the one under test is the packed one, installed beside it. */
export type TestExtension = { readonly folder: string; readonly tests: string };

/** @param wanted parts of the names of suites; none: all suites */
export async function bundleTests(wanted: readonly string[] = []): Promise<TestExtension> {
  const folder = join(scratchFolder, 'integration', 'tests');
  const suite = join(import.meta.dirname, 'suite');
  const names = (await readdir(suite)).filter((name) => name.endsWith('.test.ts'));
  const chosen = names.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  if (chosen.length === 0)
    throw new ScriptError(`There is no suite named ${wanted.join(' or ')}.`, `There are: ${names.join(', ')}.`);
  const suites = chosen.map((name) => join(suite, name));
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: [join(suite, 'index.ts'), ...suites],
    outdir: folder,
    outbase: suite,
    bundle: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    platform: 'node',
    target: 'node22',
    packages: 'external',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return { folder, tests: join(folder, 'index.mjs') };
}

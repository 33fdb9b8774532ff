import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { expect, it } from 'vitest';
import { loadedAtOnce } from '../workbench/loadedAtOnce.ts';

const root = path.resolve(import.meta.dirname, '../..');

const packageOf = (input: string): readonly string[] =>
  (/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(input) ?? []).slice(1);

/** Whatever else the extension uses, a schema library above all, is loaded on first use or not at all. */
const packagesOfActivation = ['quick-lru'];

it('activation loads only what it must', { timeout: 60_000 }, async () => {
  const { host }: { host: BuildOptions } = await import(
    pathToFileURL(path.join(root, 'scripts', 'esbuild.options.mjs')).href
  );
  const { metafile } = await build({ ...host, absWorkingDir: root, write: false, metafile: true });
  const packagesIn = (outputs: Iterable<string>): readonly string[] => [
    ...new Set([...outputs].flatMap((name) => Object.keys(metafile.outputs[name]?.inputs ?? {}).flatMap(packageOf))),
  ];
  expect(packagesIn(loadedAtOnce(metafile.outputs, 'dist/extension.cjs'))).toEqual(packagesOfActivation);
  expect(packagesIn(Object.keys(metafile.outputs))).toContain('node-fetch');
});

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { asCommonJs } from './esbuild.commonjs.mjs';

export const watch = process.argv.includes('--watch');
const production = !watch && !process.argv.includes('--development');

const shared = { bundle: true, minify: production, sourcemap: !production, logLevel: 'warning', metafile: true };

export const host = {
  ...shared,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  platform: 'node',
  format: 'esm',
  splitting: true,
  target: 'node22',
  external: ['vscode'],
  chunkNames: 'chunks/[name]-[hash]',
  plugins: [asCommonJs],
};

/**
 * What a page loads on first use is a file of its own beside it; `src/webview/webviewDocument.ts` says where that is. Split by esbuild, page
 * and file would share a third one, and a page that is opened waits for each file in turn.
 */
const filesBeside = {
  name: 'files-beside',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `beside/${basename(path, '.ts')}.js`, external: true } : undefined,
    ),
};

/** Each page reads its own folder alone. What edits formatted descriptions is ten times the rest: the first paint does not wait for it. */
const pageOf = (folder, ...beside) => ({
  ...shared,
  entryPoints: [
    { in: `src/${folder}/page/main.ts`, out: `${folder}/page` },
    { in: `src/${folder}/page/${folder}.css`, out: `${folder}/page` },
    ...beside.map((file) => ({ in: file, out: `${folder}/${basename(file, '.ts')}` })),
  ],
  outdir: 'dist',
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  plugins: [filesBeside],
});

export const page = pageOf('form', 'src/description/richText.ts');
export const overviewPage = pageOf('overview');

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'));

/** One file that runs on Node 20 wherever it is put: CommonJS, which a file of this name is by default. */
export const agent = {
  ...shared,
  entryPoints: [{ in: 'src/agent/mcp/main.ts', out: 'mcp' }],
  outdir: 'dist',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  define: { 'process.env.npm_package_version': JSON.stringify(version) },
  banner: { js: '#!/usr/bin/env node' },
};

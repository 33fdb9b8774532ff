import { rmSync } from 'node:fs';
import { context, build } from 'esbuild';

const watch = process.argv.includes('--watch');
const production = !watch && !process.argv.includes('--development');

const shared = { bundle: true, minify: production, sourcemap: !production, logLevel: 'warning', metafile: true };

const host = {
  ...shared,
  entryPoints: ['src/extension.ts'],
  outdir: 'dist',
  platform: 'node',
  format: 'esm',
  splitting: true,
  target: 'node22',
  external: ['vscode'],
  chunkNames: 'chunks/[name]-[hash]',
  // node-fetch and its kin are CommonJS in places; an ES module bundle has no `require` of its own.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

const page = {
  ...shared,
  entryPoints: { 'form/page': 'src/form/page/main.ts' },
  outdir: 'dist',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
};

// Chunks are named after their content: those of an earlier build would be packed as well.
rmSync('dist', { recursive: true, force: true });
for (const options of [host, page]) {
  if (watch) await (await context(options)).watch();
  else await build(options);
}

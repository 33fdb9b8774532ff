import { rmSync } from 'node:fs';
import { context, build } from 'esbuild';
import { host, page, watch } from './scripts/esbuild.options.mjs';

// Chunks are named after their content: those of an earlier build would be packed as well.
rmSync('dist', { recursive: true, force: true });
for (const options of [host, page]) {
  if (watch) await (await context(options)).watch();
  else await build(options);
}
if (watch) console.log('Builds on every change. Ctrl+C ends it.');

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { context, build } from 'esbuild';
import { bundledPackages, noticesOf } from './scripts/bundledPackages.mjs';
import { agent, host, overviewPage, page, watch } from './scripts/esbuild.options.mjs';

// Chunks are named after their content: those of an earlier build would be packed as well.
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
// The package around it says that its files are ES modules.
writeFileSync('dist/package.json', '{ "type": "commonjs" }\n');
if (watch) {
  for (const options of [host, page, overviewPage, agent]) await (await context(options)).watch();
} else {
  const builds = await Promise.all([host, page, overviewPage, agent].map((options) => build(options)));
  const packages = bundledPackages(
    builds.map(({ metafile }) => metafile),
    import.meta.dirname,
  );
  writeFileSync('dist/ThirdPartyNotices.txt', noticesOf(packages));
}
if (watch) console.log('Builds on every change. Ctrl+C ends it.');

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { transform } from 'esbuild';

// As a module it would be copied, a getter for each of its hundreds of names, by every file that imports it.
const api = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g;

const sharedHelpers = 'helpers.cjs';

/** What esbuild writes at the beginning of each CommonJS file that needs it, by name. */
const helperTexts = async () => {
  const all = 'import * as a from "a"; export * from "b"; export const c = () => [a, import("d")];';
  const { code } = await transform(all, { ...toCommonJs, minifyWhitespace: true });
  const texts = code.slice(0, code.indexOf('var stdin_exports')).matchAll(/var (__\w+)=.*?;(?=var |$)/gs);
  return new Map(Array.from(texts, ([text, name]) => [name, text]));
};

const toCommonJs = { format: 'cjs', platform: 'node', supported: { 'dynamic-import': false } };

/** The same code, with these helpers out of a file that is read once: in each of fifty files they would be a tenth of the start. */
const withoutHelpers = (code, helpers, folder) => {
  const used = [...helpers].filter(([, text]) => code.includes(text));
  const rest = used.reduce((left, [, text]) => left.replace(text, () => ''), code);
  const names = used.flatMap(([name]) => (new RegExp(`\\b${name}\\b`).test(rest) ? [name] : [])).join();
  return used.length === 0 ? code : `var{${names}}=require(${JSON.stringify(`${folder}/${sharedHelpers}`)});${rest}`;
};

/**
 * Turns the modules of a build into CommonJS. VS Code asks a second thread where each ES module of an extension lies, in turn with all
 * else that starts: ten times what `require` takes. esbuild on its own splits nothing but ES modules.
 */
export const asCommonJs = {
  name: 'as-commonjs',
  setup({ initialOptions, onEnd }) {
    const { write = true, minify, platform, target } = initialOptions;
    initialOptions.write = false;
    initialOptions.outExtension = { '.js': '.cjs' };
    if (initialOptions.sourcemap) initialOptions.sourcemap = 'inline';
    const { sourcemap = false } = initialOptions;
    const outdir = resolve(initialOptions.absWorkingDir ?? '', initialOptions.outdir);
    // Strict, as modules are and as the tests ran.
    const options = { target, banner: '"use strict";', sourcemap };
    const written = async (path, text, helpers) => {
      const named = text.replace(api, 'const $1=require("vscode");');
      if (!minify) return (await transform(named, { ...options, ...toCommonJs, sourcefile: path })).code;
      const { code } = await transform(named, { ...toCommonJs, target, minifyWhitespace: true });
      const folder = relative(dirname(path), outdir) || '.';
      return (await transform(withoutHelpers(code, helpers, folder), { ...options, minify, platform, format: 'cjs' }))
        .code;
    };
    onEnd(async ({ outputFiles }) => {
      if (!write) return;
      const helpers = await helperTexts();
      if (minify) {
        await mkdir(outdir, { recursive: true });
        await writeFile(
          join(outdir, sharedHelpers),
          `"use strict";${[...helpers.values()].join('')}module.exports={${[...helpers.keys()].join()}};\n`,
        );
      }
      for (const { path, text } of outputFiles) {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, await written(path, text, helpers));
      }
    });
  },
};

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { transform } from 'esbuild';

// As a module it would be copied, a getter for each of its hundreds of names, by every file that imports it.
const api = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g;

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
    // Strict, as modules are and as the tests ran.
    const options = {
      format: 'cjs',
      banner: '"use strict";',
      minify,
      platform,
      target,
      sourcemap: initialOptions.sourcemap ?? false,
    };
    onEnd(async ({ outputFiles }) => {
      if (!write) return;
      for (const { path, text } of outputFiles) {
        const { code } = await transform(text.replace(api, 'const $1=require("vscode");'), {
          ...options,
          sourcefile: path,
          supported: { 'dynamic-import': false },
        });
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, code);
      }
    });
  },
};

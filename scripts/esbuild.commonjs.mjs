import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';
import { build, transform } from 'esbuild';

// As a module it would be copied, a getter for each of its hundreds of names, by every file that imports it.
const api = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g;
const requiringApi = (code) => code.replace(api, 'const $1=require("vscode");');

const toCommonJs = { format: 'cjs', platform: 'node', supported: { 'dynamic-import': false } };

/** This output of a build and all that it imports at once: not those that wait for their first use. */
const readAtOnce = (outputs, name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const { path, kind, external } of outputs[name].imports)
    if (kind === 'import-statement' && !external) readAtOnce(outputs, path, found);
  return found;
};

/** As what the entry hands out a part of it, to the files outside that need some of that part. */
const partName = (path) => `part_${basename(path, '.cjs').replaceAll(/\W/g, '_')}`;

const from = (path, file) => `./${relative(dirname(path), file)}`;

/** @param texts of the modules that are read at once, by path; the entry first */
const asOneFile = async (texts, options) => {
  const [entry, ...parts] = texts.keys();
  const handOut = parts.map((path) => `export * as ${partName(path)} from ${JSON.stringify(path)};`);
  const builtFiles = {
    name: 'built-files',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^[./]/ }, ({ path, importer }) => {
        const file = resolve(dirname(importer), path);
        return texts.has(file) ? { path: file } : { path: from(entry, file), external: true };
      });
      onLoad({ filter: /\.cjs$/ }, ({ path }) => ({ contents: requiringApi(texts.get(path)) }));
    },
  };
  const { outputFiles } = await build({
    ...options,
    ...toCommonJs,
    banner: { js: options.banner },
    stdin: { contents: [`export * from ${JSON.stringify(entry)};`, ...handOut].join('') },
    outfile: entry,
    bundle: true,
    write: false,
    external: ['vscode'],
    plugins: [builtFiles],
  });
  return outputFiles[0].text;
};

/** @param read what the entry has in it */
const asFileBeside = async (path, text, { entry, read, options }) => {
  const { code } = await transform(requiringApi(text), { ...options, ...toCommonJs, sourcefile: path });
  return code.replaceAll(/\brequire\("(\.[^"]+)"\)/g, (call, name) => {
    const file = resolve(dirname(path), name);
    return read.has(file) ? `require("${from(path, entry)}").${partName(file)}` : call;
  });
};

const put = async (path, code) => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
};

/**
 * Turns the modules of a build into CommonJS: VS Code asks a second thread where each ES module of an extension lies, in turn with all
 * else that starts, which takes ten times what `require` does. esbuild on its own splits nothing but ES modules, and into many files: what
 * is read at once is made one, for to find each of fifty takes longer than to read them.
 */
export const asCommonJs = {
  name: 'as-commonjs',
  setup({ initialOptions, onEnd }) {
    const { write = true, minify, target, sourcemap = false } = initialOptions;
    initialOptions.write = false;
    initialOptions.outExtension = { '.js': '.cjs' };
    if (sourcemap) initialOptions.sourcemap = 'inline';
    // Strict, as modules are and as the tests ran.
    const options = { target, banner: '"use strict";', sourcemap: initialOptions.sourcemap, minify };
    const folder = resolve(initialOptions.absWorkingDir ?? '');
    onEnd(async ({ outputFiles, metafile: { outputs } }) => {
      if (!write) return;
      const texts = new Map(outputFiles.map(({ path, text }) => [path, text]));
      const main = Object.keys(outputs).find((name) => outputs[name].entryPoint === initialOptions.entryPoints[0]);
      const paths = [...readAtOnce(outputs, main)].map((name) => resolve(folder, name));
      const read = new Map(paths.map((path) => [path, texts.get(path)]));
      const [entry] = paths;
      await put(entry, await asOneFile(read, options));
      for (const [path, text] of texts)
        if (!read.has(path)) await put(path, await asFileBeside(path, text, { entry, read, options }));
    });
  },
};

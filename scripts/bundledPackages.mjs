import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What may be shipped with a product that is not ours to license. */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
]);

const folderOf = (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0];

/** The packages whose code is in a build, by what esbuild says went into it. Sorted by name. */
export function bundledPackages(metafiles, projectFolder) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs).map(folderOf)));
  folders.delete(undefined);
  return [...folders]
    .map((folder) => packageIn(join(projectFolder, folder), folder))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function packageIn(path, folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const holder = typeof author === 'string' ? author : author?.name;
  return { name, version, license, folder, text: licenceIn(path) ?? (license === 'MIT' ? mitOf(holder) : undefined) };
}

/** A package that only names the licence: its words are the same for all, and stand in our own. */
function mitOf(holder) {
  if (holder === undefined) return undefined;
  const own = readFileSync(join(import.meta.dirname, '..', 'LICENSE'), 'utf8');
  return own.replace(/^Copyright .*$/m, `Copyright (c) ${holder}`);
}

/** A file of its own, or a section of the package's own page. */
function licenceIn(path) {
  const textOf = (pattern) => {
    const file = readdirSync(path).find((each) => pattern.test(each));
    return file === undefined ? undefined : readFileSync(join(path, file), 'utf8');
  };
  return (
    textOf(/^licen[cs]e(\.(md|txt))?$/i) ?? /\n#*\s*licen[cs]e\b[^\n]*\n(.*)/is.exec(textOf(/^readme\.md$/i) ?? '')?.[1]
  );
}

/**
 * The notices that the packed extension has to carry. Throws where a package has no licence, or one that does not allow this.
 */
export function noticesOf(packages) {
  const refused = packages.filter(({ license, text }) => !permissive.has(license) || text === undefined);
  if (refused.length > 0)
    throw new Error(`no permissive licence is found for ${refused.map(({ name }) => name).join(', ')}`);
  const entries = packages.map(
    ({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text.trim()}\n`,
  );
  const head = 'Customer Goals for Gainsight CS contains code of these packages.\n';
  return [head, ...entries].join(`\n${'-'.repeat(80)}\n\n`);
}

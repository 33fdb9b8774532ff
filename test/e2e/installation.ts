import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../scripts/folders.ts';
import { packedPath } from '../../scripts/packedExtension.ts';
import { createProfile } from '../workbench/profile.ts';
import { pseudo, pseudoTag } from '../workbench/pseudoLanguage.ts';
import type { ReleaseName } from '../workbench/releases.ts';
import { releases } from '../workbench/releases.ts';
import { installExtensions } from '../workbench/server.ts';
import type { VscodeBuild } from '../workbench/vscodeBuild.ts';
import { ensureBuild } from '../workbench/vscodeBuild.ts';

/** A VS Code, a folder of extensions with nothing but the packed one in it, and one of those that come with VS Code. */
export type Installation = {
  readonly build: VscodeBuild;
  readonly extensions: string;
  readonly builtIns: string;
  readonly folder: string;
};

/** The hundred others, languages and their tools, take a seventh of a test's time and have no part in what is tested. */
const isNeeded = (name: string): boolean => name.startsWith('theme-') || name === 'configuration-editing';

export async function freshFolder(name: string): Promise<string> {
  const parent = join(scratchFolder, 'e2e');
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, `${name}-`));
}

// An extension host may write for a moment after its server has ended.
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });

export async function installPacked(release: ReleaseName): Promise<Installation> {
  const build = await ensureBuild(releases[release]);
  const profile = await createProfile(await freshFolder('extensions'));
  await installExtensions(build, profile, [packedPath]);
  const { folder, extensions } = profile;
  return { build, extensions, builtIns: await chooseBuiltIns(build, join(folder, 'built-in')), folder };
}

async function chooseBuiltIns(build: VscodeBuild, folder: string): Promise<string> {
  await mkdir(folder);
  for (const name of (await readdir(build.builtIns)).filter(isNeeded))
    await symlink(join(build.builtIns, name), join(folder, name));
  return folder;
}

/**
 * With extensions of its own, to which a language can be added; in the pseudo language ours has all its texts, and numbers, dates and
 * lists as in Russian, which have no letter of ours.
 */
export async function installationIn(shared: Installation, locale: string, folder: string): Promise<Installation> {
  const extensions = join(folder, 'extensions');
  await cp(shared.extensions, extensions, { recursive: true });
  if (locale === pseudoTag)
    for (const name of await readdir(extensions))
      if (name.startsWith('customer-goals.')) await addPseudo(join(extensions, name));
  return { ...shared, extensions };
}

async function addPseudo(extension: string): Promise<void> {
  for (const [from, to] of [
    [join('l10n', 'bundle.l10n.json'), join('l10n', `bundle.l10n.${pseudoTag}.json`)],
    ['package.nls.json', `package.nls.${pseudoTag}.json`],
  ] as const) {
    const texts: Readonly<Record<string, string | { readonly message: string }>> = JSON.parse(
      await readFile(join(extension, from), 'utf8'),
    );
    const translated = Object.entries(texts).map(([key, text]) => [
      key,
      key.startsWith('en/') ? 'ru' : pseudo(typeof text === 'string' ? text : text.message),
    ]);
    await writeFile(join(extension, to), JSON.stringify(Object.fromEntries(translated)));
  }
}

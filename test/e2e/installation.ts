import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../workbench/folders.ts';
import { packedPath } from '../workbench/packedExtension.ts';
import { createProfile } from '../workbench/profile.ts';
import type { ReleaseName } from '../workbench/releases.ts';
import { releases } from '../workbench/releases.ts';
import { installExtensions } from '../workbench/server.ts';
import type { VscodeBuild } from '../workbench/vscodeBuild.ts';
import { ensureBuild } from '../workbench/vscodeBuild.ts';

/** A VS Code, and a folder of extensions with nothing but the packed one in it. */
export type Installation = { readonly build: VscodeBuild; readonly extensions: string; readonly folder: string };

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
  return { build, extensions: profile.extensions, folder: profile.folder };
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** The folders of one VS Code: nothing of the machine's own VS Code is read or written. */
export type Profile = {
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
  /** Where to find the extensions that come with VS Code; absent: where they are. */
  readonly builtIns?: string;
};

// What a first start would show or fetch on its own.
const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // It lists the machine's open files every few seconds.
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Extensions may be shared by profiles; everything else is in the profile's own folder. */
export async function createProfile(
  folder: string,
  settings: Settings = {},
  extensions = join(folder, 'extensions'),
): Promise<Profile> {
  const profile = { folder, userData: join(folder, 'user-data'), extensions };
  await mkdir(join(profile.userData, 'User'), { recursive: true });
  await mkdir(extensions, { recursive: true });
  await writeFile(
    join(profile.userData, 'User', 'settings.json'),
    JSON.stringify({ ...quietSettings, ...settings }, undefined, 2),
  );
  return profile;
}

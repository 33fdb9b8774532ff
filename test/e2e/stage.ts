import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { testEnvironment } from '../workbench/environment.ts';
import { installLanguagePack } from '../workbench/languagePack.ts';
import type { Profile, Settings } from '../workbench/profile.ts';
import { createProfile } from '../workbench/profile.ts';
import { startServer, type Server } from '../workbench/server.ts';
import type { Installation } from './installation.ts';
import { freshFolder, installationIn, removeFolder } from './installation.ts';
import { endExtensionHosts } from './processes.ts';

/** What a VS Code has to be started with. `displayLanguage`: absent: English. */
export type StageWishes = {
  readonly environment: NodeJS.ProcessEnv;
  readonly displayLanguage: string | undefined;
};

/** A VS Code's server with its folders: one for the tests of a worker, one after another, each with a page and storage of its own. */
export class Stage {
  readonly folder: string;
  readonly workspace: string;
  readonly installation: Installation;
  readonly #wishes: StageWishes;
  #profile: Profile;
  #server: Server;

  private constructor(
    parts: Pick<Stage, 'folder' | 'workspace' | 'installation'>,
    wishes: StageWishes,
    profile: Profile,
    server: Server,
  ) {
    this.folder = parts.folder;
    this.workspace = parts.workspace;
    this.installation = parts.installation;
    this.#wishes = wishes;
    this.#profile = profile;
    this.#server = server;
  }

  static async open(shared: Installation, wishes: StageWishes): Promise<Stage> {
    const { displayLanguage } = wishes;
    const folder = await freshFolder('workbench');
    const installation = displayLanguage === undefined ? shared : await installationIn(shared, displayLanguage, folder);
    const workspace = join(folder, 'workspace');
    await mkdir(workspace);
    const profile = await profileIn(folder, installation, {});
    if (displayLanguage !== undefined) await installLanguagePack(profile, displayLanguage);
    const server = await serverWith(installation, profile, wishes);
    return new Stage({ folder, workspace, installation }, wishes, profile, server);
  }

  get profile(): Profile {
    return this.#profile;
  }

  get url(): string {
    return this.#server.url;
  }

  async set(settings: Settings): Promise<void> {
    this.#profile = await profileIn(this.folder, this.installation, settings);
  }

  /** Ends the server and starts it again on the same port and folders. */
  async restart(between: () => Promise<void> = async () => {}): Promise<void> {
    const { port } = new URL(this.url);
    await this.#server.stop();
    await between();
    this.#server = await serverWith(this.installation, this.#profile, this.#wishes, Number(port));
  }

  /** Ends the page, and leaves nothing of what was written for it but the server's own log. */
  async clear(page: Page): Promise<void> {
    await page.goto('about:blank');
    await endExtensionHosts(this.folder);
    await Promise.all([
      clearFolder(join(this.folder, 'user-data', 'User'), isOfServer),
      clearFolder(this.workspace),
      // All tests of a worker reach their tenants at one address: what an earlier one sent would count for the pace of this one.
      rm(join(this.folder, 'state'), { recursive: true, force: true }),
      rm(join(this.folder, 'page.log'), { force: true }),
    ]);
    const logs = join(this.folder, 'user-data', 'logs');
    for (const name of await readdir(logs)) await clearFolder(join(logs, name), (each) => !each.startsWith('exthost'));
  }

  async close(): Promise<void> {
    await this.#server.stop();
    await removeFolder(this.folder);
  }
}

const serverWith = (
  { build }: Installation,
  profile: Profile,
  { environment, displayLanguage }: StageWishes,
  port = 0,
): Promise<Server> => startServer(build, profile, port, { ...testEnvironment, ...environment }, displayLanguage);

const profileIn = async (
  folder: string,
  { extensions, builtIns }: Installation,
  settings: Settings,
): Promise<Profile> => ({
  ...(await createProfile(folder, settings, extensions)),
  builtIns,
});

/** What it knows of the extensions that are installed. */
const isOfServer = (name: string): boolean => name.endsWith('ExtensionsCache.json') || name === 'machineid';

async function clearFolder(folder: string, isKept: (name: string) => boolean = () => false): Promise<void> {
  for (const name of await readdir(folder)) if (!isKept(name)) await removeFolder(join(folder, name));
}

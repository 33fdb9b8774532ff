import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { testEnvironment } from '../workbench/environment.ts';
import { installLanguagePack } from '../workbench/languagePack.ts';
import type { Profile, Settings } from '../workbench/profile.ts';
import { createProfile } from '../workbench/profile.ts';
import { packedPath } from '../../scripts/packedExtension.ts';
import { installExtensions, startServer, type Server } from '../workbench/server.ts';
import { captureConsole, filesWith } from './capture.ts';
import type { Installation } from './installation.ts';
import { freshFolder, installationIn } from './installation.ts';
import { killServer } from './processes.ts';

export type Workbench = {
  /** Everything that this VS Code writes: its settings, its logs, its server's output, the page's console. */
  readonly folder: string;
  readonly workspace: string;
  /** Loads the page, or loads it again, and waits until the extension has contributed its view. */
  readonly load: () => Promise<void>;
  /** Ends the server and starts it again on the same port and folders, and loads the page again. */
  readonly restart: () => Promise<void>;
  /** As {@link restart}, but the server, and with it the extension host, ends without a word. */
  readonly crash: () => Promise<void>;
  /** As {@link restart}, with the same version of the extension installed once more. */
  readonly reinstall: () => Promise<void>;
  /** Changes some of the user's settings. VS Code sees it when it loads next: this build does not hear of files that change. */
  readonly set: (settings: Settings) => Promise<void>;
  /** The files below `folder` that hold this text. */
  readonly filesWith: (text: string) => Promise<string[]>;
  readonly stop: () => Promise<void>;
};

/** In any display language. */
const activityItem = (page: Page) =>
  page
    .locator('.activitybar')
    .getByRole('tab')
    .filter({ has: page.locator('[class*=customerGoals]') });

/** `displayLanguage`: the display language; absent: English. */
export type WorkbenchWishes = {
  readonly settings: Settings;
  readonly environment: NodeJS.ProcessEnv;
  readonly displayLanguage: string | undefined;
};

export async function openWorkbench(
  page: Page,
  shared: Installation,
  { settings: wished, environment, displayLanguage }: WorkbenchWishes,
): Promise<Workbench> {
  const folder = await freshFolder('workbench');
  const installation = displayLanguage === undefined ? shared : await installationIn(shared, displayLanguage, folder);
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  let settings: Settings = { 'workbench.colorTheme': 'Default Dark Modern' };
  const set = async (changed: Settings): Promise<Profile> => {
    settings = { ...settings, ...changed };
    const { extensions, builtIns } = installation;
    return { ...(await createProfile(folder, settings, extensions)), builtIns };
  };
  const profile = await set(wished);
  if (displayLanguage !== undefined) await installLanguagePack(profile, displayLanguage);
  const start = (port = 0): Promise<Server> =>
    startServer(installation.build, profile, port, { ...testEnvironment, ...environment }, displayLanguage);
  let server = await start();
  const { url } = server;
  const stopCapturing = captureConsole(page, join(folder, 'page.log'));
  const load = async (): Promise<void> => {
    await page.goto(`${url}?folder=${encodeURIComponent(workspace)}`);
    // Until then the command palette would not know the extension's commands.
    await expect(activityItem(page)).toBeVisible({ timeout: 45_000 });
  };
  const startAgain = async (): Promise<void> => {
    await server.stop();
    server = await start(Number(new URL(url).port));
    await load();
  };
  return {
    folder,
    workspace,
    load,
    restart: async () => {
      await page.goto('about:blank');
      await startAgain();
    },
    reinstall: async () => {
      await page.goto('about:blank');
      await server.stop();
      await installExtensions(installation.build, profile, [packedPath]);
      await startAgain();
    },
    set: async (changed) => void (await set(changed)),
    crash: async () => {
      killServer(folder);
      await startAgain();
    },
    filesWith: (text) => filesWith(folder, text),
    stop: async () => {
      stopCapturing();
      await server.stop();
    },
  };
}

/** Shows the extension's view in the side bar. */
export async function openView(page: Page): Promise<void> {
  const item = activityItem(page);
  if ((await item.getAttribute('aria-selected')) !== 'true') await item.click();
  await expect(item).toHaveAttribute('aria-selected', 'true');
}

/** The side bar's part that belongs to the extension: welcome texts, tree, and title buttons. */
export const goalsView = (page: Page) => page.locator('.part.sidebar');

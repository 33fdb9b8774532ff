import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Settings } from '../workbench/profile.ts';
import { createProfile } from '../workbench/profile.ts';
import { startServer } from '../workbench/server.ts';
import { captureConsole, filesWith } from './capture.ts';
import type { Installation } from './installation.ts';
import { freshFolder } from './installation.ts';

export type Theme = 'dark' | 'light' | 'highContrastDark' | 'highContrastLight';

const themes: Readonly<Record<Theme, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  highContrastDark: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};

export type Workbench = {
  /** Everything that this VS Code writes: its settings, its logs, its server's output, the page's console. */
  readonly folder: string;
  readonly workspace: string;
  /** Loads the page, or loads it again, and waits until the extension has contributed its view. */
  readonly load: () => Promise<void>;
  /** Ends the server and starts it again on the same port and folders, and loads the page again. */
  readonly restart: () => Promise<void>;
  /** The files below `folder` that hold this text. */
  readonly filesWith: (text: string) => Promise<string[]>;
  readonly stop: () => Promise<void>;
};

type Wishes = { readonly settings: Settings; readonly theme: Theme };

const activityItem = (page: Page) => page.locator('.activitybar').getByRole('tab', { name: 'Customer Goals' });

export async function openWorkbench(page: Page, installation: Installation, wishes: Wishes): Promise<Workbench> {
  const folder = await freshFolder('workbench');
  const workspace = join(folder, 'workspace');
  await mkdir(workspace);
  const profile = await createProfile(
    folder,
    { 'workbench.colorTheme': themes[wishes.theme], ...wishes.settings },
    installation.extensions,
  );
  let server = await startServer(installation.build, profile);
  const { url } = server;
  const stopCapturing = captureConsole(page, join(folder, 'page.log'));
  const load = async (): Promise<void> => {
    await page.goto(`${url}?folder=${encodeURIComponent(workspace)}`);
    // Until then the command palette would not know the extension's commands.
    await expect(activityItem(page)).toBeVisible({ timeout: 45_000 });
  };
  return {
    folder,
    workspace,
    load,
    restart: async () => {
      await page.goto('about:blank');
      await server.stop();
      server = await startServer(installation.build, profile, Number(new URL(url).port));
      await load();
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

import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { packedPath } from '../../scripts/packedExtension.ts';
import type { Settings } from '../workbench/profile.ts';
import { installExtensions } from '../workbench/server.ts';
import { expectRemembered, shownTenant } from './browserStorage.ts';
import { captureConsole, filesWith } from './capture.ts';
import { doUntil } from './doUntil.ts';
import { killServer } from './processes.ts';
import type { Stage } from './stage.ts';

export type Workbench = {
  /** Everything that this VS Code writes: its settings, its logs, its server's output, the page's console. */
  readonly folder: string;
  readonly workspace: string;
  /** Loads the page, and waits until the extension has contributed its view. What VS Code has not written down by then it forgets. */
  readonly load: () => Promise<void>;
  /** Loads the page again, once VS Code has written down which tenant the window shows, and these. */
  readonly reload: (...remembered: readonly (string | RegExp)[]) => Promise<void>;
  /**
   * Ends the server and starts it again on the same port and folders, and loads the page again.
   * @param changed some of the user's settings, written while no VS Code runs
   */
  readonly restart: (changed?: Settings) => Promise<void>;
  /** As {@link restart}, but the server, and with it the extension host, ends without a word. */
  readonly crash: () => Promise<void>;
  /** As {@link restart}, with the same version of the extension installed once more. */
  readonly reinstall: () => Promise<void>;
  /**
   * Changes some of the user's settings. VS Code sees it when it loads next: this build does not hear of files that change. Not for the
   * first seconds of a window, in which VS Code itself brings older settings up to date: one of both is lost. {@link restart} is.
   */
  readonly set: (settings: Settings) => Promise<void>;
  /** The files below `folder` that hold this text. */
  readonly filesWith: (text: string) => Promise<string[]>;
  readonly stopCapturing: () => void;
};

/** In any display language. */
const activityItem = (page: Page) =>
  page
    .locator('.activitybar')
    .getByRole('tab')
    .filter({ has: page.locator('[class*=customerGoals]') });

/** The workbench of a stage on which nothing was done before. */
export async function openWorkbench(page: Page, stage: Stage, wished: Settings): Promise<Workbench> {
  const { folder, workspace, installation } = stage;
  let settings: Settings = {
    'workbench.colorTheme': 'Default Dark Modern',
    // An editor that opened a moment ago takes the focus late on a busy machine, and a question would go with it.
    'workbench.quickOpen.closeOnFocusLost': false,
  };
  const set = async (changed: Settings): Promise<void> => {
    settings = { ...settings, ...changed };
    await stage.set(settings);
  };
  await set(wished);
  const stopCapturing = captureConsole(page, join(folder, 'page.log'));
  const load = async (): Promise<void> => {
    await page.goto(`${stage.url}?folder=${encodeURIComponent(workspace)}`);
    // Until then the command palette would not know the extension's commands.
    await expect(activityItem(page)).toBeVisible({ timeout: 45_000 });
  };
  const startAgain = async (between?: () => Promise<void>): Promise<void> => {
    await stage.restart(between);
    await load();
  };
  return {
    folder,
    workspace,
    load,
    reload: async (...remembered) => {
      await expectRemembered(page, shownTenant, ...remembered);
      await load();
    },
    restart: async (changed) => {
      await page.goto('about:blank');
      await startAgain(changed && (() => set(changed)));
    },
    reinstall: async () => {
      await page.goto('about:blank');
      await startAgain(() => installExtensions(installation.build, stage.profile, [packedPath]));
    },
    set,
    crash: async () => {
      killServer(folder);
      await startAgain();
    },
    filesWith: (text) => filesWith(folder, text),
    stopCapturing,
  };
}

/** Shows the extension's view in the side bar: a press while VS Code restores it by itself hides the side bar again. */
export async function openView(page: Page): Promise<void> {
  const view = page.locator('.part.sidebar').locator('[id="workbench.view.extension.customerGoals"]');
  await doUntil(
    () => activityItem(page).click({ timeout: 5000 }),
    () => view.isVisible(),
  );
}

/** The side bar's part that belongs to the extension: welcome texts, tree, and title buttons. */
export const goalsView = (page: Page) => page.locator('.part.sidebar');

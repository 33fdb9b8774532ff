import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { build, type BuildOptions } from 'esbuild';
import { projectFolder } from '../../scripts/folders.ts';
import { LiveRows } from '../../src/model/views/liveRows.ts';
import type { ToPage } from '../../src/overview/protocol.ts';
import { ensureChromium } from '../workbench/chromium.ts';
import { chromiumArguments } from '../workbench/chromiumArguments.ts';
import { openOverview, Told } from './followProbe.ts';
import { ownStore } from './loaders.ts';

const refreshes = 20;
const filter = 'status:open due:<+30d';

/** What VS Code gives a page, and how long each task took that was longer than 50 ms: browsers tell of no others. */
const around = `
  globalThis.acquireVsCodeApi = () => ({ postMessage: (message) => void toHost(message), setState: () => {} });
  globalThis.tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask', buffered: true });
`;

const builtPage = async (): Promise<{ readonly script: string; readonly style: string }> => {
  const builds: { readonly overviewPage: BuildOptions } = await import(
    pathToFileURL(join(projectFolder, 'scripts', 'esbuild.options.mjs')).href
  );
  const { outputFiles } = await build({ ...builds.overviewPage, absWorkingDir: projectFolder, write: false });
  const textOf = (ending: string): string => outputFiles?.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('page.js'), style: textOf('page.css') };
};

/** The longest task since the last look, 0 for none that took longer than 50 ms. */
const longestTask = async (page: Page): Promise<number> => {
  // What is drawn a section at a time is drawn, and told of.
  await page.waitForTimeout(500);
  return page.evaluate<number>('Math.max(0, ...tasks.splice(0))');
};

/** The page of an overview of all goals, in a browser: as it opens, while 20 refreshes change 100 goals each, and while a filter is typed. */
export const page = async (origin: string): Promise<unknown> => {
  const { script, style } = await builtPage();
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: [...chromiumArguments] });
  let isOver = false;
  try {
    const store = ownStore(origin);
    await store.load();
    const rows = new LiveRows(store);
    await rows.ready();
    const shown = await browser.newPage({ viewport: { width: 1400, height: 1200 } });
    const told = new Told();
    const host = openOverview(store, rows, (message: ToPage) => {
      told.take(message);
      shown
        .evaluate((data) => window.postMessage(data, '*'), message)
        .catch((error: unknown) => {
          // The answer to a ping may be on its way as the page is closed.
          if (!isOver) throw error;
        });
    });
    await shown.exposeFunction('toHost', (message: unknown) => host.receive(message));
    await shown.addInitScript({ content: around });
    await shown.goto('about:blank');
    await shown.setContent('<body class="vscode-dark"></body>');
    await shown.addStyleTag({ content: style });
    await shown.addScriptTag({ content: script, type: 'module' });
    await told.settled();
    const openMs = await longestTask(shown);
    for (let round = 0; round < refreshes; round += 1) {
      await store.refresh({ isAsked: false });
      await told.settled();
    }
    const refreshedMs = await longestTask(shown);
    await shown.locator('#query').pressSequentially(filter, { delay: 60 });
    await told.settled();
    const filteredMs = await longestTask(shown);
    host.dispose();
    rows.dispose();
    await shown.evaluate(
      'setTimeout(() => { for (const begin = performance.now(); performance.now() - begin < 100; ); })',
    );
    if ((await longestTask(shown)) === 0) throw new Error('the browser does not tell of long tasks');
    return { openMs, refreshedMs, filteredMs, taskMs: Math.max(refreshedMs, filteredMs) };
  } finally {
    isOver = true;
    await browser.close();
  }
};

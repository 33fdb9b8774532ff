import { defineConfig } from '@playwright/test';
import type { WorkerWishes } from './test/e2e/fixtures.ts';
import { scratchFolder } from './scripts/folders.ts';

export default defineConfig<object, WorkerWishes>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/e2e/globalSetup.ts',
  reporter: [['list'], ['json', { outputFile: `${scratchFolder}/reports/e2e.json` }]],
  // For a computer that has much else to do: what works ends long before.
  timeout: 600_000,
  // A step that is tried again comes to its next try only where each try ends: so each action has an end, well before the whole has.
  expect: { timeout: 30_000, toPass: { timeout: 120_000 } },
  workers: 2,
  // By the test and not by the file: no worker is left with a long file while the other has nothing to do.
  fullyParallel: true,
  use: {
    actionTimeout: 30_000,
    // VS Code's server zips 20 MB of scripts for every page, and nothing lies between it and the browser.
    extraHTTPHeaders: { 'accept-encoding': 'identity' },
    screenshot: 'only-on-failure',
    // What was done, without film or pages: to keep the page of each step takes a fifth of the test. `--trace on` keeps all.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    viewport: { width: 1280, height: 800 },
    // Storage, cookies, routes and scripts are cleared between tests; what is not, permissions and the like, no test changes. VS Code's
    // 20 MB of scripts stay compiled, a tenth of a test.
    reuseContext: true,
  },
  projects: [
    { name: 'latest', outputDir: 'test-results/latest', use: { releaseName: 'latest' } },
    {
      name: 'oldest',
      outputDir: 'test-results/oldest',
      // Only what VS Code's version can change: not what a form's page or a tenant's answer decides, nor what the integration suites,
      // which run in both, see of tabs, tree and commands.
      grepInvert: /@once/,
      use: { releaseName: 'oldest' },
    },
  ],
});

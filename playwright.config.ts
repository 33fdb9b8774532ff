import { defineConfig } from '@playwright/test';
import type { WorkerWishes } from './test/e2e/fixtures.ts';
import { scratchFolder } from './test/workbench/folders.ts';

export default defineConfig<object, WorkerWishes>({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  globalSetup: './test/e2e/globalSetup.ts',
  reporter: [['list'], ['json', { outputFile: `${scratchFolder}/reports/e2e.json` }]],
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  use: {
    screenshot: 'only-on-failure',
    // Without its film: filming a window that is drawn in software takes more than the test.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: false },
    viewport: { width: 1280, height: 800 },
  },
  projects: [
    { name: 'latest', outputDir: 'test-results/latest', use: { releaseName: 'latest' } },
    {
      name: 'oldest',
      outputDir: 'test-results/oldest',
      // What repeats a look in another theme: the page and its styles are the same in both releases.
      grepInvert: /(light|highContrastDark|highContrastLight) (a|the) /,
      use: { releaseName: 'oldest' },
    },
  ],
});

import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { expect } from '@playwright/test';
import { ensureChromium } from '../workbench/chromium.ts';
import { chromiumArguments } from '../workbench/chromiumArguments.ts';
import type { Settings } from '../workbench/profile.ts';
import type { ReleaseName } from '../workbench/releases.ts';
import type { Installation } from './installation.ts';
import { installPacked, removeFolder } from './installation.ts';
import type { Judge } from './judge.ts';
import { startJudge } from './judge.ts';
import { Stage, type StageWishes } from './stage.ts';
import type { Tenant, TenantWishes } from './tenant.ts';
import { startTenant } from './tenant.ts';
import { sayWhatIsThere } from './whatIsThere.ts';
import type { Workbench } from './workbench.ts';
import { openWorkbench } from './workbench.ts';

export { expect } from '@playwright/test';

/** What a spec may wish for with `test.use({ … })`. */
export type Wishes = {
  /** User settings, on top of those that keep VS Code quiet. */
  readonly settings: Settings;
  /** What VS Code's server and its processes find in their environment beside the usual. */
  readonly environment: NodeJS.ProcessEnv;
  /** The display language. */
  readonly displayLanguage: string | undefined;
  /** How the sample tenant differs from the usual one: `{ goals: 3 }`. */
  readonly tenantWishes: TenantWishes;
  /**
   * Whether the tenant stands behind Prism, which lets nothing pass that does not fit the contract. Not for tests in which the
   * tenant is made to answer something else.
   */
  readonly isJudged: boolean;
};

export type WorkerWishes = { readonly releaseName: ReleaseName };

type Fixtures = Wishes & {
  readonly stage: Stage;
  /** A VS Code with the packed extension as at its first start; `page` shows it. */
  readonly workbench: Workbench;
  /** The sample tenant, with a key that nothing else has. */
  readonly tenant: Tenant;
};

type WorkerFixtures = WorkerWishes & {
  readonly installation: Installation;
  /** The one that this worker has, or another where it was started with other wishes. */
  readonly stages: (wishes: StageWishes) => Promise<Stage>;
  /** Started by the first test that wants it. */
  readonly judge: () => Promise<Judge>;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  settings: [{}, { option: true }],
  environment: [{}, { option: true }],
  displayLanguage: [undefined, { option: true }],
  tenantWishes: [{}, { option: true }],
  isJudged: [true, { option: true }],
  releaseName: ['latest', { option: true, scope: 'worker' }],

  launchOptions: [
    async ({ launchOptions }, use) => {
      // A page lives for seconds: to optimise its scripts takes a fifth of its time and gives none of it back.
      const args = [...chromiumArguments, '--js-flags=--no-opt --no-maglev'];
      await use({ ...launchOptions, executablePath: await ensureChromium(), args });
    },
    { scope: 'worker', timeout: 10 * 60_000 },
  ],

  installation: [
    async ({ releaseName }, use) => {
      const installation = await installPacked(releaseName);
      await use(installation);
      await removeFolder(installation.folder);
    },
    { scope: 'worker', timeout: 10 * 60_000 },
  ],

  stages: [
    async ({ installation }, use) => {
      let open: { readonly stage: Stage; readonly wishes: string } | undefined;
      await use(async (wishes) => {
        const key = JSON.stringify(wishes);
        if (open?.wishes === key) return open.stage;
        await open?.stage.close();
        open = undefined;
        open = { stage: await Stage.open(installation, wishes), wishes: key };
        return open.stage;
      });
      await open?.stage.close();
    },
    { scope: 'worker', timeout: 10 * 60_000 },
  ],

  stage: async ({ stages, environment, displayLanguage }, use) => use(await stages({ environment, displayLanguage })),

  // Every test gets one, also those that only name `page`.
  workbench: [
    async ({ page, stage, settings }, use, testInfo) => {
      const workbench = await openWorkbench(page, stage, settings);
      await workbench.load();
      await use(workbench);
      workbench.stopCapturing();
      // The worker ends with a test that failed, and its stage with it.
      if (testInfo.status === testInfo.expectedStatus) await stage.clear(page);
      else {
        await sayWhatIsThere(page, stage.folder);
        await cp(join(stage.folder, 'user-data', 'logs'), testInfo.outputPath('logs'), {
          recursive: true,
          force: true,
        });
      }
    },
    { auto: true },
  ],

  judge: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing is needed
    async ({}, use) => {
      let started: Promise<Judge> | undefined;
      await use(() => (started ??= startJudge()));
      await (await started)?.close();
    },
    { scope: 'worker' },
  ],

  tenant: async ({ tenantWishes, isJudged, judge }, use) => {
    const tenant = await startTenant(tenantWishes);
    const judged = isJudged ? await (await judge()).of(tenant.url) : undefined;
    await use({ ...tenant, url: judged?.url ?? tenant.url });
    const violations = await judged?.violations();
    await tenant.stop();
    expect(violations ?? [], 'what Prism refused').toEqual([]);
  },
});

import type { Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { connect, expectCompanies } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { runCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { followSystem, inBoth, themePairs } from './themes.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

/** The window's width, and how much of it the overview has beside the side bar is VS Code's to say. */
const widths = [700, 1000, 1900];

const isScrolledAside = (page: Page): Promise<boolean> =>
  webview(page)
    .locator('html')
    .evaluate((html) => html.scrollWidth > html.clientWidth);

for (const pair of themePairs) {
  test.describe(`${pair.dark.name} and ${pair.light.name}`, () => {
    test.use({ settings: followSystem(pair), isJudged: false });

    test('the overview is in order and looks it', { tag: '@once' }, async ({ page, tenant }) => {
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await expectCompanies(page);
      await runCommand(page, 'Customer Goals: Show Overview');
      const overview = webview(page);
      await expect(overview.locator('#checks details').first()).toBeVisible();
      await overview.getByRole('button', { name: 'Table: Goals by Target Date' }).click();
      await inBoth(pair, page, async (theme) => {
        for (const width of widths) {
          await page.setViewportSize({ width, height: 1100 });
          await expect.poll(() => isScrolledAside(page)).toBe(false);
          await screenshot(page, `overview-${theme}-${width}`);
        }
        expect(await faults(page), theme).toEqual([]);
      });
    });
  });
}

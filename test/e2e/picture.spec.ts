import { expect, test } from './fixtures.ts';
import { openGoal, openSampleData } from './formPage.ts';
import { runCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { toggleRow } from './tree.ts';
import { webview } from './webview.ts';

test.use({ viewport: { width: 1360, height: 860 }, settings: { 'workbench.layoutControl.enabled': false } });

/** The pictures of the README: copy them to media/screenshot.png and media/overview.png when what they show has changed. */
test('a company’s goals, one of them open, and an overview', { tag: '@once' }, async ({ page }) => {
  await openSampleData(page);
  const handle = await page.locator('.part.sidebar').boundingBox();
  const edge = (handle?.x ?? 0) + (handle?.width ?? 0);
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + 110, 400, { steps: 5 });
  await page.mouse.up();
  const form = await openGoal(page, 'Introduce role-based access');
  await toggleRow(page, 'Answer within four hours');
  await expect(form.getByRole('progressbar').first()).toBeVisible();
  await page.mouse.move(900, 840);
  await screenshot(page, 'readme');
  await runCommand(page, 'Customer Goals: Show Overview');
  await expect(webview(page).locator('#due .mark').first()).toBeVisible();
  await expect(webview(page).locator('#companies .mark').first()).toBeVisible();
  await page.mouse.move(900, 840);
  await expect(page.locator('.workbench-hover:visible')).toHaveCount(0);
  await screenshot(page, 'readme-overview');
});

import { expect, test } from './fixtures.ts';
import { openGoal, openSampleData } from './formPage.ts';
import { screenshot } from './screenshot.ts';
import { toggleRow } from './tree.ts';

test.use({ viewport: { width: 1360, height: 860 }, settings: { 'workbench.layoutControl.enabled': false } });

/** The picture of the README: copy it to media/screenshot.png when what it shows has changed. */
test('a company’s goals and one of them open', { tag: '@once' }, async ({ page }) => {
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
});

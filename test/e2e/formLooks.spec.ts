import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { choose, nameField, openGoal, openSampleData } from './formPage.ts';
import { screenshot } from './screenshot.ts';
import { webview } from './webview.ts';
import type { Theme } from './workbench.ts';

/** What axe finds wrong inside the form, a line each. */
async function faults(page: Page): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page }).include(['iframe.webview.ready', '#active-frame', 'main']);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

const themes: readonly Theme[] = ['dark', 'light', 'highContrastDark', 'highContrastLight'];

for (const theme of themes) {
  test.describe(theme, () => {
    test.use({ theme, settings: { 'files.autoSave': 'off' } });

    test('the form is in order and looks it', async ({ page }) => {
      await openSampleData(page);
      const form = await openGoal(page);
      await screenshot(page, `form-${theme}`);
      expect(await faults(page)).toEqual([]);

      await nameField(page).fill('');
      await choose(page, 'Owner', '1P0NOBODY00000000', 'Use id');
      await page.keyboard.press('Control+s');
      await expect(form.locator('#goal-Name-problem')).toBeVisible();
      await screenshot(page, `form-${theme}-problems`);
      expect(await faults(page)).toEqual([]);

      await form.getByRole('combobox', { name: 'Company' }).fill('an');
      await expect(form.getByRole('option').first()).toBeVisible();
      await screenshot(page, `form-${theme}-companies`);
      expect(await faults(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await form.getByRole('button', { name: 'Add Metric…' }).click();
      await page.keyboard.press('Enter');
      await screenshot(page, `form-${theme}-metric`);
      expect(await faults(page)).toEqual([]);
    });
  });
}

test('a narrow and a wide form', async ({ page }) => {
  await openSampleData(page);
  await openGoal(page);
  await page.setViewportSize({ width: 760, height: 1100 });
  await screenshot(page, 'form-narrow');
  expect(
    await webview(page)
      .locator('html')
      .evaluate((html) => html.scrollWidth <= html.clientWidth),
  ).toBe(true);
  await page.setViewportSize({ width: 1900, height: 1400 });
  await screenshot(page, 'form-wide');
});

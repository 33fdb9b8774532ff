import { expectRemembered, shows } from './browserStorage.ts';
import { expect, test } from './fixtures.ts';
import { expectTab, nameField, openSampleData } from './formPage.ts';
import { runCommand } from './palette.ts';
import { chooseFromRowMenu } from './tree.ts';
import { webview } from './webview.ts';

test('an overview by keyboard: from the palette to a mark, and on to its goal', async ({ page }) => {
  await openSampleData(page);
  await runCommand(page, 'Customer Goals: Show Overview');
  const overview = webview(page);
  const marks = overview.locator('#due .mark');
  await expect(marks.first()).toBeVisible();
  const filter = overview.getByRole('textbox', { name: 'Filter' });

  await filter.fill('statsu:open');
  await expect(overview.getByRole('alert').filter({ hasText: 'statsu' })).toBeVisible();
  await filter.fill('status:open company:alderbrook');
  await expect(overview.locator('#companies .mark')).toHaveCount(1);
  await expect(overview.getByRole('alert').filter({ hasText: 'statsu' })).toHaveCount(0);

  const second = marks.nth(1);
  // What is drawn anew loses the focus.
  await expect(async () => {
    await marks.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(second).toBeFocused({ timeout: 2000 });
  }).toPass();
  const name = ((await second.getAttribute('aria-label')) ?? '').split(' (')[0] ?? '';
  await page.keyboard.press('Enter');
  await expect(nameField(page)).toHaveValue(name);
  await expectTab(page, name);
});

test('an overview of a company, from the menu of its row, and again after a reload', async ({ page }) => {
  const company = 'Alderbrook Insurance';
  await openSampleData(page);
  await chooseFromRowMenu(page, company, 'Show Overview');
  const overview = webview(page);
  await expect(overview.getByRole('heading', { level: 1, name: company })).toBeVisible();
  await expect(overview.locator('#companies .mark')).toHaveCount(1);
  await expectRemembered(page, shows('sample'), 'customerGoals.overview');
  // By its own command VS Code writes down first what is open.
  await Promise.all([page.waitForEvent('domcontentloaded'), runCommand(page, 'Developer: Reload Window')]);
  await expect(overview.getByRole('heading', { level: 1, name: company })).toBeVisible({ timeout: 60_000 });
  await expect(overview.locator('#companies .mark')).toHaveCount(1);
});

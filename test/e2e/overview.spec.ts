import { expectRemembered, shows } from './browserStorage.ts';
import type { Locator, Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { expectTab, nameField, openSampleData } from './formPage.ts';
import { runCommand } from './palette.ts';
import { chooseFromRowMenu } from './tree.ts';
import { webview } from './webview.ts';

/** Presses a key until an element has an attribute by it: what is listed is drawn anew when its answer comes. */
const pressInto = (page: Page, key: string, element: Locator, attribute: string): Promise<void> =>
  expect(async () => {
    if ((await element.getAttribute(attribute)) === null) await page.keyboard.press(key);
    await expect(element).toHaveAttribute(attribute, /./, { timeout: 1000 });
  }).toPass();

test('an overview by keyboard: from the palette to a filter that is completed, to a mark, and on to its goal', async ({
  page,
}) => {
  await openSampleData(page);
  await runCommand(page, 'Customer Goals: Show Overview');
  const overview = webview(page);
  const marks = overview.locator('#due .mark');
  await expect(marks.first()).toBeVisible();
  const filter = overview.getByRole('combobox', { name: 'Filter' });

  await filter.fill('statsu:open');
  await expect(overview.getByRole('alert').filter({ hasText: 'statsu' })).toBeVisible();
  const suggestion = (name: string): Locator => overview.getByRole('option', { name });
  await filter.fill('status:open comp');
  await expect(suggestion('company:')).toBeVisible();
  await pressInto(page, 'ArrowDown', filter, 'aria-activedescendant');
  await page.keyboard.press('Enter');
  await expect(filter).toHaveValue('status:open company:');
  await page.keyboard.type('alder');
  await expect(suggestion('Alderbrook Insurance')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(suggestion('Alderbrook Insurance')).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(suggestion('Alderbrook Insurance')).toBeVisible();
  await pressInto(page, 'ArrowDown', filter, 'aria-activedescendant');
  await page.keyboard.press('Enter');
  await expect(filter).toHaveValue('status:open company:"Alderbrook Insurance" ');
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

test(
  'an overview of a company, from the menu of its row, and again after a reload',
  { tag: '@once' },
  async ({ page }) => {
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
  },
);

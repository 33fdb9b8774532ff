import type { Locator, Page } from '@playwright/test';
import { dialog } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { openSampleData } from './formPage.ts';
import { pressNotificationButton } from './notifications.ts';
import { runCommand } from './palette.ts';
import { answerLast } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { treeRow } from './tree.ts';
import { openView } from './workbench.ts';

const company = 'Alderbrook Insurance';
const [first, second, third] = ['Adopt workflow automation', 'Answer within four hours', 'Bring mobile to field staff'];

const planPane = (page: Page): Locator =>
  page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: 'Planned Changes' }) });

/** A row of the list, by the beginning of what a screen reader hears of it. */
const planRow = (page: Page, spoken: string): Locator =>
  planPane(page).locator(`.monaco-list-row[aria-label^="${spoken}"]`);

const dueIn = async (page: Page, name: string): Promise<string> =>
  (await treeRow(page, name).first().getAttribute('aria-label')) ?? '';

test('several goals get a date by keyboard: planned, one left out, applied, undone', async ({ page, workbench }) => {
  await openSampleData(page);
  const before = await dueIn(page, first);
  const untouched = await dueIn(page, third);
  await treeRow(page, company).locator('.label-name').click();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Shift+Enter');
  for (let more = 0; more < 2; more += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(treeRow(page, third)).toHaveAttribute('aria-selected', 'true');

  await runCommand(page, 'Customer Goals: Set Target Date…');
  await answerLast(page, 'Set Target Date', 'end of next quarter');
  await expect(planRow(page, `${third}, included`)).toBeVisible();
  await expect(planPane(page).locator('.pane-header')).toContainText('3 updates');
  await screenshot(page, 'plan-made');

  // The focus comes to the list, and then to its first row. The last row is the date of the third goal.
  const focused = planPane(page).locator('.monaco-list-row.focused');
  await expect(planPane(page).locator('.monaco-list')).toBeFocused();
  await expect(focused).toHaveCount(1);
  await expect(async () => {
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(500);
    await expect(focused).toHaveAttribute('aria-label', new RegExp(`^${third}`), { timeout: 1000 });
  }).toPass();
  await page.keyboard.press('Space');
  await expect(planRow(page, `${third}, not included`)).toBeVisible();
  await expect(planPane(page).locator('.pane-header')).toContainText('2 updates');
  await screenshot(page, 'plan-left-out');

  // It is there after a reload, as it was.
  await workbench.load();
  await openView(page);
  await expect(planRow(page, `${third}, not included`)).toBeVisible();

  await runCommand(page, 'Customer Goals: Apply Planned Changes…');
  await expect(dialog(page)).toContainText('Save 2 changes to Gainsight?');
  await screenshot(page, 'plan-asked');
  await page.keyboard.press('Enter');
  await expect(planRow(page, `${first}, saved`)).toBeVisible();
  await expect(planRow(page, `${second}, saved`)).toBeVisible();
  expect(await dueIn(page, first)).not.toBe(before);
  expect(await dueIn(page, third)).toBe(untouched);
  await screenshot(page, 'plan-applied');

  await pressNotificationButton(page, '2 changes were saved', 'Undo');
  await expect(planRow(page, `${first}, included`)).toBeVisible();
  await runCommand(page, 'Customer Goals: Apply Planned Changes…');
  await expect(dialog(page)).toContainText('Save 2 changes to Gainsight?');
  await page.keyboard.press('Enter');
  await expect(planRow(page, `${first}, saved`)).toBeVisible();
  await expect.poll(() => dueIn(page, first)).toBe(before);
  await runCommand(page, 'Customer Goals: Discard Planned Changes…');
  await expect(planPane(page)).toHaveCount(0);
});

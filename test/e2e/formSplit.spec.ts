import type { FrameLocator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dirtyTabs, nameField, openGoal, openSampleData, tabs } from './formPage.ts';
import { runCommand } from './palette.ts';
import { treeRow } from './tree.ts';

test.use({ settings: { 'files.autoSave': 'off' } });

/** One of the two forms in sight. */
const formAt = (page: Page, index: number): FrameLocator =>
  page.locator('iframe.webview.ready:visible').nth(index).contentFrame().frameLocator('#active-frame');

test('a goal in two editors is one goal: what is typed in either is in both, and is saved once', async ({ page }) => {
  await openSampleData(page);
  await openGoal(page);
  await nameField(page).fill('Typed before');
  await runCommand(page, 'View: Split Editor Right');
  await expect(tabs(page)).toHaveCount(2);
  const names = [0, 1].map((index) => formAt(page, index).locator('#goal-Name'));
  const [one, other] = names;
  if (one === undefined || other === undefined) throw new Error('there are two');
  for (const [typed, from, to] of [
    ['Typed in one', one, other],
    ['Typed in the other', other, one],
  ] as const) {
    await expect(from).not.toHaveValue('');
    await from.fill(typed);
    await expect(to).toHaveValue(typed);
  }
  await formAt(page, 0).getByLabel('Description').fill('Described in one');
  await expect(formAt(page, 1).getByLabel('Description')).toHaveValue('Described in one');
  for (const index of [0, 1]) await expect(formAt(page, index).locator('.state-bar')).not.toContainText('disconnected');
  await expect(dirtyTabs(page)).toHaveCount(2);
  await page.keyboard.press('Control+s');
  await expect(treeRow(page, 'Typed in the other')).toHaveCount(1);
  await expect(dirtyTabs(page)).toHaveCount(0);
});

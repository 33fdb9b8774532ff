import type { Locator, Page } from '@playwright/test';
import { askInDialog, dialog } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { activeTab, company, openSampleData } from './formPage.ts';
import { acceptDialogByKeys } from './keys.ts';
import { ask } from './palette.ts';
import { planPane, planRow } from './panes.ts';
import { pick } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { treeRow } from './tree.ts';

const fresh = 'Agreed in the quarterly review';

const editor = (page: Page): Locator => page.locator('.editor-instance .monaco-editor').first();

/** Lines that are in sight, as they are read. */
const shownText = async (page: Page): Promise<string> =>
  (await editor(page).locator('.view-line').allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

/** Until the text is saved: a key that comes while the editor is not there yet does nothing. */
const save = async (page: Page): Promise<void> => {
  await expect(async () => {
    await page.keyboard.press('Control+s');
    await expect(page.locator('.tabs-container .tab.active.dirty')).toHaveCount(0, { timeout: 3000 });
  }).toPass();
};

/** Puts the caret behind the first place that has this text. */
const goBehind = async (page: Page, text: string): Promise<void> => {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+f');
  const find = page.locator('.find-widget.visible textarea, .find-widget.visible input').first();
  await expect(find).toBeFocused();
  await find.fill(text);
  await expect(page.locator('.find-widget .matchesCount')).toContainText('1 of');
  await page.keyboard.press('Escape');
  await expect(page.locator('.find-widget.visible')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
};

test(
  'a company is changed as text: a date, a new goal, planned by saving, applied',
  { tag: '@once' },
  async ({ page }) => {
    await openSampleData(page);
    await treeRow(page, company).locator('.label-name').click();
    await ask(page, 'Customer Goals: Edit as Text', 'Select what the text contains');
    await pick(page, 'Select what the text contains', 'With descriptions');
    await expect(activeTab(page)).toContainText(`${company}.goals.yaml`);
    await expect(editor(page).locator('.view-lines')).toContainText('tenant');
    await expect.poll(() => shownText(page)).toContain(`company: ${company}`);
    await screenshot(page, 'goal-text');

    await goBehind(page, 'targetDate: ');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('2031-02-30');
    await expect(page.locator('.squiggly-error').first()).toBeVisible();
    await screenshot(page, 'goal-text-problem');
    await save(page);
    await expect(page.locator('.notifications-toasts')).toContainText('nothing was planned: it has 1 problem');
    await expect(planPane(page)).toHaveCount(0);

    for (let digit = 0; digit < 2; digit += 1) await page.keyboard.press('Backspace');
    await page.keyboard.type('28');
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(`  - name: ${fresh}`);
    await page.keyboard.press('Enter');
    await page.keyboard.insertText(`company: ${company}`);
    await save(page);
    await expect(planRow(page, `${fresh}, included`)).toBeVisible();
    await expect(planPane(page).locator('.pane-header')).toContainText('1 update · 1 new goal');
    await screenshot(page, 'goal-text-planned');

    await askInDialog(page, 'Customer Goals: Apply Planned Changes…');
    await expect(dialog(page)).toContainText('Save 2 changes to Gainsight?');
    await acceptDialogByKeys(page);
    await expect(planRow(page, `${fresh}, saved`)).toBeVisible();

    // The new goal gets its id in the text, so that a second save makes no second goal.
    await expect(async () => {
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+End');
      await save(page);
      await expect(page.locator('.notifications-toasts')).toContainText('The text changes nothing.', { timeout: 5000 });
    }).toPass();
    await expect
      .poll(() => shownText(page))
      .toMatch(new RegExp(String.raw`- id: \S+\s+modified: \S+\s+name: ${fresh}`));
    await screenshot(page, 'goal-text-applied');
  },
);

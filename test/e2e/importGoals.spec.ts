import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { dialog } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { openSampleData } from './formPage.ts';
import { runCommand } from './palette.ts';
import { answer, choice, expectQuestion, questionText, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';

const planPane = (page: Page): Locator =>
  page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: 'Planned Changes' }) });

const planRow = (page: Page, spoken: string): Locator =>
  planPane(page).locator(`.monaco-list-row[aria-label^="${spoken}"]`);

test(
  'a CSV file is imported by keyboard: its columns looked at and changed, planned, applied',
  { tag: '@once' },
  async ({ page, stage }) => {
    const file = join(stage.folder, 'goals.csv');
    const lines = ['Name;Unternehmen;Wann', 'Imported goal;Alderbrook Insurance;31.12.2031', 'Bad one;;soon'];
    await writeFile(file, lines.join('\r\n'));
    await openSampleData(page);
    await runCommand(page, 'Customer Goals: Import Goals from CSV…');
    await answer(page, 'Import Goals from CSV', 'From a File');
    await expectQuestion(page, 'Folder path');
    // The dialog looks up what is typed; Enter before it has is for what stood there.
    await expect(async () => {
      if ((await questionText(page)).includes('Import 2 rows')) return;
      await quickInput(page).locator('input[type=text]').first().fill(file, { timeout: 2000 });
      await expect(choice(page, 'goals.csv')).toBeVisible({ timeout: 2000 });
      await page.keyboard.press('Enter');
      await expect.poll(() => questionText(page), { timeout: 3000 }).toContain('Import 2 rows');
    }).toPass();
    await screenshot(page, 'import-columns');
    await choice(page, 'Wann').click();
    await answer(page, 'What does the column “Wann” hold?', 'Target Date');
    await expectQuestion(page, 'Import 2 rows');
    await screenshot(page, 'import-changed');
    await page.keyboard.press('Enter');
    await expect(planRow(page, 'Imported goal, included')).toBeVisible();
    await expect(planPane(page).locator('.pane-header')).toContainText('1 new goal');
    await screenshot(page, 'import-planned');
    await runCommand(page, 'Customer Goals: Apply Planned Changes…');
    await expect(dialog(page)).toContainText('Save 1 change to Gainsight?');
    await page.keyboard.press('Enter');
    await expect(planRow(page, 'Imported goal, saved')).toBeVisible();
  },
);

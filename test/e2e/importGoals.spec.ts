import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askInDialog, box, dialog } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { openSampleData } from './formPage.ts';
import { acceptDialogByKeys } from './keys.ts';
import { pressNotificationButton } from './notifications.ts';
import { ask } from './palette.ts';
import { planPane, planRow } from './panes.ts';
import { choice, expectQuestion, pick, questionText, quickInput, takeRow } from './quickInput.ts';
import { screenshot } from './screenshot.ts';

/** Where VS Code's own dialog for files begins. */
const inWorkspace = /\/workspace\/$/;

test('a CSV file is imported: its columns looked at and changed, planned, applied; goals are handed over with a page for each company', async ({
  page,
  stage,
}) => {
  const file = join(stage.folder, 'goals.csv');
  const lines = ['Name;Unternehmen;Wann', 'Imported goal;Alderbrook Insurance;31.12.2031', 'Bad one;;soon'];
  await writeFile(file, lines.join('\r\n'));
  await openSampleData(page);
  await ask(page, 'Customer Goals: Import Goals from CSV…', 'Import Goals from CSV');
  await pick(page, 'Import Goals from CSV', 'From a File');
  await expect(box(page)).toHaveValue(inWorkspace);
  // The dialog looks up what is typed; Enter before it has is for what stood there.
  await expect(async () => {
    if ((await questionText(page)).includes('Import 2 rows')) return;
    await quickInput(page).locator('input[type=text]').first().fill(file, { timeout: 2000 });
    await expect(choice(page, 'goals.csv')).toBeVisible({ timeout: 2000 });
    await page.keyboard.press('Enter');
    await expect.poll(() => questionText(page), { timeout: 3000 }).toContain('Import 2 rows');
  }).toPass();
  await screenshot(page, 'import-columns');
  await takeRow(page, choice(page, 'Wann'), 'Import 2 rows');
  await pick(page, 'What does the column “Wann” contain?', 'Target date');
  await expectQuestion(page, 'Import 2 rows');
  await screenshot(page, 'import-changed');
  await page.keyboard.press('Enter');
  await expect(planRow(page, 'Imported goal, included')).toBeVisible();
  await expect(planPane(page).locator('.pane-header')).toContainText('1 new goal');
  await screenshot(page, 'import-planned');
  await askInDialog(page, 'Customer Goals: Apply Planned Changes…');
  await expect(dialog(page)).toContainText('Save 1 change to Gainsight?');
  await acceptDialogByKeys(page);
  await expect(planRow(page, 'Imported goal, saved')).toBeVisible();

  await ask(page, 'Customer Goals: Hand Over Goals…', 'Hand Over Goals: From');
  await pick(page, 'Hand Over Goals: From', 'Daniel Weiss');
  await pick(page, 'Hand Over Goals: To', 'Amara Okafor');
  await expect(planPane(page).locator('.pane-header')).toContainText(/\d+ updates/);
  await pressNotificationButton(page, 'The handover is in Planned Changes.', 'Write Handover Pages…');
  // The dialog begins in the folder of the workspace.
  await expect(box(page)).toHaveValue(inWorkspace);
  await expect(async () => {
    if ((await quickInput(page).count()) === 0) return;
    await quickInput(page).locator('input[type=text]').first().fill(`${stage.workspace}/`, { timeout: 2000 });
    await page.keyboard.press('Enter');
    await expect(quickInput(page)).toHaveCount(0, { timeout: 3000 });
  }).toPass();
  await expect
    .poll(async () => (await readdir(stage.workspace)).filter((name) => name.endsWith('.md')).length)
    .toBeGreaterThan(1);
  await screenshot(page, 'hand-over');
  await askInDialog(page, 'Customer Goals: Discard Planned Changes…');
  await expect(dialog(page)).toContainText('Discard the planned changes?');
  await acceptDialogByKeys(page);
  await expect(planPane(page)).toHaveCount(0);
});

import { box } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { goalName, openSampleData } from './formPage.ts';
import { runCommand } from './palette.ts';
import { answer, answerLast, choice, expectQuestion, pick, questionText, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { chooseFromRowMenu, treeRow } from './tree.ts';
import { webview } from './webview.ts';

test('an update is logged from a row, what changed is read, and the goal check leads to a goal', async ({ page }) => {
  await openSampleData(page);

  await chooseFromRowMenu(page, goalName, 'Log Update…');
  await answer(page, 'Your Name', 'Ann Example');
  await expectQuestion(page, 'Log Update');
  await box(page).fill('Waiting for legal');
  await screenshot(page, 'log-update');
  await box(page).press('Enter');
  await expect(page.getByText(/The update of “.*” was saved\./)).toBeVisible();

  await chooseFromRowMenu(page, goalName, 'Log Update…');
  // The name is known.
  await answerLast(page, 'Log Update', 'Signed');
  await treeRow(page, goalName).click();
  await expect(webview(page).getByRole('textbox').first()).toBeVisible();
  await expect(page.getByText(/The update of “.*” was saved\./)).toBeVisible();

  // The form that has just opened may take the focus, and the list goes with it.
  await expect(async () => {
    if ((await questionText(page)).includes('What Changed')) return;
    await runCommand(page, 'Customer Goals: What Changed…');
    await expectQuestion(page, 'What Changed');
  }).toPass();
  await screenshot(page, 'what-changed-periods');
  await choice(page, 'Since Friday').click();
  await expect(page.getByRole('tab', { name: /What Changed/ })).toBeVisible();
  await screenshot(page, 'what-changed');

  await runCommand(page, 'Customer Goals: Goal Check…');
  await expectQuestion(page, 'Goal Check');
  await screenshot(page, 'goal-check');
  await quickInput(page).getByRole('option').first().click();
  await expectQuestion(page, 'Select a goal to open it');
  await screenshot(page, 'goal-check-goals');
  await quickInput(page).getByRole('option').first().click();
  await expect(quickInput(page)).toHaveCount(0);

  await runCommand(page, 'Customer Goals: Create Review…');
  await pick(page, 'Select a company or a view', 'Alderbrook');
  for (const question of ['Select the time', 'Select who the review is for', 'Select a format']) {
    await expectQuestion(page, question);
    await box(page).press('Enter');
  }
  // Where VS Code asks for a file by itself.
  await expect(box(page)).toHaveValue(/Alderbrook Insurance review\.html$/, { timeout: 30_000 });
  await screenshot(page, 'review-file');
  await box(page).press('Enter');
  await expect(page.getByRole('tab', { name: 'Alderbrook Insurance' })).toBeVisible();
  await expect(
    page.getByRole('dialog', { name: /The review was saved\. Owners, updates, and IDs were left out/ }),
  ).toBeVisible();
  await expect(webview(page).getByRole('heading', { level: 1 })).toContainText('Alderbrook Insurance');
  await screenshot(page, 'review');
});

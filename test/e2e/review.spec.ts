import { box } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { expectFormFocused, goalName, nameField, openSampleData, pressGoal } from './formPage.ts';
import { ask } from './palette.ts';
import { answer, answerLast, choice, expectQuestion, pick, quickInput, takeRow } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { chooseFromRowMenu } from './tree.ts';
import { webview } from './webview.ts';

test(
  'an update is logged from a row, what changed is read, and the goal check leads to a goal',
  { tag: '@once' },
  async ({ page }) => {
    await openSampleData(page);

    await chooseFromRowMenu(page, goalName, 'Log Update…');
    await answer(page, 'Your Name', 'Ann Example');
    await expectQuestion(page, 'Log Update');
    await box(page).fill('Waiting for legal');
    await screenshot(page, 'log-update');
    await box(page).press('Enter');
    await expect(page.getByText(/The update of “.*” was saved\./).first()).toBeVisible();

    await chooseFromRowMenu(page, goalName, 'Log Update…');
    // The name is known.
    await answerLast(page, 'Log Update', 'Signed');
    await expect(page.getByText(/The update of “.*” was saved\./).first()).toBeVisible();
    await pressGoal(page, goalName);

    await ask(page, 'Customer Goals: What Changed…', 'What Changed');
    await screenshot(page, 'what-changed-periods');
    await takeRow(page, choice(page, 'Since Friday'), 'What Changed');
    await expect(page.getByRole('tab', { name: /What Changed/ })).toBeVisible();
    await screenshot(page, 'what-changed');

    await ask(page, 'Customer Goals: Goal Check…', 'Select a problem to see its goals');
    await screenshot(page, 'goal-check');
    await takeRow(page, quickInput(page).getByRole('option').first(), 'Select a problem to see its goals');
    await expectQuestion(page, 'Select a goal to open it');
    await screenshot(page, 'goal-check-goals');
    await takeRow(page, quickInput(page).getByRole('option').first(), 'Select a goal to open it');
    await expect(quickInput(page)).toHaveCount(0);
    await expect(nameField(page)).not.toHaveValue('');
    await expectFormFocused(page);

    await ask(page, 'Customer Goals: Create Review…', 'Select a company or a view');
    await pick(page, 'Select a company or a view', 'Alderbrook');
    for (const question of ['Select the period', 'Select who the review is for', 'Select a format']) {
      await expectQuestion(page, question);
      await box(page).press('Enter');
    }
    // Where VS Code asks for a file by itself.
    await expect(box(page)).toHaveValue(/Alderbrook Insurance review\.html$/);
    await screenshot(page, 'review-file');
    await box(page).press('Enter');
    await expect(page.getByRole('tab', { name: 'Alderbrook Insurance' })).toBeVisible();
    await expect(
      page.getByRole('dialog', { name: /The review was saved\. Owners, updates, and IDs were left out/ }),
    ).toBeVisible();
    await expect(webview(page).getByRole('heading', { level: 1 })).toContainText('Alderbrook Insurance');
    await screenshot(page, 'review');
  },
);

import { box } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { openSampleData } from './formPage.ts';
import { typeAnswer } from './keys.ts';
import { ask } from './palette.ts';
import { choice, expectQuestion, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { openView } from './workbench.ts';

test('goals that need a look are gone through by keyboard, after a reload too, and become one plan', async ({
  page,
  workbench,
}) => {
  await openSampleData(page);
  await ask(page, 'Customer Goals: Weekly Sweep…', 'Who Are You?');
  await typeAnswer(page, 'Who Are You?', 'Daniel Weiss');
  await expect(quickInput(page).locator('.monaco-list-row')).toHaveCount(1);
  await box(page).press('ArrowDown');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await expectQuestion(page, /Weekly Sweep: .*\(1\/\d+\)/);
  await screenshot(page, 'sweep-card');
  await box(page).fill('+2w');
  await expect(quickInput(page).getByRole('option').first()).toContainText('due in 14 days');
  await screenshot(page, 'sweep-typed');
  await box(page).press('Enter');
  await expect(quickInput(page).getByRole('option').first()).toContainText('→');
  await box(page).fill('Waiting for legal');
  await box(page).press('Enter');
  await expect(quickInput(page).getByRole('option').first()).toContainText('“Waiting for legal”');
  await screenshot(page, 'sweep-decided');
  await box(page).press('Enter');
  await expectQuestion(page, /Weekly Sweep: .*\(2\/\d+\)/);
  await box(page).fill('half a thou');
  await expect(choice(page, 'Log update: half a thou')).toBeVisible();

  // What was typed and decided is there after a reload.
  await workbench.reload('customerGoals.me/');
  await openView(page);
  await ask(page, 'Customer Goals: Weekly Sweep…', 'Weekly Sweep');
  await screenshot(page, 'sweep-continue');
  await box(page).press('Enter');
  await expectQuestion(page, /Weekly Sweep: .*\(2\/\d+\)/);
  await expect(box(page)).toHaveValue('half a thou');
  await box(page).fill('');
  await expect(choice(page, 'Review 2 Changes')).toBeAttached();
  await box(page).press('ArrowUp');
  await screenshot(page, 'sweep-last');
  await box(page).press('Enter');
  await expectQuestion(page, 'Your Name');
  await box(page).fill('Ann Example');
  await box(page).press('Enter');
  const plan = page.locator('.pane').filter({ has: page.locator('.pane-header', { hasText: 'Planned Changes' }) });
  await expect(plan.locator('.pane-header')).toContainText('1 update');
  await expect(plan.getByText('Description')).toBeVisible();
  await screenshot(page, 'sweep-plan');
});

import type { Page } from '@playwright/test';
import { dialog } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { goalName, nameField, openSampleData } from './formPage.ts';
import { pressNotificationButton } from './notifications.ts';
import { screenshot } from './screenshot.ts';
import { chooseFromRowMenu, menuItem, openRow, openRowMenu, spokenStatus, treeRow } from './tree.ts';

/** VS Code forgets what a row does while it draws the row anew: a person presses again. */
const pressMetric = (page: Page): Promise<void> =>
  expect(async () => {
    await page.getByRole('treeitem', { level: 3 }).first().click();
    await expect(nameField(page)).toHaveValue(goalName, { timeout: 10_000 });
  }).toPass();

test('a goal’s row sets its status, undoes that, and begins a copy; a metric’s row opens its goal, and the tree follows', async ({
  page,
}) => {
  await openSampleData(page);
  const row = treeRow(page, goalName);
  const before = await spokenStatus(row);
  await openRowMenu(row, menuItem(page, 'Achieved'), 'Set Status');
  await screenshot(page, 'row-menu');
  await chooseFromRowMenu(page, goalName, 'Set Status', 'Achieved');
  await expect(row).toHaveAttribute('aria-label', /, Achieved/);
  await pressNotificationButton(page, 'was set to Achieved', 'Undo');
  await expect.poll(() => spokenStatus(row)).toBe(before);

  await openRow(page, goalName);
  await pressMetric(page);

  // The tree goes along.
  await nameField(page).press('Alt+ArrowDown');
  await expect(treeRow(page, 'Bring mobile to field staff')).toHaveAttribute('aria-selected', 'true');
  // A form that is just opening takes the focus, and a menu closes then.
  await expect(nameField(page)).toHaveValue('Bring mobile to field staff');

  await chooseFromRowMenu(page, goalName, 'Duplicate Goal');
  await expect(nameField(page)).toHaveValue(`${goalName} (copy)`);
});

test.describe('where it is set how a goal’s address looks', () => {
  test.use({
    settings: { 'customerGoals.goalUrl': 'https://{host}/ui?tab=goals&cid={companyId}#/goals/{goalId}?x=1' },
  });

  test('a goal’s row opens the goal in Gainsight, once VS Code was answered', { tag: '@once' }, async ({ page }) => {
    await openSampleData(page);
    await page.context().route('https://sample/**', (route) => route.fulfill({ body: 'Gainsight' }));
    await chooseFromRowMenu(page, goalName, 'Open in Gainsight');
    await expect(dialog(page)).toContainText('external website');
    const opened = page.waitForEvent('popup');
    await dialog(page).getByRole('button', { name: 'Open', exact: true }).click();
    await expect
      .poll(async () => (await opened).url())
      .toMatch(/^https:\/\/sample\/ui\?tab=goals&cid=\w+#\/goals\/\w+\?x=1$/);
  });
});

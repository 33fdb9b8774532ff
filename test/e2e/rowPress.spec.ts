import { connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { expectTab } from './formPage.ts';
import { notificationTexts } from './notifications.ts';
import { openRow, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

// All rows are drawn anew each second while goals are being loaded.
test.use({
  tenantWishes: { goals: 100000 },
  isJudged: false,
  settings: { 'workbench.editor.limit.enabled': true },
});

const presses = 8;

test('a row opens at the first press and by Enter, while all rows are drawn anew', async ({ page, tenant }) => {
  test.setTimeout(180_000);
  await tenant.addFaults({ kind: 'latency', operation: 'searchGoals', skip: 1, delay: 700 });
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  const company = goalsView(page).getByRole('treeitem', { level: 1 }).first();
  await expect(company).toBeVisible({ timeout: 30_000 });
  await openRow(page, (await company.locator('.label-name').textContent()) ?? '');
  const goals = goalsView(page).getByRole('treeitem', { level: 2 });
  await expect(goals.first()).toBeVisible();
  const names = (await goals.locator('.label-name').allTextContents()).slice(0, presses);
  for (const [number, name] of names.entries()) {
    if (number % 2 === 0) await treeRow(page, name).click();
    else {
      await treeRow(page, names[number - 1] ?? '').click();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
    }
    await expectTab(page, name);
  }
  await expect(goalsView(page)).toContainText('Loading…');
  expect(await notificationTexts(page)).toEqual([]);
});

import { faults } from './accessibility.ts';
import { callsOf, connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { choose, company, expectTab, goalName, line, nameField, openGoal, pressNewGoal } from './formPage.ts';
import { toggleRow, treeRow } from './tree.ts';
import { openView } from './workbench.ts';
import { webview } from './webview.ts';

test.use({ settings: { 'files.autoSave': 'off' } });

/** Every operation of the contract. */
const operations = [
  'addGoalMetric',
  'createGoal',
  'getGoal',
  'listGoalMetrics',
  'listGoalTemplates',
  'searchGoals',
  'updateGoal',
];

test('the main job, against a tenant: browse, create, edit, add a metric', async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await toggleRow(page, company);

  await pressNewGoal(page);
  await nameField(page).fill('Made from the editor');
  await choose(page, 'Template', 'Feature adoption');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saved in');
  await expect(treeRow(page, 'Made from the editor')).toHaveCount(1);

  const form = await openGoal(page, goalName);
  await nameField(page).fill('Answer within two hours');
  await expect(line(page)).toContainText('Draft');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saved in');
  await expectTab(page, 'Answer within two hours');

  await form.getByRole('button', { name: 'Add Metric…' }).click();
  const row = webview(page).getByRole('form', { name: 'New metric' });
  await row.getByLabel('Metric').fill('Answers in time');
  await row.getByLabel('Target').fill('60');
  await page.keyboard.press('Enter');
  await expect(form.locator('.metrics li').filter({ hasText: 'Answers in time' })).toBeVisible();
  expect(await faults(page)).toEqual([]);

  await toggleRow(page, 'Answer within two hours');
  await expect(treeRow(page, 'Answers in time')).toContainText('0 of 60');

  const calls = await callsOf(tenant);
  expect([...new Set(calls)].toSorted()).toEqual(operations.map((operation) => `${operation} 200`));
  expect(calls.filter((call) => call.startsWith('createGoal'))).toHaveLength(1);
  expect(calls.filter((call) => call.startsWith('addGoalMetric'))).toHaveLength(1);
  expect(await tenant.requests()).toContainEqual(
    expect.objectContaining({
      operationId: 'updateGoal',
      body: expect.objectContaining({ Name: 'Answer within two hours' }),
    }),
  );
});

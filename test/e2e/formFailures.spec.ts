import { callsOf, connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import {
  choose,
  closeActiveTab,
  company,
  expectHeard,
  expectTab,
  goalName,
  line,
  nameField,
  openGoal,
  pressGoal,
  tabs,
  pressNewGoal,
} from './formPage.ts';
import { screenshot } from './screenshot.ts';
import type { Tenant } from './tenant.ts';
import { toggleRow, treeRow } from './tree.ts';
import { answerClosing } from './vscodeWords.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

test.use({ settings: { 'files.autoSave': 'off' }, isJudged: false });

test.beforeEach(async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await toggleRow(page, company);
});

const updatesOf = async (tenant: Tenant): Promise<number> =>
  (await callsOf(tenant)).filter((call) => call.startsWith('updateGoal')).length;

test(
  'a goal that cannot be sent keeps its text, says why and can be sent again',
  { tag: '@once' },
  async ({ page, tenant }) => {
    const form = await openGoal(page);
    await nameField(page).fill('Typed in bad weather');
    await tenant.addFaults({ kind: 'refused', errorDesc: 'The custom field Region is mandatory' });
    await page.keyboard.press('Control+s');
    const alert = form.getByRole('alert');
    await expect(alert).toContainText('The custom field Region is mandatory');
    await expect(line(page)).toContainText('Not saved. ');
    await expect(nameField(page)).toHaveValue('Typed in bad weather');
    await screenshot(page, 'form-not-sent');
    await tenant.clearFaults();
    await alert.getByRole('button', { name: 'Try Again' }).click();
    await expect(line(page)).toContainText('Saved in');
    await expectTab(page, 'Typed in bad weather');

    const updates = (): Promise<number> => updatesOf(tenant);
    const before = await updates();
    await tenant.addFaults({ kind: 'cutAfter', operation: 'updateGoal', times: 1 });
    await nameField(page).fill('Stored, with no answer');
    await page.keyboard.press('Control+s');
    // The line says 'Saved in' until the edit has come to it.
    await expect.poll(updates).toBe(before + 1);
    await expect(treeRow(page, 'Stored, with no answer')).toHaveCount(1);
    await expect(line(page)).toContainText('Saved in');
    await expectTab(page, 'Stored, with no answer');
    expect(await updates()).toBe(before + 1);

    await tenant.addFaults({ kind: 'throttled', operation: 'getGoal', times: 1, retryAfter: 300 });
    await nameField(page).fill('Typed while the tenant is busy');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('allows no more requests for now. Requests continue at');
    await screenshot(page, 'form-waiting');
    await form.getByRole('button', { name: 'Cancel Waiting Requests' }).click();
    await expect(line(page)).toContainText('Not saved. This was canceled.');
    await expect(nameField(page)).toHaveValue('Typed while the tenant is busy');
    await screenshot(page, 'form-wait-canceled');
  },
);

test(
  'each part that cannot be loaded says so and is loaded again alone',
  { tag: '@once' },
  async ({ page, tenant }) => {
    await tenant.addFaults(
      { kind: 'refused', operation: 'getGoal' },
      { kind: 'refused', operation: 'listGoalMetrics' },
      { kind: 'refused', operation: 'listGoalTemplates' },
    );
    await pressGoal(page, goalName);
    const form = webview(page);
    await expect(form.getByLabel('Description')).toBeDisabled();
    await expect(form.getByText('The templates could not be loaded.')).toBeVisible();
    const metrics = form.getByRole('region', { name: 'Metrics' });
    await expect(metrics.getByRole('button', { name: 'Try Again' })).toBeVisible();
    const again = form.getByRole('alert').getByRole('button', { name: 'Try Again' });
    await expect(again).toBeVisible();
    await screenshot(page, 'form-parts-missing');
    await tenant.clearFaults();
    await again.click();
    await expect(form.getByLabel('Description')).toBeEnabled();
    await metrics.getByRole('button', { name: 'Try Again' }).click();
    await expect(metrics.locator('.metrics li').first()).toBeVisible();
    await form.getByRole('button', { name: 'Try again', exact: true }).click();
    await expect(form.getByText('The templates could not be loaded.')).toHaveCount(0);
  },
);

test('what ends late leaves the focus where a person went on', { tag: '@once' }, async ({ page, tenant }) => {
  const form = await openGoal(page);
  const description = form.getByLabel('Description');
  await choose(page, 'Owner', '1P0NOBODY00000000', 'Use ID');
  await tenant.addFaults({ kind: 'latency', operation: 'updateGoal', times: 1, delay: 4000 });
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saving to');
  await description.focus();
  await page.keyboard.type('Typed on');
  await expect(line(page)).toContainText('Not saved. Fix Owner.');
  await page.keyboard.type(' and on. ');
  await expect(description).toHaveValue(/Typed on and on\. /);

  await form.getByRole('button', { name: 'Add Metric…' }).click();
  const metric = form.getByRole('form', { name: 'New metric' });
  await metric.getByLabel('Metric').fill('Answers in time');
  await metric.getByLabel('Target').fill('60');
  await tenant.addFaults({ kind: 'latency', operation: 'addGoalMetric', times: 1, delay: 4000 });
  await page.keyboard.press('Enter');
  await expect(metric.getByRole('button', { name: 'Adding…' })).toBeVisible();
  await description.focus();
  await expect(form.locator('.metrics li').filter({ hasText: 'Answers in time' })).toBeVisible();
  await page.keyboard.type('More. ');
  await expect(description).toHaveValue(/More\. /);
});

test('an impatient person whose connection breaks gets one goal', { tag: '@once' }, async ({ page, tenant }) => {
  await pressNewGoal(page);
  await nameField(page).fill('Only one');
  await tenant.addFaults({ kind: 'cutAfter', operation: 'createGoal', delay: 5000 });
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saving to');
  await page.keyboard.press('Control+s');
  await screenshot(page, 'form-sending');
  await page.keyboard.press('Control+s');
  // A press that VS Code hands on after what is typed next would send that too; it hands them on in turn.
  await expectHeard(page);
  await nameField(page).fill('Only one, typed on');
  await expect(treeRow(page, 'Only one')).toHaveCount(1);
  await expectTab(page, '● Only one, typed on');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saved in');
  await expectTab(page, 'Only one, typed on');
  await treeRow(page, 'Only one, typed on').click();
  await expect(line(page)).toContainText('Saved in');
  await expect(tabs(page)).toHaveCount(1);
  expect((await callsOf(tenant)).filter((call) => call.startsWith('createGoal'))).toHaveLength(1);

  // A press for what was typed while something else was on its way.
  await tenant.addFaults({ kind: 'latency', operation: 'updateGoal', times: 1, delay: 2000 });
  await nameField(page).fill('On its way');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saving to');
  await nameField(page).fill('Typed since');
  await page.keyboard.press('Control+s');
  await expectTab(page, 'Typed since');
  await expect(treeRow(page, 'Typed since')).toHaveCount(1);
});

test(
  'a save from the closing prompt that fails leaves the tab; one that succeeds sends what was typed while less was being sent',
  { tag: '@once' },
  async ({ page, tenant }) => {
    const form = await openGoal(page);
    await nameField(page).fill('Closed too soon');
    await expectTab(page, '● Closed too soon');
    await tenant.addFaults({ kind: 'refused', operation: 'updateGoal', errorDesc: 'Not today' });
    await closeActiveTab(page);
    await answerClosing(page, 'save');
    await expect(form.getByRole('alert')).toContainText('Not today');
    await expectTab(page, '● Closed too soon');
    await tenant.clearFaults();
    const before = await updatesOf(tenant);

    await tenant.addFaults({ kind: 'latency', operation: 'updateGoal', times: 1, delay: 4000 });
    await nameField(page).fill('On its way');
    await expectTab(page, '● On its way');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Saving to');
    await nameField(page).fill('Typed, then closed');
    await closeActiveTab(page);
    await answerClosing(page, 'save');
    await expectTab(page, '');
    await expect(treeRow(page, 'Typed, then closed')).toHaveCount(1);
    expect((await updatesOf(tenant)) - before).toBe(2);
  },
);

import { expect, test } from './fixtures.ts';
import {
  choose,
  closeActiveTab,
  company,
  expectHeard,
  dirtyTabs,
  expectTab,
  goalName,
  line,
  nameField,
  openGoal,
  openSampleData,
  tabs,
  pressNewGoal,
} from './formPage.ts';
import { runCommand } from './palette.ts';
import { treeRow } from './tree.ts';
import { answerClosing, vscodeCommand } from './vscodeWords.ts';
import { webview } from './webview.ts';

test.use({ settings: { 'files.autoSave': 'off' } });

test.beforeEach(({ page }) => openSampleData(page));

test('a goal is edited, saved with the key, reverted, and saved with all others', async ({ page }) => {
  const form = await openGoal(page);
  await expectTab(page, goalName);
  await nameField(page).fill('Answer within two hours');
  await form.getByRole('radio', { name: 'Achieved' }).check();
  await choose(page, 'Owner', 'ma');
  await expectTab(page, '● Answer within two hours');
  await expect(line(page)).toHaveText('Draft: saved on this computer only.');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toHaveText('Saved in Sample Data.');
  await expectTab(page, 'Answer within two hours');
  await expect(treeRow(page, 'Answer within two hours')).toContainText('Achieved');
  await expect(treeRow(page, goalName)).toHaveCount(0);

  await nameField(page).fill('Given up');
  await expectTab(page, '● Given up');
  await runCommand(page, vscodeCommand.revert);
  await expect(nameField(page)).toHaveValue('Answer within two hours');
  await expectTab(page, 'Answer within two hours');

  await nameField(page).fill('The first of two');
  await expectTab(page, '● The first of two');
  await openGoal(page, 'Adopt workflow automation');
  await nameField(page).fill('The second of two');
  await expectTab(page, '● The second of two');
  await runCommand(page, vscodeCommand.saveAll);
  for (const name of ['The first of two', 'The second of two']) await expect(treeRow(page, name)).toHaveCount(1);
  await expect(dirtyTabs(page)).toHaveCount(0);
});

test('a goal is created, once, and its form goes on as the goal’s own', { tag: '@once' }, async ({ page }) => {
  await pressNewGoal(page);
  const form = webview(page);
  await expect(form.getByRole('combobox', { name: 'Company' })).toHaveValue(company);
  await expectTab(page, 'New goal');
  await page.keyboard.press('Control+s');
  await expect(form.locator('#goal-Name-problem')).toHaveText('Give the goal a name.');
  await expect(nameField(page)).toBeFocused();
  await choose(page, 'Template', 'Feature adoption');
  await expect(nameField(page)).toHaveValue('Feature adoption');
  await nameField(page).fill('A goal of my own');
  await expect(form.getByLabel('Description')).not.toHaveValue('');
  await expectTab(page, '● A goal of my own');
  await form.getByRole('button', { name: 'Create Goal' }).dblclick();
  await expect(line(page)).toHaveText('Saved in Sample Data.');
  await expectTab(page, 'A goal of my own');
  await expect(tabs(page)).toHaveCount(1);
  await expect(treeRow(page, 'A goal of my own')).toHaveCount(1);
  await expect(form.getByRole('button', { name: 'Add Metric…' })).toBeVisible();
  await nameField(page).fill('A goal of my own, renamed');
  await page.keyboard.press('Control+s');
  await expect(treeRow(page, 'A goal of my own, renamed')).toHaveCount(1);
});

test(
  'a metric is added, after its mistakes are mended; what the tenant refuses stands at the field, and nothing typed is lost',
  { tag: '@once' },
  async ({ page }) => {
    const form = await openGoal(page);
    await form.getByRole('button', { name: 'Add Metric…' }).click();
    const row = form.getByRole('form', { name: 'New metric' });
    await expect(row.getByLabel('Metric')).toBeFocused();
    await row.getByLabel('Metric').fill('Answers in time');
    await row.getByLabel('Current').fill('45');
    await row.getByLabel('Target').fill('sixty');
    await page.keyboard.press('Enter');
    await expect(row.getByText('Enter the target as a number, such as 600 or 99.5.')).toBeVisible();
    await expect(row.getByLabel('Target')).toBeFocused();
    await row.getByLabel('Target').fill('60');
    await row.getByLabel('Unit').fill('answers');
    await page.keyboard.press('Enter');
    const metric = form.locator('.metrics li').filter({ hasText: 'Answers in time' });
    await expect(metric).toContainText('45 of 60 answers');
    await expect(metric.getByRole('progressbar')).toHaveAttribute('value', '75');
    await expect(row.getByLabel('Metric')).toHaveValue('');
    await expect(row.getByLabel('Metric')).toBeFocused();
    await expectTab(page, goalName);
    await row.getByRole('button', { name: 'Cancel' }).click();

    await nameField(page).fill('Typed text');
    await choose(page, 'Owner', '1P0NOBODY00000000', 'Use ID 1P0NOBODY00000000');
    await page.keyboard.press('Control+s');
    const owner = form.getByRole('combobox', { name: 'Owner' });
    await expect(form.locator('#goal-OwnerId-problem')).toContainText('Gainsight rejected this value');
    await expect(owner).toHaveAttribute('aria-invalid', 'true');
    await expect(owner).toBeFocused();
    await expect(line(page)).toHaveText('Not saved. Fix Owner. Your draft is saved on this computer.');
    await expectTab(page, '● Typed text');
    await owner.fill('');
    await page.keyboard.press('Tab');
    await expect(form.locator('#goal-OwnerId-problem')).toBeEmpty();
    await page.keyboard.press('Control+s');
    await expect(line(page)).toHaveText('Saved in Sample Data.');
  },
);

test('undo and redo go across fields, a step for each pause', async ({ page }) => {
  const form = await openGoal(page);
  const description = form.getByLabel('Description');
  const before = await description.inputValue();
  await nameField(page).press('End');
  await nameField(page).pressSequentially(' soon');
  await expectTab(page, `● ${goalName} soon`);
  await description.fill('Rewritten');
  await expectHeard(page);
  await page.keyboard.press('Control+z');
  await expect(description).toHaveValue(before);
  await expect(nameField(page)).toHaveValue(`${goalName} soon`);
  await page.keyboard.press('Control+z');
  await expect(nameField(page)).toHaveValue(goalName);
  await expectTab(page, goalName);
  await page.keyboard.press('Control+Shift+z');
  await expect(nameField(page)).toHaveValue(`${goalName} soon`);
  await expectTab(page, `● ${goalName} soon`);
  await expect(description).toHaveValue(before);
});

test('closing asks, and keeps, sends or forgets as told', async ({ page }) => {
  const close = () => closeActiveTab(page);
  await openGoal(page);
  await nameField(page).fill('Forgotten');
  await expectTab(page, '● Forgotten');
  await close();
  await answerClosing(page, 'cancel');
  await expect(nameField(page)).toHaveValue('Forgotten');
  await close();
  await answerClosing(page, 'dontSave');
  await expectTab(page, '');
  await openGoal(page);
  await expect(nameField(page)).toHaveValue(goalName);
  await expectTab(page, goalName);
  await nameField(page).fill('Sent on closing');
  await expectTab(page, '● Sent on closing');
  await close();
  await answerClosing(page, 'save');
  await expectTab(page, '');
  await expect(treeRow(page, 'Sent on closing')).toHaveCount(1);
  await runCommand(page, vscodeCommand.reopenClosed);
  await expect(nameField(page)).toHaveValue('Sent on closing');
  await expectTab(page, 'Sent on closing');
});

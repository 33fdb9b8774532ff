import type { Locator, Page } from '@playwright/test';
import { connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import {
  choose,
  company,
  expectTab,
  expectToTakeKeys,
  goalName,
  line,
  nameField,
  openGoal,
  openSampleData,
  pressNewGoal,
  tabs,
} from './formPage.ts';
import { drawTree, toggleRow, treeRow } from './tree.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

test.use({ settings: { 'files.autoSave': 'off' } });

const said = (page: Page): Locator => webview(page).locator('.said');

/** The names of the company's goals, in the order of the side bar. */
async function goalsInTree(page: Page): Promise<readonly string[]> {
  const rows = (await drawTree(page)).split('\n');
  const from = rows.findIndex((row) => row.startsWith(`▾ ${company}`)) + 1;
  const below = rows.slice(from);
  const end = below.findIndex((row) => !row.startsWith(' '));
  return below.slice(0, end).map((row) => row.replace(/^\s*▸ /, '').split('  ')[0] ?? '');
}

/** Waits until a walk has ended: a page that is just going away hears no key. */
async function expectArrival(page: Page, name: string): Promise<void> {
  await expectTab(page, name);
  await expect(nameField(page)).toHaveValue(name.replace('● ', ''));
  await expectToTakeKeys(page);
}

test('from goal to goal with a key, in one tab, and what was typed stays', { tag: '@once' }, async ({ page }) => {
  await openSampleData(page);
  const goals = await goalsInTree(page);
  const [first = '', second = '', third = '', fourth = ''] = goals;
  await openGoal(page, first);
  const description = webview(page).getByLabel('Description');
  await description.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expectArrival(page, second);
  await expect(description).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expectArrival(page, third);
  await expect(tabs(page)).toHaveCount(2);
  await nameField(page).fill('Typed on the way');
  await expectTab(page, '● Typed on the way');
  await page.keyboard.press('Alt+ArrowDown');
  await expectArrival(page, fourth);
  await expect(nameField(page)).toBeFocused();
  await expect(tabs(page)).toHaveCount(3);
  await page.keyboard.press('Alt+ArrowUp');
  await expectArrival(page, '● Typed on the way');
  await expect(tabs(page)).toHaveCount(2);
  await nameField(page).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectArrival(page, second);
  await nameField(page).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expectArrival(page, first);
  await nameField(page).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(said(page)).toHaveText('This is the company’s first goal.');
  await expectTab(page, first);
});

test(
  'a field that comes late does not take the focus from where a person went',
  { tag: '@once' },
  async ({ page, tenant }) => {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await toggleRow(page, company);
    await expect(treeRow(page, goalName)).toBeVisible();
    const [first = '', second = ''] = await goalsInTree(page);
    await openGoal(page, first);
    const description = webview(page).getByLabel('Description');
    await description.focus();
    await tenant.addFaults({ kind: 'latency', operation: 'getGoal', times: 1, delay: 4000 });
    await page.keyboard.press('Alt+ArrowDown');
    await expectArrival(page, second);
    await expect(description).toBeDisabled();
    await nameField(page).press('End');
    await expect(description).toBeEnabled();
    await page.keyboard.type(' typed');
    await expect(nameField(page)).toHaveValue(`${second} typed`);
    await expect(nameField(page)).toBeFocused();
  },
);

test('from problem to problem with a key, then saved and closed with another', { tag: '@once' }, async ({ page }) => {
  await openSampleData(page);
  const form = await openGoal(page);
  await nameField(page).focus();
  await page.keyboard.press('F8');
  await expect(said(page)).toHaveText('No problems in this goal.');
  await expect(nameField(page)).toBeFocused();
  await nameField(page).fill('');
  const owner = form.getByRole('combobox', { name: 'Owner' });
  await owner.fill('nobody at all');
  await page.keyboard.press('F8');
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('F8');
  await expect(owner).toBeFocused();
  await page.keyboard.press('Shift+F8');
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.press('Shift+F8');
  await expect(owner).toBeFocused();

  await page.keyboard.press('Control+Enter');
  await expect(line(page)).toHaveText('Not saved. Fix Name and Owner. Your draft is saved on this computer.');
  await expect(nameField(page)).toBeFocused();
  await nameField(page).fill('Saved and closed');
  await owner.fill('');
  await page.keyboard.press('Control+Shift+f');
  await expect(page.locator('.search-view textarea').first()).toBeFocused();
  await page.keyboard.type('elsewhere');
  await page.keyboard.press('Control+Enter');
  await openView(page);
  await expect(tabs(page)).toHaveCount(1);
  await expect(treeRow(page, goalName)).toHaveCount(1);
  await owner.focus();
  await page.keyboard.press('Control+Enter');
  await expect(tabs(page)).toHaveCount(0);
  await expect(treeRow(page, 'Saved and closed')).toHaveCount(1);
});

test(
  'a template fills what is empty and can be undone; what is wrong is said as it is typed',
  { tag: '@once' },
  async ({ page }) => {
    await openSampleData(page);
    const form = await openGoal(page);
    await nameField(page).pressSequentially('x');
    await nameField(page).fill('x'.repeat(256));
    await expect(form.locator('#goal-Name-problem')).toHaveText(
      'Shorten the name. It has 256 characters, and the limit is 255.',
    );
    await expect(nameField(page)).toBeFocused();
    await form.locator('.metrics li').first().click();
    await expect(form.locator('.metrics li').first()).toContainText('Metrics can be added here but not edited.');
    await form.getByRole('button', { name: 'Add Metric…' }).click();
    const metric = form.getByRole('form', { name: 'New metric' });
    await metric.getByLabel('Target').pressSequentially('-x');
    await expect(metric.getByText('Enter the target as a number, such as 600 or 99.5.')).toBeVisible();
    await expect(metric.getByLabel('Target')).toBeFocused();
    expect(await form.locator('#metric-units option').count()).toBeGreaterThan(0);

    await pressNewGoal(page);
    const template = form.getByRole('combobox', { name: 'Template' });
    await expect(nameField(page)).toHaveValue('');
    await choose(page, 'Template', 'Feature adoption');
    await expect(said(page)).toHaveText('Filled in from the template: Name and Description. Undo to revert.');
    await expect(nameField(page)).toHaveValue('Feature adoption');
    await page.keyboard.press('Control+z');
    await expect(nameField(page)).toHaveValue('');
    await expect(form.getByLabel('Description')).toHaveValue('');
    await expect(template).toHaveValue('');
  },
);

import { expect, test } from './fixtures.ts';
import { company, line, nameField, openGoal, openSampleData, pressNewGoal } from './formPage.ts';
import { webview } from './webview.ts';

test.use({ settings: { 'files.autoSave': 'off' } });

test.beforeEach(({ page }) => openSampleData(page));

test('a new goal is typed into at once', async ({ page }) => {
  await pressNewGoal(page);
  await expect(nameField(page)).toBeFocused();
  await page.keyboard.type('Typed at once');
  await expect(nameField(page)).toHaveValue('Typed at once');
  await expect(webview(page).getByRole('combobox', { name: 'Company' })).toHaveValue(company);
});

test(
  'an arrow does not leave the only option that fits; a save says that a metric is not added yet, and leaves the focus',
  { tag: '@once' },
  async ({ page }) => {
    const form = await openGoal(page);
    const owner = form.getByRole('combobox', { name: 'Owner' });
    await owner.focus();
    await page.keyboard.press('ArrowDown');
    await expect(form.locator('[role=option] .name').first()).toBeVisible();
    const names = await form.locator('[role=option] .name').allInnerTexts();
    const current = await owner.inputValue();
    const other =
      names.find((name) => name !== current && names.filter((each) => each.includes(name)).length === 1) ?? '';
    await owner.fill(other);
    await expect(form.getByRole('option')).toHaveCount(1);
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
    await expect(owner).toHaveValue(other);
    await expect(owner).toHaveAttribute('aria-expanded', 'false');
    await expect(line(page)).toHaveText('Draft: saved on this computer only.');

    await form.getByRole('button', { name: 'Add Metric…' }).click();
    const target = form.getByRole('form', { name: 'New metric' }).getByLabel('Target');
    await target.fill('60');
    await page.keyboard.press('Control+s');
    await expect(form.locator('.said')).toHaveText('The new metric has not been added yet. Add it or cancel.');
    await expect(target).toBeFocused();
    await expect(target).toHaveValue('60');
  },
);

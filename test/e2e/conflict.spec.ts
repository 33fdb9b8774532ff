import type { FrameLocator, Page } from '@playwright/test';
import { callsOf, connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { closeActiveTab, company, expectTab, line, nameField, openGoal } from './formPage.ts';
import { screenshot } from './screenshot.ts';
import type { Tenant } from './tenant.ts';
import { toggleRow } from './tree.ts';
import { openView } from './workbench.ts';

test.use({ settings: { 'files.autoSave': 'off' }, isJudged: false });

test.beforeEach(async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await toggleRow(page, company);
});

/** Types, while somebody else changes the same two fields and one other, and saves. */
async function collide(page: Page, tenant: Tenant): Promise<FrameLocator> {
  const form = await openGoal(page);
  await nameField(page).fill('Mine');
  await form.getByLabel('Description').fill('My text\nin two lines');
  await tenant.addFaults({
    kind: 'changedBehind',
    operation: 'getGoal',
    times: 1,
    changes: { Name: 'Theirs', Description: 'Their text', TargetDate: '2031-01-01' },
  });
  await page.keyboard.press('Control+s');
  await expect(form.getByRole('alert')).toContainText('This goal has changed in Gainsight since you opened it.');
  return form;
}

const putsOf = async (tenant: Tenant): Promise<number> =>
  (await callsOf(tenant)).filter((call) => call.startsWith('updateGoal')).length;

test(
  'each field is saved as chosen, and nothing before every field has its choice',
  { tag: '@once' },
  async ({ page, tenant }) => {
    const form = await collide(page, tenant);
    const alert = form.getByRole('alert');
    const send = alert.getByRole('button', { name: 'Save Selected Versions' });
    await expectTab(page, '● Mine');
    await expect(alert).toContainText('2 of 2 still to choose');
    await expect(send).toBeDisabled();

    await alert.getByRole('group', { name: 'Name' }).getByRole('radio', { name: /^Mine/ }).check();
    await expect(alert).toContainText('1 of 2 still to choose');
    await expect(form.locator('#conflict-Name-mine')).toBeFocused();
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Not saved. ');
    await expect(alert).toContainText('1 of 2 still to choose');
    // To the choice that is left.
    await expect(form.locator('#conflict-Description-theirs')).toBeFocused();
    await page.keyboard.press('F8');
    await expect(form.locator('#conflict-Description-theirs')).toBeFocused();
    expect(await putsOf(tenant)).toBe(0);

    const sides = alert.getByRole('group', { name: 'Description' });
    await expect(sides).toContainText('My text');
    await expect(sides).not.toContainText('<p>');
    await alert.getByRole('button', { name: 'Compare Description' }).click();
    await expect(page.locator('.monaco-diff-editor')).toBeVisible();
    await expect(page.locator('.monaco-diff-editor')).toContainText('Their text');
    await screenshot(page, 'conflict-compare');
    await closeActiveTab(page);

    await alert
      .getByRole('group', { name: 'Description' })
      .getByRole('radio', { name: /^Theirs/ })
      .check();
    await send.click();
    await expect(line(page)).toContainText('Saved in');
    await expectTab(page, 'Mine');
    await expect(form.getByLabel('Description')).toHaveValue('Their text');
    await expect(form.getByLabel('Target date')).toHaveValue('2031-01-01');
    await expect(alert).toBeEmpty();
    expect(await putsOf(tenant)).toBe(1);
  },
);

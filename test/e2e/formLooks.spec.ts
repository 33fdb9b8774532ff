import { faults } from './accessibility.ts';
import { connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { choose, company, line, nameField, openGoal, openSampleData } from './formPage.ts';
import { killExtensionHost } from './processes.ts';
import { screenshot } from './screenshot.ts';
import { followSystem, inBoth, themePairs } from './themes.ts';
import { toggleRow } from './tree.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

for (const pair of themePairs) {
  test.describe(`${pair.dark.name} and ${pair.light.name}`, () => {
    test.use({ settings: { 'files.autoSave': 'off', ...followSystem(pair) }, isJudged: false });

    test('the form is in order and looks it', { tag: '@once' }, async ({ page, tenant, workbench }) => {
      const look = async (state: string): Promise<void> => {
        await inBoth(pair, page, async (theme) => {
          await screenshot(page, `form-${theme}-${state}`);
          expect(await faults(page), `${state}, ${theme}`).toEqual([]);
        });
      };
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await toggleRow(page, company);
      const form = await openGoal(page);
      const alert = form.getByRole('main').getByRole('alert').last();
      await look('clean');

      await nameField(page).fill('Answer within three hours');
      await expect(line(page)).toContainText('Draft: ');
      await look('dirty');

      await nameField(page).fill('');
      await choose(page, 'Owner', '1P0NOBODY00000000', 'Use ID');
      await page.keyboard.press('Control+s');
      await expect(form.locator('#goal-Name-problem')).toBeVisible();
      await expect(line(page)).toContainText('Not saved. Fix Name.');
      await look('invalid');

      await form.getByRole('combobox', { name: 'Company' }).fill('an');
      await expect(form.getByRole('option').first()).toBeVisible();
      await look('companies');
      await page.keyboard.press('Escape');

      await form.getByRole('button', { name: 'Add Metric…' }).click();
      await page.keyboard.press('Enter');
      await expect(form.getByText('Give the metric a name.')).toBeVisible();
      await look('metric');
      await form.getByRole('form', { name: 'New metric' }).getByRole('button', { name: 'Cancel' }).click();

      await form.getByRole('combobox', { name: 'Owner' }).fill('');
      await nameField(page).fill('Mine');
      await form.getByLabel('Target date').fill('2031-02-03');
      const changes = { Name: 'Theirs', TargetDate: '2031-01-01' };
      await tenant.addFaults({ kind: 'changedBehind', operation: 'getGoal', times: 1, changes });
      await page.keyboard.press('Control+s');
      await alert.getByRole('radio', { name: /^Mine/ }).first().check();
      await look('conflicted');
      await form.getByRole('button', { name: 'Take All of Theirs' }).click();
      await expect(line(page)).toContainText('Saved in');
      await expect(nameField(page)).toHaveValue('Theirs');
      await expect(alert).toBeEmpty();

      await nameField(page).fill('Typed in bad weather');
      await tenant.addFaults({ kind: 'refused', errorDesc: 'The custom field Region is mandatory' });
      await page.keyboard.press('Control+s');
      await expect(alert).toContainText('The custom field Region is mandatory');
      await look('failed');

      killExtensionHost(workbench.folder);
      await expect(form.getByRole('link', { name: 'Reopen' })).toBeVisible();
      await look('cut-off');
    });
  });
}

test('a narrow and a wide form, and one of which a zoom leaves little', { tag: '@once' }, async ({ page }) => {
  await openSampleData(page);
  const form = await openGoal(page);
  await page.setViewportSize({ width: 683, height: 384 });
  for (const name of ['Company', 'Owner', 'Template']) {
    const input = form.getByRole('combobox', { name });
    await input.click();
    for (const part of [input, form.locator('.popup:visible')]) await expect(part).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Escape');
  }
  await page.setViewportSize({ width: 500, height: 1100 });
  await screenshot(page, 'form-narrow');
  expect(
    await webview(page)
      .locator('html')
      .evaluate((html) => html.scrollWidth <= html.clientWidth),
  ).toBe(true);
  await page.setViewportSize({ width: 1920, height: 1400 });
  await screenshot(page, 'form-wide');
});

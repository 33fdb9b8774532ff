import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { expectTab, goalName, line, nameField, openGoal, openSampleData } from './formPage.ts';
import { runCommand } from './palette.ts';
import { treeRow } from './tree.ts';
import { webview } from './webview.ts';

/** The process of this very workbench: others may run beside it. */
function extensionHostOf(folder: string): number {
  const read = (id: string, file: string): string => {
    try {
      return readFileSync(join('/proc', id, file), 'utf8');
    } catch {
      // Gone since the folder was listed, or another user's.
      return '';
    }
  };
  const id = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => read(name, 'cmdline').includes('type=extensionHost') && read(name, 'environ').includes(folder));
  if (id === undefined) throw new Error('no extension host of this workbench was found');
  return Number(id);
}

test.beforeEach(({ page }) => openSampleData(page));

test.describe('with auto save off', () => {
  test.use({ settings: { 'files.autoSave': 'off' } });

  test('a draft outlives a reload a moment after typing, and opens dirty', async ({ page, workbench }) => {
    await openGoal(page);
    await page.waitForTimeout(4000);
    await nameField(page).fill('Kept over a reload');
    await page.waitForTimeout(120);
    await workbench.load();
    await expect(nameField(page)).toHaveValue('Kept over a reload');
    await expectTab(page, '● Kept over a reload');
    await expect(line(page)).toHaveText('Draft: not sent yet, kept on this computer.');
    await nameField(page).focus();
    await page.keyboard.press('Control+z');
    await expect(nameField(page)).toHaveValue(goalName);
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toHaveText('Saved in the sample tenant.');
  });

  test('Discard Draft shows the tenant’s text again, and can be undone', async ({ page }) => {
    const form = await openGoal(page);
    await nameField(page).fill('Discarded');
    await form.getByRole('button', { name: 'Discard Draft' }).click();
    await expect(nameField(page)).toHaveValue(goalName);
    await expectTab(page, goalName);
    await nameField(page).focus();
    await page.keyboard.press('Control+z');
    await expect(nameField(page)).toHaveValue('Discarded');
    await expectTab(page, '● Discarded');
  });

  test('a form whose tenant is not connected keeps its draft and says so', async ({ page }) => {
    const form = await openGoal(page);
    await runCommand(page, 'Customer Goals: Disconnect');
    await expect(form.getByText('which is not connected')).toBeVisible();
    await nameField(page).fill('Typed without a tenant');
    await expect(form.getByText('Your draft is kept on this computer.')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Not sent: no tenant is connected.');
    await form.getByRole('button', { name: 'Connect' }).click();
    await expect(form.getByText('which is not connected')).toHaveCount(0);
    await page.keyboard.press('Control+s');
    await expect(line(page)).toHaveText('Saved in the sample tenant.');
  });

  test('a form that lost its extension says so, and comes back with what was typed', async ({ page, workbench }) => {
    await openGoal(page);
    await nameField(page).fill('Typed before the crash');
    await expectTab(page, '● Typed before the crash');
    process.kill(extensionHostOf(workbench.folder), 'SIGKILL');
    await expect(
      page.getByText('Extension host terminated unexpectedly').or(page.getByText('Remote Extension host terminated')),
    ).toBeVisible();
    await nameField(page).pressSequentially('!');
    const reopen = webview(page).getByRole('link', { name: 'Reopen' });
    await expect(reopen).toBeVisible();
    await reopen.click();
    await expect(reopen).toHaveCount(0);
    await expect(nameField(page)).toHaveValue('Typed before the crash');
    await page.waitForTimeout(500);
    await expectTab(page, '● Typed before the crash');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toHaveText('Saved in the sample tenant.');
  });
});

test('with auto save on, only the key and the button send', async ({ page }) => {
  const form = await openGoal(page);
  await nameField(page).fill('Saved by auto save');
  await expectTab(page, '● Saved by auto save');
  await expectTab(page, 'Saved by auto save');
  await expect(line(page)).toHaveText('Draft: not sent yet, kept on this computer.');
  await expect(treeRow(page, goalName)).toHaveCount(1);
  await form.getByRole('button', { name: 'Send' }).click();
  await expect(line(page)).toHaveText('Saved in the sample tenant.');
  await expect(treeRow(page, 'Saved by auto save')).toHaveCount(1);
  await nameField(page).fill('Sent by the key');
  await page.keyboard.press('Control+s');
  await expect(treeRow(page, 'Sent by the key')).toHaveCount(1);
  await expect(webview(page).getByRole('button', { name: 'Send' })).toBeHidden();
});

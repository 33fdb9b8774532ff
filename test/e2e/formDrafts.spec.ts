import type { Locator, Page } from '@playwright/test';
import { expectRemembered } from './browserStorage.ts';
import { draftRow, openDrafts, pressDraft } from './draftRows.ts';
import { expect, test } from './fixtures.ts';
import {
  activeTab,
  closeActiveTab,
  company,
  expectTab,
  goalName,
  line,
  nameField,
  openGoal,
  openSampleData,
  pressGoal,
  reopen,
  tabs,
} from './formPage.ts';
import { pressNotificationButton } from './notifications.ts';
import { runCommand } from './palette.ts';
import { killExtensionHost } from './processes.ts';
import { openRow, treeRow } from './tree.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

test.beforeEach(({ page }) => openSampleData(page));

test.describe('with auto save off', () => {
  test.use({ settings: { 'files.autoSave': 'off' } });

  test('a draft outlives a reload a moment after typing, a restart, a crash and a reinstall', async ({
    page,
    workbench,
  }) => {
    await openGoal(page);
    await expectRemembered(page, `/${goalName}.goal`);
    await nameField(page).fill('Kept over a reload');
    await expect(line(page)).toContainText('Draft: ');
    await workbench.reload();
    await expect(nameField(page)).toHaveValue('Kept over a reload');
    await expectTab(page, '● Kept over a reload');
    await expect(line(page)).toHaveText('Draft: saved on this computer only.');
    for (const end of [workbench.restart, workbench.crash, workbench.reinstall]) {
      await end();
      await openView(page);
      // VS Code may have had no time to note its tabs.
      await openDrafts(page);
      await pressDraft(page, 'Kept over a reload');
      await expectTab(page, '● Kept over a reload');
    }
    await nameField(page).focus();
    await page.keyboard.press('Control+z');
    await expect(nameField(page)).toHaveValue(goalName);
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toHaveText('Saved in Sample Data.');
  });

  test(
    'Discard Draft shows the tenant’s text again, and can be undone; a draft whose tenant is not connected is kept, and says so',
    { tag: '@once' },
    async ({ page }) => {
      const form = await openGoal(page);
      await nameField(page).fill('Discarded');
      await form.getByRole('button', { name: 'Discard Draft' }).click();
      await expect(nameField(page)).toHaveValue(goalName);
      await expectTab(page, goalName);
      await nameField(page).focus();
      await page.keyboard.press('Control+z');
      await expect(nameField(page)).toHaveValue('Discarded');
      await expectTab(page, '● Discarded');

      await runCommand(page, 'Customer Goals: Disconnect');
      await expect(form.getByText('which is not connected')).toBeVisible();
      await nameField(page).fill('Typed without a tenant');
      await expect(form.getByText('Your draft is saved on this computer.')).toBeVisible();
      await page.keyboard.press('Control+s');
      await expect(line(page)).toContainText('Not saved. No tenant is connected.');
      await form.getByRole('button', { name: 'Connect' }).click();
      await expect(form.getByText('which is not connected')).toHaveCount(0);
      await page.keyboard.press('Control+s');
      await expect(line(page)).toHaveText('Saved in Sample Data.');
    },
  );

  test('a form that lost its extension says so, and comes back with what was typed', async ({ page, workbench }) => {
    await runCommand(page, 'File: New Untitled Text File');
    await page.keyboard.type('Notes of a call');
    const notes = tabs(page).filter({ hasText: 'Notes of a call' });
    await expect(notes).toHaveClass(/dirty/);
    await openGoal(page);
    await nameField(page).fill('Typed before the crash');
    await expectTab(page, '● Typed before the crash');
    killExtensionHost(workbench.folder);
    await reopen(page);
    await expect(nameField(page)).toHaveValue('Typed before the crash');
    await expect(line(page)).toContainText('Draft: ');
    await expectTab(page, '● Typed before the crash');
    await expect(notes).toHaveClass(/dirty/);
    await page.keyboard.press('Control+s');
    await expect(line(page)).toHaveText('Saved in Sample Data.');
  });
});

/** What VS Code draws behind a tab's name, quoted. */
const badgeOf = (tab: Locator): Promise<string> =>
  tab.evaluate((element) =>
    [...element.querySelectorAll('.monaco-icon-label')]
      .map((label) => getComputedStyle(label, '::after').content)
      .join(),
  );

/** Each way of auto save, and what VS Code waits for until it saves. */
const autoSaves: Readonly<Record<string, (page: Page, name: string) => Promise<void>>> = {
  afterDelay: async () => undefined,
  onFocusChange: async (page) => {
    await openGoal(page, 'Deflect support tickets');
    await treeRow(page, goalName).click();
  },
  onWindowChange: async (page, name) => {
    // From inside a form VS Code does not hear that its window lost the focus.
    await page.keyboard.press('Control+0');
    await expect(page.locator('.part.sidebar :focus')).toHaveCount(1);
    await page.evaluate(() => {
      // A page under test has the focus always.
      document.hasFocus = () => false;
      window.dispatchEvent(new Event('blur'));
    });
    await expectTab(page, name);
    await page.evaluate(() => {
      Reflect.deleteProperty(document, 'hasFocus');
      window.dispatchEvent(new Event('focus'));
    });
  },
};

test('with auto save on, in whatever way, only the key and the button send', async ({ page, workbench }) => {
  await openGoal(page);
  let name = goalName;
  for (const [mode, provoke] of Object.entries(autoSaves)) {
    await workbench.set({ 'files.autoSave': mode });
    await workbench.reload();
    await openView(page);
    await openDrafts(page);
    await openRow(page, company);
    // Also where VS Code had not written down yet that the tab is open.
    await pressGoal(page, goalName, name);
    name = `Answer by ${mode}`;
    await nameField(page).fill(name);
    await expect(draftRow(page, name)).toBeVisible();
    if (mode !== 'afterDelay') await expectTab(page, `● ${name}`);
    await provoke(page, name);
    await expectTab(page, name);
    await expect(line(page)).toHaveText('Draft: saved on this computer only.');
  }
  await expect(treeRow(page, goalName)).toHaveCount(1);
  // VS Code takes it for saved and asks nothing when it is closed.
  await expect.poll(() => badgeOf(activeTab(page))).toBe('"D"');
  await closeActiveTab(page);
  await pressNotificationButton(page, 'not saved to Gainsight', 'Save');
  // Its form is opened for that, and closed afterwards.
  await expect(draftRow(page, name)).toHaveCount(0);
  await expect(treeRow(page, name)).toHaveCount(1);
  await expect(tabs(page).filter({ hasText: name })).toHaveCount(0);
  await pressGoal(page, name);
  await nameField(page).fill('Answer by the key');
  await page.keyboard.press('Control+s');
  await expect(treeRow(page, 'Answer by the key')).toHaveCount(1);
  await expect(webview(page).getByRole('button', { name: 'Save' })).toBeHidden();
});

test.describe('with auto save after a second', () => {
  test.use({ settings: { 'files.autoSave': 'afterDelay', 'files.autoSaveDelay': 1000 } });

  test('a save in the very moment of an auto save is a save', { tag: '@once' }, async ({ page }) => {
    await openGoal(page);
    for (const ms of [700, 730, 760, 790, 820, 850, 880, 910, 940, 970, 1000]) {
      const name = `Saved after ${ms} ms`;
      await nameField(page).fill(name);
      await page.waitForTimeout(ms);
      await page.keyboard.press('Control+s');
      await expect(line(page)).toHaveText('Saved in Sample Data.');
      await expect(treeRow(page, name)).toHaveCount(1);
      await expect(page.locator('.notification-toast')).toHaveCount(0);
    }
  });
});

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { dialog } from './connectionSteps.ts';
import { answerDialog, askToDiscard, draftRow, draftsPane, openDrafts, pressDraft } from './draftRows.ts';
import { expect, test } from './fixtures.ts';
import {
  closeActiveTab,
  company,
  dirtyTabs,
  expectTab,
  goalName,
  line,
  nameField,
  openGoal,
  openSampleData,
  pressNewGoal,
  tabs,
} from './formPage.ts';
import { runCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { followSystem, inBoth, themePairs } from './themes.ts';
import { treeRow } from './tree.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

const closeTab = async (page: Page): Promise<void> => {
  await closeActiveTab(page);
  await expect(tabs(page)).toHaveCount(0);
};

/** Where this workbench keeps its drafts. */
async function draftFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.find((entry) => entry.isDirectory() && entry.name === 'drafts');
  if (found === undefined) throw new Error('no folder of drafts was found');
  return join(found.parentPath, found.name);
}

test.describe('with auto save on', () => {
  test.use({ settings: { 'files.autoSave': 'onFocusChange' } });

  test(
    'drafts whose tabs are closed are listed, open again as they were, and go with the send',
    { tag: '@once' },
    async ({ page }) => {
      await openSampleData(page);
      await openGoal(page);
      const before = await treeRow(page, company).boundingBox();
      await nameField(page).fill('Typed and closed');
      await expect(draftsPane(page).locator('.pane-header').getByText('Drafts (1)')).toBeVisible();
      expect(await treeRow(page, company).boundingBox()).toEqual(before);
      await openDrafts(page);
      await expect(draftRow(page, 'Typed and closed')).toContainText(`now · ${company}`);
      await closeTab(page);
      await expect(draftRow(page, 'Typed and closed')).toBeVisible();
      await expect(page.getByRole('treeitem', { name: `${goalName}, unsaved draft` })).toContainText('draft · ');

      await pressNewGoal(page);
      await nameField(page).fill('Brand new');
      await expect(draftRow(page, 'New goal: Brand new')).toBeVisible();
      await closeTab(page);
      await screenshot(page, 'drafts-two');

      await pressDraft(page, 'New goal: Brand new', 'Brand new');
      await expect(webview(page).getByRole('combobox', { name: 'Company' })).toHaveValue(company);
      await page.keyboard.press('Control+s');
      await expect(line(page)).toContainText('Saved in');
      await expect(draftRow(page, 'New goal: Brand new')).toHaveCount(0);

      await pressDraft(page, 'Typed and closed');
      await page.keyboard.press('Control+s');
      await expect(draftsPane(page)).toContainText('No unsaved drafts.');
      await expect(treeRow(page, 'Typed and closed')).not.toContainText('draft');
    },
  );
});

test.describe('with auto save off', () => {
  test.use({ settings: { 'files.autoSave': 'off' } });

  test(
    'one draft is discarded after a question that names it, in its open form too',
    { tag: '@once' },
    async ({ page }) => {
      await openSampleData(page);
      await openGoal(page);
      await nameField(page).fill('To be discarded');
      await openDrafts(page);
      await askToDiscard(page, 'To be discarded');
      await expect(dialog(page)).toContainText('Discard the draft of “To be discarded”?');
      await answerDialog(page, 'Cancel');
      await expect(nameField(page)).toHaveValue('To be discarded');
      await askToDiscard(page, 'To be discarded');
      await answerDialog(page, 'Discard Draft');
      await expect(draftsPane(page)).toContainText('No unsaved drafts.');
      await expect(nameField(page)).toHaveValue(goalName);
      await expectTab(page, goalName);
    },
  );

  test(
    'drafts of other tenants and windows are listed, wait for their tenant, and go with all others',
    { tag: '@once' },
    async ({ page, workbench }) => {
      await openSampleData(page);
      await openGoal(page);
      await nameField(page).fill('Of this tenant');
      await openDrafts(page);
      await expect(draftRow(page, 'Of this tenant')).toBeVisible();
      const folder = await draftFolder(workbench.folder);
      // As another window discards it.
      await rm(join(folder, 'sample'), { recursive: true });
      await nameField(page).press('End');
      await nameField(page).pressSequentially('!');
      const alert = webview(page).locator('.notices');
      await expect(alert).toContainText('Another window discarded or saved this draft. You have made changes');
      await alert.getByRole('button', { name: 'Keep Draft' }).click();
      await expect(alert).toBeEmpty();
      await expect(draftRow(page, 'Of this tenant!')).toBeVisible();
      await mkdir(join(folder, 'acme.gainsightcloud.com'));
      const fields = { Name: 'Of another tenant', CompanyId: '1P01', Status: 'In Progress' };
      await writeFile(
        join(folder, 'acme.gainsightcloud.com', '1P02.json'),
        JSON.stringify({
          goalId: '1P02',
          base: { ...fields, Name: 'Before' },
          mine: fields,
          at: '2026-01-01T00:00:00Z',
        }),
      );
      await runCommand(page, 'Customer Goals: Refresh');
      await expect(draftRow(page, 'Of another tenant')).toContainText(' · acme');
      await pressDraft(page, 'Of another tenant');
      await expect(webview(page).getByText('which is not connected')).toBeVisible();
      await screenshot(page, 'drafts-other-tenant');

      await runCommand(page, 'Customer Goals: Discard All Drafts…');
      await expect(dialog(page)).toContainText('Discard 2 drafts?');
      await screenshot(page, 'drafts-question');
      await answerDialog(page, 'Discard All Drafts');
      await expect(draftsPane(page)).toContainText('No unsaved drafts.');
      await expect(nameField(page)).toHaveValue('Before');
      await expect(dirtyTabs(page)).toHaveCount(0);
    },
  );
});

test.describe('with tabs that are restored', () => {
  test.use({ settings: { 'files.autoSave': 'off' } });

  test('a tab that was not looked at yet is clean once its draft is discarded', async ({ page, workbench }) => {
    await openSampleData(page);
    await openGoal(page);
    await nameField(page).fill('Typed before');
    await expectTab(page, '● Typed before');
    await openGoal(page, 'Introduce role-based access');
    await nameField(page).fill('Typed there');
    await expectTab(page, '● Typed there');
    await workbench.reload(`/${goalName}.goal`, '/Introduce role-based access.goal');
    // Which of them was in front it may not have written down yet.
    await expect(nameField(page)).toHaveValue(/^Typed (before|there)$/, { timeout: 45_000 });
    const [behind, itsGoal] =
      (await nameField(page).inputValue()) === 'Typed there'
        ? (['Typed before', goalName] as const)
        : (['Typed there', 'Introduce role-based access'] as const);
    await openView(page);
    await expect(dirtyTabs(page)).toHaveCount(2);
    await openDrafts(page);
    await askToDiscard(page, behind);
    await answerDialog(page, 'Discard Draft');
    await expect(nameField(page)).toHaveValue(itsGoal);
    await expectTab(page, itsGoal);
    await expect(dirtyTabs(page)).toHaveCount(1);
  });
});

for (const pair of themePairs) {
  test.describe(`${pair.dark.name} and ${pair.light.name}`, () => {
    test.use({ settings: followSystem(pair) });

    test('the list looks it', { tag: '@once' }, async ({ page }) => {
      await openSampleData(page);
      await openDrafts(page);
      await openGoal(page);
      await nameField(page).fill('A name that is long enough to need more room than the side bar has');
      await expect(draftRow(page, 'A name that is long enough to need more room than the side bar has')).toBeVisible();
      await pressNewGoal(page);
      await nameField(page).fill('Brand new');
      await expect(draftRow(page, 'New goal: Brand new')).toBeVisible();
      await inBoth(pair, page, async (theme) => {
        await draftRow(page, 'New goal: Brand new').hover();
        await screenshot(page, `drafts-${theme}`);
      });
    });
  });
}

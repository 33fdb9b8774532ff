import type { Page } from '@playwright/test';
import { askInDialog, dialog } from './connectionSteps.ts';
import { doUntil, slowMs } from './doUntil.ts';
import { expect, test } from './fixtures.ts';
import { openSampleData } from './formPage.ts';
import { acceptDialogByKeys, goToRow } from './keys.ts';
import { pressNotificationButton } from './notifications.ts';
import { ask, runCommand, runCommandByKeys } from './palette.ts';
import { planPane, planRow } from './panes.ts';
import { answerLast } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { goalRow, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

const [first, second, third] = ['Adopt workflow automation', 'Answer within four hours', 'Bring mobile to field staff'];

/** What is remembered of the rows of the tree. */
const aCompanyIsOpen = /expandedCompanies\/sample":\["/;

const toGoals = (page: Page): Promise<void> => runCommandByKeys(page, 'Customer Goals: Focus on Goals View');
const toPlan = (page: Page): Promise<void> => runCommandByKeys(page, 'Customer Goals: Focus on Planned Changes View');

const dueIn = async (page: Page, name: string): Promise<string> =>
  /, (due in .*? days|no date|.*? overdue)/.exec((await goalRow(page, name).getAttribute('aria-label')) ?? '')?.[1] ??
  '';

test('several goals get a date by keyboard: planned, one left out, applied, undone', async ({ page, workbench }) => {
  await openSampleData(page);
  const before = await dueIn(page, first);
  const untouched = await dueIn(page, third);
  await expect(async () => {
    await toGoals(page);
    // What an earlier try has selected.
    for (let twice = 0; twice < 2; twice += 1) await page.keyboard.press('Escape');
    await goToRow(page, treeRow(page, first), toGoals);
    await page.keyboard.press('Control+Shift+Enter');
    for (let more = 0; more < 2; more += 1) await page.keyboard.press('Shift+ArrowDown');
    await expect(goalsView(page).locator('.monaco-list-row[aria-selected=true]')).toHaveCount(3, { timeout: slowMs });
    await expect(treeRow(page, third)).toHaveAttribute('aria-selected', 'true', { timeout: 2000 });
  }).toPass();

  await ask(page, 'Customer Goals: Set Target Date…', 'Set Target Date');
  await answerLast(page, 'Set Target Date', 'end of next quarter');
  await expect(planRow(page, `${third}, included`)).toBeVisible();
  await expect(planPane(page).locator('.pane-header')).toContainText('3 updates');
  await screenshot(page, 'plan-made');

  // The focus comes to the list, and then to its first row.
  await expect(planPane(page).locator('.monaco-list')).toBeFocused();
  await expect(planPane(page).locator('.monaco-list-row.focused')).toHaveCount(1);
  const leftOut = planRow(page, `${third}, not included`);
  await expect(async () => {
    if (await leftOut.isVisible()) return;
    await goToRow(page, planRow(page, `${third}, included`), toPlan);
    await page.keyboard.press('Space');
    await expect(leftOut).toBeVisible({ timeout: slowMs });
  }).toPass();
  await expect(planPane(page).locator('.pane-header')).toContainText('2 updates');
  await screenshot(page, 'plan-left-out');

  // It is there after a reload, as it was.
  await workbench.reload(aCompanyIsOpen);
  await openView(page);
  await expect(planRow(page, `${third}, not included`)).toBeVisible();

  await askInDialog(page, 'Customer Goals: Apply Planned Changes…');
  await expect(dialog(page)).toContainText('Save 2 changes to Gainsight?');
  await screenshot(page, 'plan-asked');
  await acceptDialogByKeys(page);
  await expect(planRow(page, `${first}, saved`)).toBeVisible();
  await expect(planRow(page, `${second}, saved`)).toBeVisible();
  expect(await dueIn(page, first)).not.toBe(before);
  expect(await dueIn(page, third)).toBe(untouched);
  await screenshot(page, 'plan-applied');

  await pressNotificationButton(page, '2 changes were saved', 'Undo');
  await expect(planRow(page, `${first}, included`)).toBeVisible();
  await askInDialog(page, 'Customer Goals: Apply Planned Changes…');
  await expect(dialog(page)).toContainText('Save 2 changes to Gainsight?');
  await acceptDialogByKeys(page);
  await expect(planRow(page, `${first}, saved`)).toBeVisible();
  await expect.poll(() => dueIn(page, first)).toBe(before);
  await doUntil(
    () => runCommand(page, 'Customer Goals: Discard Planned Changes…'),
    async () => (await planPane(page).count()) === 0,
  );
});

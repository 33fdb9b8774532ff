import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { goToRow } from './keys.ts';
import { runCommand, runCommandByKeys } from './palette.ts';
import { answer } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import type { Tenant } from './tenant.ts';
import { expectTree, pressRowButton, pressViewButton, toggleRow, treeRow } from './tree.ts';
import { openView } from './workbench.ts';

const connect = async (page: Page, { url, accessKey }: Tenant): Promise<void> => {
  await runCommand(page, 'Customer Goals: Connect to a Tenant…');
  await answer(page, 'domain', url);
  await answer(page, 'access key', accessKey);
};

const toGoals = (page: Page): Promise<void> => runCommandByKeys(page, 'Customer Goals: Focus on Goals View');

test('companies, their goals and a goal’s metrics', async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant);
  await expectTree(
    page,
    `
    ▸ Alderbrook Insurance  1 overdue · 5/18
    ▸ Amberline Logistics  2/11
    …`,
  );
  await toggleRow(page, 'Greyfriar Bank');
  await toggleRow(page, 'Alderbrook Insurance');
  await toggleRow(page, 'Adopt workflow automation');
  await expectTree(
    page,
    `
    ▾ Alderbrook Insurance  1 overdue · 5/18
      ▾ Adopt workflow automation  94d · 0%
          Automated workflows  0 of 9 workflows
          Hours saved a month  0 of 250 hours
          Automated steps a week  0 of 2,600 steps
          People trained  0 of 400 users
      ▸ Answer within four hours  61d · 47%
    …`,
  );
  await screenshot(page, 'tree');
  await pressViewButton(page, 'Collapse All');
  await expect(treeRow(page, 'Adopt workflow automation')).toHaveCount(0);
});

test('a goal’s row speaks, says the rest under the mouse, and opens by its pencil', async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant);
  await toggleRow(page, 'Alderbrook Insurance');
  const row = treeRow(page, 'Answer within four hours');
  await expect(row).toHaveAttribute('aria-label', /^Answer within four hours, In Progress, 47%, due in \d+ days/);
  const hover = page.locator('.workbench-hover');
  // A row that is drawn anew under the mouse has no tooltip until the mouse comes again.
  await expect(async () => {
    await page.mouse.move(800, 600);
    await row.hover();
    await expect(hover).toContainText('Company: Alderbrook Insurance', { timeout: 4000 });
  }).toPass();
  await expect(hover).toContainText('Owner: ');
  // Why it is at risk is read out, and a key opens the tooltip.
  await expect(row).toHaveAttribute('aria-label', /, at risk: nothing changed for \d+ days$/);
  await expect(async () => {
    await page.mouse.move(800, 600);
    await expect(hover).toBeHidden({ timeout: 2000 });
  }).toPass();
  await goToRow(page, row, toGoals);
  await expect(async () => {
    if (await hover.isVisible()) return;
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    await expect(hover).toContainText(/At risk: nothing changed for \d+ days \(limit: 21 days\)/, { timeout: 4000 });
  }).toPass();
  await screenshot(page, 'tooltip');
  const opened = page.getByRole('tab', { name: /Adopt workflow automation/ });
  await pressRowButton(page, 'Adopt workflow automation', 'Open Goal', opened);
});

import type { Locator, Page } from '@playwright/test';
import { renameAsColleague } from './colleague.ts';
import { connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { screenshot } from './screenshot.ts';
import { drawTree, pressViewButton, toggleRow, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

// The tenant is made to answer something else.
test.use({ isJudged: false });

const message = (page: Page): Locator => goalsView(page).locator('.tree-explorer-viewlet-tree-view .message').first();

test.describe('while the goals are in sight', () => {
  test.use({ settings: { 'customerGoals.refreshMinutes': 0.1 } });

  test('a colleague’s change shows by itself, and only its company is drawn again', async ({ page, tenant }) => {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await toggleRow(page, 'Alderbrook Insurance');
    // The goals that come in push the rows below them down, and VS Code draws those anew.
    await expect(treeRow(page, 'Adopt workflow automation')).toBeVisible();
    const changesOf = await watch(page, treeRow(page, 'Amberline Logistics'));
    await renameAsColleague(tenant, 'Alderbrook Insurance', 'Adopt workflow automation', 'Renamed by a colleague');
    await expect(treeRow(page, 'Renamed by a colleague')).toBeVisible();
    await expect(treeRow(page, 'Adopt workflow automation')).toHaveCount(0);
    expect(await changesOf()).toBe(0);

    await tenant.addFaults({ kind: 'refused', errorCode: 'GS_APIG_2402', operation: 'searchGoals' });
    await expect(message(page)).toHaveText(/^As of .*\. The tenant does not allow calls from your IP address/);
    await expect(treeRow(page, 'Renamed by a colleague')).toBeVisible();
    expect(await changesOf()).toBe(0);
    await screenshot(page, 'tree-behind');
    await tenant.clearFaults();
    await pressViewButton(page, 'Try Again');
    await expect(message(page)).toBeHidden();
    await expect(goalsView(page).getByRole('button', { name: 'Refresh' }).first()).toBeVisible();
  });
});

test.describe('a tenant of many goals', () => {
  test.use({ tenantArguments: ['--goals', '30000'] });

  test(
    'what has come of a slow load can be used, and the rest be had later',
    { tag: '@once' },
    async ({ page, tenant }) => {
      await tenant.addFaults({ kind: 'latency', delay: 4000, operation: 'searchGoals' });
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await expect(message(page)).toHaveText(/^Loading… [\d,]+ of 30,000 goals$/, { timeout: 30_000 });
      await screenshot(page, 'tree-loading');
      await pressViewButton(page, 'Cancel Loading');
      await expect.poll(() => drawTree(page)).toMatch(/^ {2}This was cancelled\. {2}Load the rest/);
      await expect(message(page)).toHaveText(/^[\d,]+ of 30,000 goals loaded\.$/);
      const company = goalsView(page).locator('.monaco-list-row').nth(1);
      await company.locator('.monaco-tl-twistie').click();
      await expect(goalsView(page).locator('.monaco-list-row').nth(2)).toHaveAttribute('aria-level', '2');
      await screenshot(page, 'tree-cancelled');
      await tenant.clearFaults();
      await goalsView(page).locator('.monaco-list-row').first().click();
      await expect(message(page)).toBeHidden();
      await expect.poll(() => drawTree(page)).not.toContain('This was cancelled.');
      await expect(goalsView(page).getByRole('button', { name: 'Refresh' }).first()).toBeVisible();
    },
  );
});

/** Counts what changes in a row, from the first second on in which nothing does: VS Code may still be drawing what a load brought. */
const watch = async (page: Page, row: Locator): Promise<() => Promise<number>> => {
  // A row that was made anew counts nothing.
  const changesOf = async (): Promise<number> => Number((await row.getAttribute(counter)) ?? NaN);
  await expect(async () => {
    await count(row);
    await page.waitForTimeout(1000);
    expect(await changesOf()).toBe(0);
  }).toPass();
  return changesOf;
};

const counter = 'data-test-changes';

const count = (row: Locator): Promise<void> =>
  row.evaluate((element, attribute) => {
    const observer = new MutationObserver((changes) => {
      const others = changes.filter(({ attributeName }) => attributeName !== attribute);
      element.setAttribute(attribute, String(Number(element.getAttribute(attribute)) + others.length));
    });
    element.setAttribute(attribute, '0');
    observer.observe(element.querySelector('.custom-view-tree-node-item') ?? element, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  }, counter);

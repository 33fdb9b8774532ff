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

  test(
    'a colleague’s change shows by itself, and what keeps it from showing is said',
    { tag: '@once' },
    async ({ page, tenant }) => {
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await toggleRow(page, 'Alderbrook Insurance');
      await expect(treeRow(page, 'Adopt workflow automation')).toBeVisible();
      await renameAsColleague(tenant, 'Alderbrook Insurance', 'Adopt workflow automation', 'Renamed by a colleague');
      await expect(treeRow(page, 'Renamed by a colleague')).toBeVisible();
      await expect(treeRow(page, 'Adopt workflow automation')).toHaveCount(0);

      await tenant.addFaults({ kind: 'refused', errorCode: 'GS_APIG_2402', operation: 'searchGoals' });
      await expect(message(page)).toHaveText(/^As of .*\. The tenant does not allow requests from your IP address/);
      await expect(treeRow(page, 'Renamed by a colleague')).toBeVisible();
      await screenshot(page, 'tree-behind');
      await tenant.clearFaults();
      await pressViewButton(page, 'Try Again');
      await expect(message(page)).toBeHidden();
      await expect(goalsView(page).getByRole('button', { name: 'Refresh' }).first()).toBeVisible();
    },
  );
});

test.describe('a tenant of many goals', () => {
  test.use({ tenantWishes: { goals: 30_000 } });

  test(
    'what has come of a slow load can be used, and the rest be had later',
    { tag: '@once' },
    async ({ page, tenant }) => {
      await tenant.addFaults({ kind: 'latency', delay: 4000, operation: 'searchGoals' });
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await expect(message(page)).toHaveText(/^Loading… [\d,]+ of 30,000 goals$/);
      await screenshot(page, 'tree-loading');
      await pressViewButton(page, 'Cancel Loading');
      await expect.poll(() => drawTree(page)).toMatch(/^ {2}This was canceled\. {2}Load the rest/);
      await expect(message(page)).toHaveText(/^[\d,]+ of 30,000 goals loaded\.$/);
      const company = goalsView(page).locator('.monaco-list-row').nth(1);
      await company.locator('.monaco-tl-twistie').click();
      await expect(goalsView(page).locator('.monaco-list-row').nth(2)).toHaveAttribute('aria-level', '2');
      await screenshot(page, 'tree-cancelled');
      await tenant.clearFaults();
      await goalsView(page).locator('.monaco-list-row').first().click();
      await expect(message(page)).toBeHidden();
      await expect.poll(() => drawTree(page)).not.toContain('This was canceled.');
      await expect(goalsView(page).getByRole('button', { name: 'Refresh' }).first()).toBeVisible();
    },
  );
});

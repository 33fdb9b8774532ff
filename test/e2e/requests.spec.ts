import { connect, expectCompanies } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { expectNotification, pressNotificationButton } from './notifications.ts';
import { runCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { drawTree, pressViewButton } from './tree.ts';
import { openView } from './workbench.ts';

// One tenant is throttled, the other asked without a key to see whether it asks for one.
test.use({ isJudged: false });

test('what waits for it counts down, and can be cancelled', { tag: '@once' }, async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expectCompanies(page);
  await tenant.addFaults({ kind: 'throttled', times: 1 });
  await pressViewButton(page, 'Refresh');
  await expectNotification(page, /waiting 5\d s for the tenant’s rate limit/);
  await screenshot(page, 'waiting');
  await expectNotification(page, /waiting [1-4]?\d s for the tenant’s rate limit|waiting 5[0-7] s/);
  await pressNotificationButton(page, 'rate limit', 'Cancel');
  await expect.poll(() => drawTree(page)).toMatch(/^ {2}This was cancelled\. {2}Try again/);
  await expectCompanies(page);
});
test(
  'a connection test says step by step what is fine, for a support ticket',
  { tag: '@once' },
  async ({ page, tenant, workbench }) => {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await expectCompanies(page);
    await runCommand(page, 'Customer Goals: Test Connection');
    const report = page.locator('.editor-instance .view-lines');
    await expect(report).toContainText('Customer Goals: connection test');
    await expect(report).toContainText('Access key');
    await expect(report).toContainText('accepted.');
    await expect(report).toContainText('Clock');
    await screenshot(page, 'connection-test');
    expect(await workbench.filesWith(tenant.accessKey)).toEqual([]);
  },
);

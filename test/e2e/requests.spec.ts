import { connect, expectCompanies } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { notificationTexts, pressNotificationButton } from './notifications.ts';
import { screenshot } from './screenshot.ts';
import { drawTree, pressViewButton } from './tree.ts';
import { openView } from './workbench.ts';

// The tenant is throttled.
test.use({ isJudged: false });

test('what waits for it counts down, and can be cancelled', { tag: '@once' }, async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expectCompanies(page);
  await tenant.addFaults({ kind: 'throttled', times: 1 });
  await pressViewButton(page, 'Refresh');
  const secondsLeft = async (): Promise<number> =>
    Number(/Rate limit: retrying in (\d+) s/.exec((await notificationTexts(page)).join('\n'))?.[1] ?? NaN);
  let first = Number.NaN;
  await expect.poll(async () => (first = await secondsLeft()), { message: 'the seconds to wait' }).toBeGreaterThan(0);
  await screenshot(page, 'waiting');
  await expect.poll(secondsLeft, { message: 'the seconds to wait, later' }).toBeLessThan(first);
  await pressNotificationButton(page, 'Rate limit', 'Cancel');
  await expect.poll(() => drawTree(page)).toMatch(/^ {2}This was canceled\. {2}Try again/);
  await expectCompanies(page);
});

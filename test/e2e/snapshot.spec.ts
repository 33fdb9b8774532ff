import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { renameAsColleague } from './colleague.ts';
import { expectTenantKept } from './browserStorage.ts';
import { connect, disconnect, expectWelcome } from './connectionSteps.ts';
import { doUntil } from './doUntil.ts';
import { expect, test } from './fixtures.ts';
import { runCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { startTenant } from './tenant.ts';
import { expectTree, pressViewButton, toggleRow, treeRow } from './tree.ts';
import { vscodeCommand } from './vscodeWords.ts';
import { goalsView, openView } from './workbench.ts';

const company = 'Alderbrook Insurance';
const goal = 'Adopt workflow automation';
const first = `▸ ${company}  1 overdue · 5/18\n…`;

/** The files in which this workbench keeps goals. */
async function snapshotsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter(({ parentPath, name }) => parentPath.endsWith('/snapshots') && name !== 'snapshots');
  return found.map(({ parentPath, name }) => join(parentPath, name));
}

/** And nothing beside it. */
const aSnapshot = [expect.stringMatching(/\.snapshot$/)];

/** By its box in VS Code's settings. */
async function turnSettingOff(page: Page): Promise<void> {
  await runCommand(page, vscodeCommand.settings);
  await expect(page.locator('.settings-editor .search-container .monaco-editor.focused')).toBeVisible();
  await page.keyboard.type('@id:customerGoals.keepSnapshot');
  // Until it is found, other settings stand there.
  const item = page.locator('.settings-editor .setting-item-bool').filter({ hasText: 'Keep Snapshot' });
  const box = item.locator('.setting-value-checkbox');
  await doUntil(
    () => box.click({ timeout: 5000 }),
    async () => (await box.getAttribute('aria-checked', { timeout: 2000 })) === 'false',
  );
}

/** How old that is what the side bar shows. */
const asOf = (page: Page): Locator => goalsView(page).getByText(/^As of /);

test(
  'goals are there at once though the tenant is not, and are forgotten in time',
  { tag: '@once' },
  async ({ page, workbench }) => {
    const tenant = await startTenant();
    await connect(page, tenant.url, tenant.accessKey);
    await openView(page);
    await expectTree(page, first);
    await expect.poll(() => snapshotsIn(workbench.folder)).toEqual(aSnapshot);
    const [file = ''] = await snapshotsIn(workbench.folder);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(await readFile(file, 'latin1')).not.toContain(tenant.accessKey);
    await tenant.stop();

    await expectTenantKept(page, new URL(tenant.url).host);
    await workbench.restart();
    await openView(page);
    await expectTree(page, first);
    await expect(asOf(page)).toBeVisible();
    await screenshot(page, 'snapshot-at-start');
    await expect(asOf(page)).toContainText('refused the connection', { timeout: 60_000 });
    await expectTree(page, first);
    await screenshot(page, 'snapshot-tenant-down');

    const again = await startTenant({ port: Number(new URL(tenant.url).port) }, tenant.accessKey);
    try {
      await renameAsColleague(again, company, goal, 'Renamed by a colleague');
      await toggleRow(page, company);
      await expect(treeRow(page, goal)).toBeVisible();
      await pressViewButton(page, 'Try Again');
      await expect(treeRow(page, 'Renamed by a colleague')).toBeVisible();
      await expect(asOf(page)).toHaveCount(0);
      await screenshot(page, 'snapshot-up-to-date');

      await disconnect(page);
      await expectWelcome(page);
      await expect.poll(() => snapshotsIn(workbench.folder)).toEqual([]);

      await connect(page, tenant.url, tenant.accessKey);
      await expect.poll(() => snapshotsIn(workbench.folder)).toEqual(aSnapshot);
      await turnSettingOff(page);
      await expect.poll(() => snapshotsIn(workbench.folder)).toEqual([]);
      await screenshot(page, 'snapshot-setting');
    } finally {
      await again.stop();
    }
  },
);

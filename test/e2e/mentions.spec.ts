import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectRemembered } from './browserStorage.ts';
import { callsOf, connect, expectCompanies, expectStatus } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { goalName, nameField } from './formPage.ts';
import { runCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { openView } from './workbench.ts';

test.use({ isJudged: false });

test('a goal in Markdown has its card where nothing else was opened, for one request @once', async ({
  page,
  tenant,
  workbench,
}) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expectCompanies(page);
  const response = await fetch(new URL('/v1/goals/search', tenant.url), {
    method: 'POST',
    headers: { accessKey: tenant.accessKey, 'content-type': 'application/json' },
    body: JSON.stringify({
      where: { conditions: [{ name: 'Name', alias: 'A', operator: 'EQ', value: goalName }], expression: 'A' },
    }),
  });
  const id = String(Object(await response.json()).data.records[0].Gsid);
  await writeFile(join(workbench.workspace, 'notes.md'), `goal:${id}\n`);
  await runCommand(page, 'View: Show Explorer');
  await expectRemembered(page, 'workbench.view.explorer');
  await workbench.load();
  const before = (await callsOf(tenant)).length;
  const calls = async (): Promise<readonly string[]> => (await callsOf(tenant)).slice(before);

  const text = page.locator('.editor-instance .view-line', { hasText: id });
  await expect(async () => {
    if ((await text.count()) === 0) await page.getByRole('treeitem', { name: 'notes.md' }).dblclick({ timeout: 5000 });
    await expect(text).toBeVisible({ timeout: 5000 });
  }).toPass();
  await expectStatus(page, new URL(tenant.url).host);
  expect(await calls()).toEqual([]);

  const card = page.locator('.monaco-hover', { hasText: goalName });
  await expect(async () => {
    if (!(await card.isVisible())) await runCommand(page, 'Show or Focus Hover');
    await expect(card).toBeVisible({ timeout: 5000 });
  }).toPass();
  expect(await calls()).toEqual(['getGoal 200']);
  await screenshot(page, 'mention-card');
  // The other one is VS Code's, of the link.
  await card.getByText('Open Goal').first().click();
  await expect(nameField(page)).toHaveValue(goalName);
});

import { expect, test } from './fixtures.ts';
import { hasCommand } from './palette.ts';
import { screenshot } from './screenshot.ts';
import { goalsView, openView } from './workbench.ts';

test('the packed extension shows its view and what to do first, and offers nothing that needs a tenant', async ({
  page,
  workbench,
}) => {
  await openView(page);
  const view = goalsView(page);
  await expect(view.getByRole('button', { name: 'Connect to a Tenant…' })).toBeVisible();
  await expect(view.getByRole('button', { name: 'Try with Sample Data' })).toBeVisible();
  await screenshot(page, 'welcome');
  expect(await workbench.filesWith('HTTP server listening on')).toContain(`${workbench.folder}/server.log`);
  expect(await hasCommand(page, 'Customer Goals: Connect to a Tenant…')).toBe(true);
  expect(await hasCommand(page, 'Customer Goals: Refresh')).toBe(false);
});

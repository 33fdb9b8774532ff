import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectTenantKept } from './browserStorage.ts';
import { connect, dialog, domainQuestion, expectCompanies, expectStatus, keyQuestion } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { company, expectTab, goalName, line, nameField } from './formPage.ts';
import { pressNotificationButton } from './notifications.ts';
import { runCommand } from './palette.ts';
import { answer, expectQuestion, pick, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { startTenant, type Tenant } from './tenant.ts';
import { goalsView, openView } from './workbench.ts';
import { webview } from './webview.ts';

test.use({ isJudged: false });

const hostOf = ({ url }: Tenant): string => new URL(url).host;

/** Goes to a tenant by the list of all. */
async function switchTo(page: Page, host: string): Promise<void> {
  await runCommand(page, 'Customer Goals: Switch Tenant…');
  await pick(page, 'Switch Tenant', host);
  await expect(quickInput(page)).toHaveCount(0);
}

/** Opens a goal by its name, and waits for its form. */
async function findGoal(page: Page, name: string): Promise<void> {
  await runCommand(page, 'Customer Goals: Find Goal…');
  await expectQuestion(page, 'Find');
  await page.keyboard.type(`${company} ${name}`);
  await expect(quickInput(page).getByRole('option').first()).toContainText(name);
  await page.keyboard.press('Enter');
  await expect(nameField(page)).toHaveValue(name);
}

const idOf = async ({ url, accessKey }: Tenant, name: string): Promise<string> => {
  const conditions = [
    { name: 'Name', alias: 'A', operator: 'EQ', value: name },
    { name: 'CompanyName', alias: 'B', operator: 'EQ', value: company },
  ];
  const response = await fetch(new URL('/v1/goals/search', url), {
    method: 'POST',
    headers: { accessKey, 'content-type': 'application/json' },
    body: JSON.stringify({ where: { conditions, expression: 'A AND B' } }),
  });
  return String(Object(await response.json()).data.records[0].Gsid);
};

test('tenants are switched, a folder names its company, and a link its tenant', async ({ page, tenant, workbench }) => {
  test.setTimeout(240_000);
  const sandbox = await startTenant();
  try {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await expectCompanies(page);

    await test.step('a second tenant is added and marked', async () => {
      await runCommand(page, 'Customer Goals: Add Tenant…');
      await answer(page, domainQuestion, sandbox.url);
      await answer(page, keyQuestion, sandbox.accessKey);
      await expectStatus(page, hostOf(sandbox));
      await runCommand(page, 'Customer Goals: Mark Tenant as Production or Sandbox…');
      await pick(page, 'Select the tenant to mark', hostOf(sandbox));
      await pick(page, 'Select what', 'Sandbox');
      await expectStatus(page, `${hostOf(sandbox)} (Sandbox)`);
    });

    await test.step('what is typed stays with its tenant', async () => {
      await findGoal(page, goalName);
      await nameField(page).fill('Typed in the sandbox');
      await expect(line(page)).toHaveText(`Draft for ${hostOf(sandbox)} (Sandbox): saved on this computer only.`);
      await screenshot(page, 'tenant-marked');
      await runCommand(page, 'Customer Goals: Switch Tenant…');
      await expectQuestion(page, 'Switch Tenant');
      await screenshot(page, 'tenant-switch');
      await page.keyboard.press('Escape');
      await switchTo(page, hostOf(tenant));
      await expectStatus(page, hostOf(tenant));
      await expect(webview(page).getByText('This goal belongs to')).toContainText(`${hostOf(sandbox)} (Sandbox)`);
      await screenshot(page, 'tenant-of-another-form');
      expect((await tenant.requests()).filter(({ method }) => method === 'PUT')).toEqual([]);
    });

    await test.step('a folder that names a company and the sandbox offers both, in the tenant that the window had', async () => {
      await mkdir(join(workbench.workspace, '.vscode'), { recursive: true });
      const content = JSON.stringify({ tenant: hostOf(sandbox), company });
      await writeFile(join(workbench.workspace, '.vscode', 'customer-goals.json'), content);
      await expectTenantKept(page, hostOf(tenant), 2);
      await page.reload();
      await expectStatus(page, hostOf(tenant));
      const about = /This folder is about Alderbrook Insurance/;
      await pressNotificationButton(page, about, 'Switch Tenant');
      await expectStatus(page, `${hostOf(sandbox)} (Sandbox)`);
      await expect(goalsView(page).getByRole('treeitem', { name: /^Filter: / })).toHaveAttribute(
        'aria-label',
        /company:/,
      );
      await screenshot(page, 'tenant-folder-shown');
    });

    await test.step('a link of the other tenant asks, switches, and opens its goal', async () => {
      const link = `code-oss://customer-goals.customer-goals/goal/${await idOf(tenant, goalName)}?tenant=${encodeURIComponent(hostOf(tenant))}`;
      await runCommand(page, 'Developer: Open URL');
      await answer(page, /URL/, link);
      // VS Code asks first whether the extension may have it.
      await dialog(page).getByRole('button', { name: 'Open' }).click();
      await pressNotificationButton(page, 'This link is for the tenant', 'Switch and Open');
      await expectStatus(page, hostOf(tenant));
      await expectTab(page, goalName);
      await expect(nameField(page)).toHaveValue(goalName);
      await screenshot(page, 'tenant-link');
    });

    // Nothing that was typed for one went to the other.
    for (const each of [tenant, sandbox])
      expect((await each.requests()).filter(({ method }) => method === 'PUT')).toEqual([]);
  } finally {
    await sandbox.stop();
  }
});

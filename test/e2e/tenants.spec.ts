import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expectTenantKept } from './browserStorage.ts';
import { dialog, domainQuestion, expectCompanies, expectStatus, keyQuestion } from './connectionSteps.ts';
import { doUntil } from './doUntil.ts';
import { expect, test } from './fixtures.ts';
import { company, expectFormFocused, expectTab, goalName, line, nameField } from './formPage.ts';
import { acceptDialogByKeys, answerByKeys, askByCommand, enterAnswer, pickByKeys, tabTo, typeAnswer } from './keys.ts';
import { pressNotificationByKeys } from './notifications.ts';
import { runCommandByKeys } from './palette.ts';
import { quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { startTenant, type Tenant } from './tenant.ts';
import { goalsView } from './workbench.ts';
import { webview } from './webview.ts';

test.use({ isJudged: false });

const hostOf = ({ url }: Tenant): string => new URL(url).host;

/** Goes to a tenant by the list of all. */
async function switchTo(page: Page, host: string): Promise<void> {
  await askByCommand(page, 'Customer Goals: Switch Tenant…', 'Switch Tenant');
  await pickByKeys(page, 'Switch Tenant', host);
  await expect(quickInput(page)).toHaveCount(0);
}

/** Opens a goal by its name, and waits for its form. */
async function findGoal(page: Page, name: string): Promise<void> {
  await askByCommand(page, 'Customer Goals: Find Goal…', 'Find');
  await typeAnswer(page, 'Find', `${company} ${name}`);
  await expect(quickInput(page).getByRole('option').first()).toContainText(name);
  await enterAnswer(page);
  await expect(nameField(page)).toHaveValue(name);
}

async function signIn(page: Page, command: string, { url, accessKey }: Tenant): Promise<void> {
  await askByCommand(page, `Customer Goals: ${command}`, domainQuestion);
  await answerByKeys(page, domainQuestion, url);
  await typeAnswer(page, keyQuestion, accessKey);
  await enterAnswer(page);
}

/** In place of the name of the goal in front. */
const typeName = (page: Page, name: string): Promise<void> =>
  expect(async () => {
    await page.keyboard.press('Control+1');
    await tabTo(page, nameField(page));
    await page.keyboard.press('Control+a');
    await page.keyboard.type(name);
    await expect(nameField(page)).toHaveValue(name, { timeout: 3000 });
  }).toPass();

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

test('by keys alone: tenants are switched, a folder names its company, and a link its tenant', async ({
  page,
  tenant,
  workbench,
}) => {
  const sandbox = await startTenant();
  try {
    await runCommandByKeys(page, 'Customer Goals: Focus on Goals View');
    await signIn(page, 'Connect to a Tenant…', tenant);
    await expectCompanies(page);

    await test.step('a second tenant is added and marked', async () => {
      await signIn(page, 'Add Tenant…', sandbox);
      await expectStatus(page, hostOf(sandbox));
      await askByCommand(page, 'Customer Goals: Mark Tenant as Production or Sandbox…', 'Select the tenant to mark');
      await pickByKeys(page, 'Select the tenant to mark', hostOf(sandbox));
      await pickByKeys(page, 'Select what', 'Sandbox');
      await expectStatus(page, `${hostOf(sandbox)} (Sandbox)`);
    });

    await test.step('what is typed stays with its tenant', async () => {
      await findGoal(page, goalName);
      await typeName(page, 'Typed in the sandbox');
      await expect(line(page)).toHaveText(`Draft for ${hostOf(sandbox)} (Sandbox): saved on this computer only.`);
      await screenshot(page, 'tenant-marked');
      await askByCommand(page, 'Customer Goals: Switch Tenant…', 'Switch Tenant');
      await screenshot(page, 'tenant-switch');
      await doUntil(
        () => page.keyboard.press('Escape'),
        async () => (await quickInput(page).count()) === 0,
      );
      await expectFormFocused(page);
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
      await workbench.reload();
      await expectStatus(page, hostOf(tenant));
      await pressNotificationByKeys(page, 'This folder is about Alderbrook Insurance', 'Switch Tenant');
      await expectStatus(page, `${hostOf(sandbox)} (Sandbox)`);
      await expect(goalsView(page).getByRole('treeitem', { name: /^Filter: / })).toHaveAttribute(
        'aria-label',
        /company:/,
      );
      await screenshot(page, 'tenant-folder-shown');
    });

    await test.step('a link of the other tenant asks, switches, and opens its goal', async () => {
      const link = `code-oss://customer-goals.customer-goals/goal/${await idOf(tenant, goalName)}?tenant=${encodeURIComponent(hostOf(tenant))}`;
      await askByCommand(page, 'Developer: Open URL', 'URL');
      await typeAnswer(page, 'URL', link);
      await page.keyboard.press('Enter');
      // VS Code asks first whether the extension may have it.
      await expect(dialog(page)).toContainText('open this URI');
      await acceptDialogByKeys(page);
      await pressNotificationByKeys(page, 'This link is for the tenant', 'Switch and Open');
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

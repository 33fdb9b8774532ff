import type { Page } from '@playwright/test';
import { connect, expectCompanies } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { closeActiveTab, company, line, nameField, openGoal, tabs } from './formPage.ts';
import { runCommand } from './palette.ts';
import { measureResources, resourceNames, type Resources } from './resources.ts';
import type { Tenant } from './tenant.ts';
import { openRow } from './tree.ts';
import { answerClosing } from './vscodeWords.ts';

/** As a part of 200 forms, 50 switches of the tenant and 500 refreshes. */
const share = Number(process.env['SOAK_SHARE'] ?? Number.NaN);
const often = (times: number): number => Math.ceil(times * share);

test.use({
  settings: { 'files.autoSave': 'off', 'customerGoals.refreshMinutes': 0, 'customerGoals.requestsPerMinute': 100 },
  environment: { NODE_OPTIONS: '--inspect-port=0' },
  isJudged: false,
  // To connect takes requests beside the window's own, and nobody connects as often.
  tenantWishes: { requestsPerMinute: Number.POSITIVE_INFINITY },
});

/** What may be more at the end than at the beginning: lines in the log for each connection, full caches, and what VS Code's page keeps. */
const mayGrow = ({ forms, switches }: Use): Resources => ({
  sockets: 0,
  openFiles: 0,
  files: 0,
  logBytes: 1000 + switches * 400,
  heap: 8,
  pageHeap: 12,
  nodes: 400 + forms * 10,
  frames: 0,
});

async function openAndClose(page: Page): Promise<void> {
  await openGoal(page);
  await nameField(page).fill('Typed and thrown away');
  await expect(line(page)).toContainText('Draft: ');
  await closeActiveTab(page);
  await answerClosing(page, 'dontSave');
  await expect(tabs(page)).toHaveCount(0);
}

type Use = { readonly forms: number; readonly switches: number; readonly refreshes: number };

async function switchTenants(page: Page, tenant: Tenant): Promise<void> {
  await runCommand(page, 'Customer Goals: Try with Sample Data');
  await expectCompanies(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expectCompanies(page);
}

test.skip(Number.isNaN(share), 'takes its time: npm run test:torture -- --only soak');

test('long use leaves nothing behind', { tag: '@once' }, async ({ page, workbench, tenant }) => {
  const use = async ({ forms, switches, refreshes }: Use): Promise<Resources> => {
    for (let done = 0; done < switches; done += 1) await switchTenants(page, tenant);
    await openRow(page, company);
    for (let done = 0; done < forms; done += 1) await openAndClose(page);
    for (let done = 0; done < refreshes; done += 1) await runCommand(page, 'Customer Goals: Refresh');
    // What is closed is let go of a moment later.
    await page.waitForTimeout(5000);
    return measureResources(page, workbench, Number(new URL(tenant.url).port));
  };
  const long: Use = { forms: often(200), switches: often(50), refreshes: often(500) };
  test.setTimeout(120_000 + (long.forms + long.switches + long.refreshes) * 15_000);
  // Code, caches and pools are there after a first time.
  const before = await use({ forms: 5, switches: 2, refreshes: 5 });
  const after = await use(long);
  console.log(JSON.stringify({ ...long, before, after }));
  const most = mayGrow(long);
  const grown = resourceNames.filter((name) => after[name] - before[name] > most[name]);
  expect(grown, JSON.stringify({ before, after })).toEqual([]);
});

import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { doUntil } from './doUntil.ts';
import { ask, runCommand } from './palette.ts';
import { answer, isAsked, quickInput } from './quickInput.ts';
import type { Tenant } from './tenant.ts';
import { goalsView, openView } from './workbench.ts';

export const domainQuestion = 'Connect to a Tenant (1/2)';
export const keyQuestion = 'Connect to a Tenant (2/2)';

/** The box of an open question. */
export const box = (page: Page): Locator => quickInput(page).locator('input[type=text], input[type=password]').first();

export async function beginToConnect(page: Page): Promise<void> {
  await ask(page, 'Customer Goals: Connect to a Tenant…', domainQuestion);
}

export async function connect(page: Page, domain: string, accessKey: string): Promise<void> {
  await beginToConnect(page);
  await answer(page, domainQuestion, domain);
  await answer(page, keyQuestion, accessKey);
  await expect(quickInput(page)).toHaveCount(0);
}

export async function goBack(page: Page): Promise<void> {
  await doUntil(
    () => quickInput(page).getByRole('button', { name: /^Back/ }).click({ timeout: 3000 }),
    () => isAsked(page, domainQuestion),
  );
}

/** Waits until the open question says what is wrong with the answer. */
export async function expectProblem(page: Page, problem: string | RegExp): Promise<void> {
  await expect(quickInput(page).locator('.quick-input-message')).toContainText(problem);
}

/** The calls of the API that a tenant got, oldest first: `searchGoals 200`. */
export async function callsOf(tenant: Tenant): Promise<readonly string[]> {
  const calls = (await tenant.requests()).filter(({ operationId }) => operationId !== undefined);
  return calls.map(({ operationId, aborted, status }) => `${operationId} ${aborted === true ? 'aborted' : status}`);
}

/** Waits until the side bar lists companies. */
export async function expectCompanies(page: Page): Promise<void> {
  await openView(page);
  await expect(
    goalsView(page)
      .getByRole('treeitem', { name: /, \d+ goals?, / })
      .first(),
  ).toBeVisible();
}

export async function expectWelcome(page: Page): Promise<void> {
  await openView(page);
  await expect(goalsView(page).getByRole('button', { name: 'Try with Sample Data' })).toBeVisible();
}

/** What the status bar says of the connection. */
export async function expectStatus(page: Page, text: string): Promise<void> {
  await expect(page.locator('.statusbar-item').filter({ hasText: text }).first()).toBeVisible();
}

/** Disconnects from a tenant, which asks first. */
export const disconnect = async (page: Page): Promise<void> => {
  await askInDialog(page, 'Customer Goals: Disconnect');
  await dialog(page).getByRole('button', { name: 'Disconnect' }).click();
};

/** Runs a command that asks a modal question. */
export const askInDialog = (page: Page, title: string): Promise<void> =>
  doUntil(
    () => runCommand(page, title),
    () => dialog(page).isVisible(),
  );

/** The modal question of VS Code. */
export const dialog = (page: Page): Locator =>
  page.getByRole('dialog').filter({ has: page.locator('.dialog-message') });

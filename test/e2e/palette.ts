import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { doUntil, slowMs } from './doUntil.ts';
import { choice, dismiss, isAsked, quickInput } from './quickInput.ts';

async function openPalette(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await expect(quickInput(page)).toBeVisible({ timeout: 3000 });
  await quickInput(page).locator('input[type=text]').fill(`>${title}`, { timeout: 3000 });
}

/** The next keys are for what comes after the palette: one that is still going would have them, or the list behind it. */
const expectTaken = (page: Page, title: string): Promise<void> =>
  expect(choice(page, title)).toHaveCount(0, { timeout: slowMs });

/** Whether the palette offers a command now, by its category and title: `Customer Goals: Refresh`. */
export async function hasCommand(page: Page, title: string): Promise<boolean> {
  await openPalette(page, title);
  await expect(quickInput(page).getByRole('option').first()).toBeVisible();
  const isThere = (await choice(page, title).count()) > 0;
  await dismiss(page);
  return isThere;
}

/** Runs a command from the palette: `Customer Goals: Refresh`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  // The palette reads the list of commands once, as it opens, so one that is not there yet needs another opening.
  await expect(async () => {
    if ((await quickInput(page).count()) > 0) await dismiss(page);
    await openPalette(page, title);
    await expect(choice(page, title).first()).toBeVisible({ timeout: 2000 });
    // An editor that has just opened may take the focus, and the palette goes with it.
    await choice(page, title).first().click({ timeout: 5000 });
    await expectTaken(page, title);
  }).toPass();
}

/** As {@link runCommand}, by keys alone. */
export async function runCommandByKeys(page: Page, title: string): Promise<void> {
  const chosen = quickInput(page).locator('.monaco-list-row.focused').and(choice(page, title));
  await expect(async () => {
    if ((await quickInput(page).count()) > 0) await dismiss(page);
    await openPalette(page, title);
    await expect(choice(page, title).first()).toBeVisible({ timeout: 2000 });
    for (let step = 0; step < 5 && (await chosen.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
    expect(await chosen.count()).toBe(1);
    await page.keyboard.press('Enter');
    await expectTaken(page, title);
  }).toPass();
}

/** Runs a command that asks something. What takes the focus late, as a form that has just opened, takes the question with it. */
export const ask = (page: Page, title: string, question: string): Promise<void> =>
  doUntil(
    () => runCommand(page, title),
    () => isAsked(page, question),
  );

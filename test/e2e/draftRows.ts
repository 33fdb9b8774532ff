import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { dialog } from './connectionSteps.ts';
import { doUntil } from './doUntil.ts';
import { nameField } from './formPage.ts';
import { pressButtonOf } from './tree.ts';
import { goalsView } from './workbench.ts';

/** The part of the side bar that lists drafts; closed until {@link openDrafts}. */
export const draftsPane = (page: Page): Locator =>
  goalsView(page)
    .locator('.pane')
    .filter({ has: page.getByRole('button', { name: /^Drafts/ }) });

export async function openDrafts(page: Page): Promise<void> {
  const header = draftsPane(page).getByRole('button', { name: /^Drafts/ });
  // After a reload VS Code opens it by itself where it was open.
  await doUntil(
    () => header.click({ timeout: 3000 }),
    async () => (await header.getAttribute('aria-expanded', { timeout: 2000 })) === 'true',
  );
}

/** A row by the beginning of what a screen reader says of it: its name. */
export const draftRow = (page: Page, name: string): Locator =>
  draftsPane(page).getByRole('treeitem', { name: `${name}, draft,` });

/** Presses a draft until its form is there: a row that is drawn anew, as for its age, takes no press. */
export const pressDraft = (page: Page, name: string, shown = name): Promise<void> =>
  expect(async () => {
    await draftRow(page, name).click({ timeout: 5000 });
    await expect(nameField(page)).toHaveValue(shown, { timeout: 10_000 });
  }).toPass();

export const askToDiscard = (page: Page, name: string): Promise<void> =>
  pressButtonOf(draftRow(page, name), 'Discard Draft', dialog(page));

export const answerDialog = (page: Page, button: string): Promise<void> =>
  dialog(page).getByRole('button', { name: button }).click();

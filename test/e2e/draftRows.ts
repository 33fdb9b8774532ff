import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { dialog } from './connectionSteps.ts';
import { pressButtonOf } from './tree.ts';
import { goalsView } from './workbench.ts';

/** The part of the side bar that lists drafts; closed until {@link openDrafts}. */
export const draftsPane = (page: Page): Locator =>
  goalsView(page)
    .locator('.pane')
    .filter({ has: page.getByRole('button', { name: /^Drafts/ }) });

export async function openDrafts(page: Page): Promise<void> {
  const header = draftsPane(page).getByRole('button', { name: /^Drafts/ });
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  await expect(header).toHaveAttribute('aria-expanded', 'true');
}

/** A row by the beginning of what a screen reader says of it: its name. */
export const draftRow = (page: Page, name: string): Locator =>
  draftsPane(page).getByRole('treeitem', { name: `${name}, draft,` });

export const askToDiscard = (page: Page, name: string): Promise<void> =>
  pressButtonOf(draftRow(page, name), 'Discard Draft');

export const answerDialog = (page: Page, button: string): Promise<void> =>
  dialog(page).getByRole('button', { name: button }).click();

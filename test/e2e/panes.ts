import type { Locator, Page } from '@playwright/test';

const panes = (page: Page): Locator => page.locator('.part.sidebar .pane');

/** The part of the side bar that lists goals; its title is the tenant's name. */
export const goalsPane = (page: Page): Locator =>
  panes(page).filter({ hasNot: page.getByRole('heading', { name: /^(Views|Planned Changes|Drafts)$/ }) });

/** The part of the side bar that lists planned changes, where there are any. */
export const planPane = (page: Page): Locator =>
  panes(page).filter({ has: page.locator('.pane-header', { hasText: 'Planned Changes' }) });

/** A row of the planned changes, by the beginning of what a screen reader hears of it. */
export const planRow = (page: Page, spoken: string): Locator =>
  planPane(page).locator(`.monaco-list-row[aria-label^="${spoken}"]`);

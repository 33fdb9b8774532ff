import { expect, type Page } from '@playwright/test';

/** Looks for settings. A box that takes the focus late selects what was typed, and what is typed then takes its place. */
export async function searchSettings(page: Page, query: string): Promise<void> {
  const field = page.locator('.settings-editor .search-container');
  const typed = async (): Promise<string> => (await field.locator('.view-lines').innerText()).replaceAll('\u00a0', ' ');
  await expect(async () => {
    if ((await typed()) !== query) {
      await expect(field.locator('.monaco-editor.focused')).toBeVisible();
      await page.keyboard.press('Control+a');
      await page.keyboard.type(query);
    }
    await expect.poll(typed, { timeout: 3000 }).toBe(query);
  }).toPass();
  await expect(page.locator('.settings-editor [data-key]:not([data-key^="customerGoals."])')).toHaveCount(0);
}

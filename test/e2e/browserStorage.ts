import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Where VS Code in a browser keeps what an extension puts into the secret storage, and everything beside it. */
export async function browserStorage(page: Page): Promise<string> {
  const ofSession: unknown = await page.evaluate('JSON.stringify(sessionStorage)');
  return JSON.stringify(await page.context().storageState({ indexedDB: true })) + String(ofSession);
}

/**
 * Waits until VS Code has written down all of these, be it the name in an open tab's address or what it is told to remember: it does so
 * in its own time, and a page that goes before that forgets it.
 */
export async function expectRemembered(page: Page, ...texts: readonly string[]): Promise<void> {
  const missing = async (): Promise<readonly string[]> => {
    const storage = await browserStorage(page);
    return texts.filter((text) => !storage.includes(text));
  };
  await expect.poll(missing, { message: 'what VS Code has not written down', timeout: 30_000 }).toEqual([]);
}

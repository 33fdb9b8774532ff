import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Where VS Code in a browser keeps what an extension puts into the secret storage, and everything beside it. */
export async function browserStorage(page: Page): Promise<string> {
  const ofSession: unknown = await page.evaluate('JSON.stringify(sessionStorage)');
  return JSON.stringify(await page.context().storageState({ indexedDB: true })) + String(ofSession);
}

/** What the extension tells VS Code to remember of the window: the tenant that it shows. */
export const shownTenant = 'customerGoals.ownTenant';

/** That the window shows this one: a host, or `sample`; '' for none. */
export const shows = (tenant: string): string => `${shownTenant}":"${tenant}"`;

/** How many characters VS Code's secrets take in the browser, encrypted with a key that the server has. */
export const encryptedLength = (page: Page): Promise<number> =>
  page.evaluate(() => (Reflect.get(globalThis, 'localStorage').getItem('secrets.provider') ?? '').length);

/**
 * Waits until VS Code has written down the access keys of tenants: it says that it has before it begins. The name of one takes 232
 * characters, and its key 272 more.
 */
const expectKeysKept = (page: Page, tenants: number): Promise<void> =>
  expect.poll(() => encryptedLength(page), { message: 'access keys, encrypted' }).toBeGreaterThan(150 + 250 * tenants);

/**
 * Waits until VS Code has written down all of these, be it the name in an open tab's address or what it is told to remember: it does so
 * in its own time, and a page that goes before that forgets it.
 */
export async function expectRemembered(page: Page, ...texts: readonly (string | RegExp)[]): Promise<void> {
  const missing = async (): Promise<readonly (string | RegExp)[]> => {
    const storage = (await browserStorage(page)).replaceAll('\\', '');
    return texts.filter((text) => (typeof text === 'string' ? !storage.includes(text) : !text.test(storage)));
  };
  await expect.poll(missing, { message: 'what VS Code has not written down' }).toEqual([]);
}

/** Waits until a window that is loaded again comes back to this tenant: a host, of so many that are kept. */
export async function expectTenantKept(page: Page, host: string, tenants = 1): Promise<void> {
  await expectKeysKept(page, tenants);
  await expectRemembered(page, shows(host));
}

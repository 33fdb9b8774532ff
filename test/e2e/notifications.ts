import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { tabTo } from './keys.ts';
import { runCommandByKeys } from './palette.ts';

/** What is said in passing, and where it went after a while, once that is opened. */
const notifications = (page: Page): Locator =>
  page.locator('.notifications-toasts, .notifications-center').locator('.notification-list-item:visible');

export async function notificationTexts(page: Page): Promise<string[]> {
  return notifications(page).locator('.notification-list-item-message').allInnerTexts();
}

/** Waits for a notification that says this. It hides itself after a while, and is looked for where it went then. */
async function findNotification(page: Page, text: string | RegExp): Promise<Locator> {
  const notification = notifications(page).filter({ hasText: text }).first();
  let looked = 0;
  await expect(async () => {
    looked += 1;
    if (looked > 1) await runCommandByKeys(page, 'Notifications: Show Notifications');
    await expect(notification).toBeVisible({ timeout: 20_000 });
  }).toPass();
  return notification;
}

/** Waits for a notification that says this, and presses one of its buttons. */
export async function pressNotificationButton(page: Page, text: string | RegExp, button: string): Promise<void> {
  const notification = await findNotification(page, text);
  // A notification moves up when another comes below it.
  await expect(async () => {
    await notification.getByRole('button', { name: button }).click({ timeout: 5000 });
    await expect(notification).toHaveCount(0, { timeout: 3000 });
  }).toPass();
}

/** As {@link pressNotificationButton}, by keys alone. */
export async function pressNotificationByKeys(page: Page, text: string | RegExp, button: string): Promise<void> {
  const notification = await findNotification(page, text);
  const wanted = notification.getByRole('button', { name: button });
  await expect(async () => {
    if ((await notification.count()) === 0) return;
    await runCommandByKeys(page, 'Notifications: Focus Notification Toast');
    await tabTo(page, wanted);
    await page.keyboard.press('Enter');
    await expect(notification).toHaveCount(0, { timeout: 3000 });
  }).toPass();
}

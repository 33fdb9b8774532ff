import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

const notifications = (page: Page): Locator => page.locator('.notifications-toasts .notification-list-item');

export async function notificationTexts(page: Page): Promise<string[]> {
  return notifications(page).locator('.notification-list-item-message').allInnerTexts();
}

/** Waits for a notification that says this, and presses one of its buttons. */
export async function pressNotificationButton(page: Page, text: string | RegExp, button: string): Promise<void> {
  const notification = notifications(page).filter({ hasText: text }).first();
  await expect(notification).toBeVisible({ timeout: 30_000 });
  await notification.getByRole('button', { name: button }).click();
}

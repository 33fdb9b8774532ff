import type { FrameLocator, Page } from '@playwright/test';

/** The content of the webview that is in sight. */
export const webview = (page: Page): FrameLocator =>
  page.frameLocator('iframe.webview.ready:visible').frameLocator('#active-frame');

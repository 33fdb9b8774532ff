import { join } from 'node:path';
import { test } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Puts a picture of the whole window at test-results/<release>/screenshots/<name>.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(test.info().project.outputDir, 'screenshots', `${name}.png`);
  await page.screenshot({ path });
}

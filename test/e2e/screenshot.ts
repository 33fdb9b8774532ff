import { join } from 'node:path';
import { test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { projectFolder } from '../workbench/folders.ts';

/** Puts a picture of the whole window at test-results/screenshots/<release>/<name>.png. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const path = join(projectFolder, 'test-results', 'screenshots', test.info().project.name, `${name}.png`);
  await page.screenshot({ path });
}

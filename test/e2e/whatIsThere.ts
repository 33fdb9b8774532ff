import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { say } from '../../scripts/progress.ts';

const parts = ['.part.sidebar', '.notifications-toasts', '.quick-input-widget', '.part.editor', '.part.statusbar'];
const mostLines = 40;

/** Says what a person would see and what the extension logged last: who reads only the output of a run has no more than that. */
export async function sayWhatIsThere(page: Page, folder: string): Promise<void> {
  for (const part of parts) {
    const seen = await page
      .locator(part)
      .first()
      .ariaSnapshot({ timeout: 2000 })
      .catch(() => 'not there');
    say(`${part}\n${lastLines(seen)}`);
  }
  for (const log of globSync(join(folder, 'user-data', 'logs', '**', 'Customer Goals.log')).toSorted())
    say(`${log}\n${lastLines(await readFile(log, 'utf8'))}`);
}

const lastLines = (text: string): string => text.trimEnd().split('\n').slice(-mostLines).join('\n');

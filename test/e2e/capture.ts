import { appendFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Adds what the page writes to its console to a file, until the returned function is called. */
export function captureConsole(page: Page, file: string): () => void {
  let isOver = false;
  const add = (line: string): void => {
    if (!isOver) appendFileSync(file, `${line}\n`);
  };
  page.on('console', (message) => add(`[${message.type()}] ${message.text()}`));
  page.on('pageerror', (error) => add(`[exception] ${error.stack ?? error.message}`));
  return () => {
    isOver = true;
  };
}

/** The files below a folder that hold these very bytes. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // A log may be rotated, or a temporary file removed, while we look.
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    if (content.includes(text)) found.push(path);
  }
  return found;
}

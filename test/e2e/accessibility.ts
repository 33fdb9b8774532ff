import axe from 'axe-core';
import type { Page } from '@playwright/test';
import { webview } from './webview.ts';

/** What axe finds wrong in the page that is in front, a line each. It runs in that page alone: VS Code's own frames are not ours to judge. */
export async function faults(page: Page): Promise<readonly string[]> {
  const main = await webview(page).locator('main').elementHandle();
  const frame = await main?.ownerFrame();
  if (!main || !frame) throw new Error('the page in front has no main part');
  await frame.evaluate(axe.source);
  return main.evaluate(async (element) => {
    const { axe: run }: { readonly axe: typeof axe } = Object(window);
    const { violations } = await run.run(element, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

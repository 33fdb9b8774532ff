import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds wrong inside the form, a line each. */
export async function faults(page: Page): Promise<readonly string[]> {
  const builder = new AxeBuilder({ page }).include(['iframe.webview.ready', '#active-frame', 'main']);
  const { violations } = await builder.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

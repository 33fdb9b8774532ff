import { ensureChromium } from '../workbench/chromium.ts';
import { packExtension } from '../../scripts/packedExtension.ts';

/** `npm test` sees to these before it comes here; `npx playwright test` alone does not, and its workers would both install. */
export default async function globalSetup(): Promise<void> {
  if (process.env['CUSTOMER_GOALS_PACKED'] === 'yes') return;
  await ensureChromium();
  await packExtension();
}

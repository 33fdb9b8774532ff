import { packExtension } from '../workbench/packedExtension.ts';

/** `npm test` packs before it comes here; `npx playwright test` alone does not. */
export default async function globalSetup(): Promise<void> {
  if (process.env['CUSTOMER_GOALS_PACKED'] !== 'yes') await packExtension();
}

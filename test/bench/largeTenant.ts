import type { Page } from '@playwright/test';
import { startSampleTenant } from '../../src/sample/server.ts';
import { connect } from '../e2e/connectionSteps.ts';
import { goalsView, openView } from '../e2e/workbench.ts';

const goals = 100_000;

/** A window that has all goals of a large tenant, for as long as the work takes. */
export const inLargeTenant = async <Result>(page: Page, work: () => Promise<Result>): Promise<Result> => {
  const tenant = await startSampleTenant({ goals, requestsPerMinute: Infinity });
  try {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await goalsView(page).getByRole('treeitem', { name: 'Aldbourne Analytics, ' }).waitFor({ timeout: 120_000 });
    // All goals are there when a filter says so.
    await goalsView(page)
      .getByText(/Loading…/)
      .waitFor({ state: 'detached', timeout: 120_000 });
    return await work();
  } finally {
    await tenant.close();
  }
};

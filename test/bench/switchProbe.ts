import type { Page } from '@playwright/test';
import { startSampleTenant } from '../../src/sample/server.ts';
import { connect } from '../e2e/connectionSteps.ts';
import { runCommand } from '../e2e/palette.ts';
import { choice } from '../e2e/quickInput.ts';
import { goalsView, openView } from '../e2e/workbench.ts';
import type { Sample } from './lines.ts';

const goals = 100_000;

/** What is chosen, and the beginning of what a screen reader says of a row that is there then and not before. */
const groupings = [
  ['Status', 'In Progress, '],
  ['Company', 'Aldbourne Analytics, '],
  ['Owner', 'Amara Okafor, '],
  ['Status', 'In Progress, '],
] as const;

/** Where there are thousands of rows at the top. */
const manyRows = 'Company';

/**
 * From the click on other groups of all goals to the paint of their first rows, a sample a time, and apart those of back to all companies.
 * The first one is not counted.
 */
export const switchGroups = async (
  page: Page,
): Promise<{ readonly groups: readonly Sample[]; readonly companies: readonly Sample[] }> => {
  const tenant = await startSampleTenant({ goals, requestsPerMinute: Infinity });
  try {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await goalsView(page).getByRole('treeitem', { name: 'Aldbourne Analytics, ' }).waitFor({ timeout: 120_000 });
    // All goals are there when a filter says so.
    await goalsView(page)
      .getByText(/Loading…/)
      .waitFor({ state: 'detached', timeout: 120_000 });
    const samples: { readonly label: string; readonly sample: Sample }[] = [];
    for (const [label, row] of groupings)
      samples.push({ label, sample: { switchMs: await switchTo(page, label, row) } });
    const counted = samples.slice(1);
    return {
      groups: counted.map(({ sample }) => sample),
      companies: counted.flatMap(({ label, sample }) => (label === manyRows ? [sample] : [])),
    };
  } finally {
    await tenant.close();
  }
};

const switchTo = async (page: Page, label: string, row: string): Promise<number> => {
  await runCommand(page, 'Customer Goals: Group Goals By…');
  await choice(page, label).waitFor();
  const drawn = page.evaluate((beginning) => {
    const selector = `.part.sidebar .monaco-list-row[aria-label^="${beginning}"]`;
    return new Promise<number>((resolve) => {
      const look = (): void => {
        if (document.querySelector(selector) === null) setTimeout(look, 2);
        else requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
      };
      look();
    });
  }, row);
  await choice(page, label).click();
  const drawnAt = await drawn;
  const pressedAt: number = await page.evaluate('globalThis.pressedAt');
  return drawnAt - pressedAt;
};

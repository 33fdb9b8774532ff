import type { Page } from '@playwright/test';
import { askInDialog, dialog } from '../e2e/connectionSteps.ts';
import { doUntil } from '../e2e/doUntil.ts';
import { ask } from '../e2e/palette.ts';
import { choice, isAsked, quickInput } from '../e2e/quickInput.ts';
import type { Sample } from './lines.ts';
import { clickToPaint } from './paint.ts';

/** One or two changes in each of 950 companies, whose rows are closed. */
const manyCompanies = {
  query: '-status:missed name:"prepare the renewal" owner:okafor,kobayashi,weiss,lindqvist,adeyemi,fraser,chen',
  row: '[aria-level="1"][aria-label$=", 1 change"]',
};

/** In six companies, whose rows are open. */
const fewCompanies = {
  query: '-status:missed company:alderbrook,amberline,arctura,ashgrove,brightmoor,blueferry',
  row: '[aria-level="2"]',
};

const times = 4;
const pane = '.part.sidebar .pane:has(.pane-header[aria-label^="Planned Changes"])';

/**
 * From the click on what is to be done to all goals that were found, 980 of a large tenant, to the paint of the rows of the plan, a sample a
 * time. One kind in turn with the other: VS Code shows the rows that a list had before until it has others. The first two are not counted:
 * they load what makes and shows a plan.
 */
export const planMany = async (
  page: Page,
): Promise<{ readonly fewCompanies: readonly Sample[]; readonly manyCompanies: readonly Sample[] }> => {
  const samples = { fewCompanies: [] as Sample[], manyCompanies: [] as Sample[] };
  for (let time = 0; time < times; time += 1) {
    samples.fewCompanies.push(await planOnce(page, fewCompanies));
    samples.manyCompanies.push(await planOnce(page, manyCompanies));
  }
  return { fewCompanies: samples.fewCompanies.slice(1), manyCompanies: samples.manyCompanies.slice(1) };
};

const planOnce = async (page: Page, { query, row }: typeof fewCompanies): Promise<Sample> => {
  await ask(page, 'Customer Goals: Find Goal…', 'Search by goal');
  await quickInput(page).locator('input[type=text]').first().fill(query);
  const all = quickInput(page).getByRole('option', { name: /^Change All 9\d\d Found…/ });
  // It is the last row, from which a list that is drawn anew leads away.
  await doUntil(
    async () => {
      await page.keyboard.press('ArrowUp');
      await all.click({ timeout: 3000 });
    },
    () => isAsked(page, 'Select an action'),
  );
  const status = choice(page, 'Set Status to Missed');
  const drawnMs = await clickToPaint(page, status, `${pane} .monaco-list-row${row}`);
  await discard(page);
  return { drawnMs };
};

const discard = async (page: Page): Promise<void> => {
  const counts = page.locator(pane).getByText(/9\d\d updates/);
  await counts.waitFor();
  await askInDialog(page, 'Customer Goals: Discard Planned Changes…');
  await dialog(page)
    .getByRole('button', { name: /^Discard/ })
    .click();
  await page.locator(pane).waitFor({ state: 'detached' });
};

import type { Page } from '@playwright/test';
import { runCommand } from '../e2e/palette.ts';
import { choice } from '../e2e/quickInput.ts';
import type { Sample } from './lines.ts';
import { clickToPaint } from './paint.ts';

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
 * From the click on other groups of all goals of a large tenant to the paint of their first rows, a sample a time, and apart those of back
 * to all companies. The first one is not counted.
 */
export const switchGroups = async (
  page: Page,
): Promise<{ readonly groups: readonly Sample[]; readonly companies: readonly Sample[] }> => {
  const samples: { readonly label: string; readonly sample: Sample }[] = [];
  for (const [label, row] of groupings) samples.push({ label, sample: { switchMs: await switchTo(page, label, row) } });
  const counted = samples.slice(1);
  return {
    groups: counted.map(({ sample }) => sample),
    companies: counted.flatMap(({ label, sample }) => (label === manyRows ? [sample] : [])),
  };
};

const switchTo = async (page: Page, label: string, row: string): Promise<number> => {
  await runCommand(page, 'Customer Goals: Group Goals By…');
  await choice(page, label).waitFor();
  return clickToPaint(page, choice(page, label), `.part.sidebar .monaco-list-row[aria-label^="${row}"]`);
};

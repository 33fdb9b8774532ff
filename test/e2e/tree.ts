import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { doUntil, slowMs } from './doUntil.ts';
import { goalsPane } from './panes.ts';
import { goalsView } from './workbench.ts';

const rowSelector = '.monaco-list-row[role=treeitem]';
const rows = (page: Page): Locator => goalsView(page).locator(rowSelector);

const labelOf = (row: Locator): Locator => row.locator('.label-name').first();

const labelled = (page: Page, label: string): { readonly has: Locator } => ({
  has: page.locator('.label-name').getByText(label, { exact: true }),
});

/** A row by its whole label. Only rows that are in sight exist in the page. */
export const treeRow = (page: Page, label: string): Locator => rows(page).filter(labelled(page, label));

/** As {@link treeRow}, of a goal alone: other parts of the side bar have rows of the same label. */
export const goalRow = (page: Page, label: string): Locator =>
  goalsPane(page).locator(rowSelector).filter(labelled(page, label));

/**
 * The tree as text, a line a row: two spaces of indent a level, ▾ or ▸ or a space, the label, and after two spaces the
 * description.
 */
export async function drawTree(page: Page): Promise<string> {
  // All rows in one look: they come and go.
  const drawn = await goalsView(page).evaluate((view) =>
    [...view.querySelectorAll('.monaco-list-row[role=treeitem]')].map((row) => ({
      index: Number(row.getAttribute('data-index')),
      level: Number(row.getAttribute('aria-level')),
      expanded: row.getAttribute('aria-expanded') ?? '',
      texts: [row.querySelector('.label-name'), ...row.querySelectorAll('.label-description')].map(
        (text) => text?.textContent ?? '',
      ),
    })),
  );
  const twisties: Readonly<Record<string, string>> = { true: '▾', false: '▸' };
  return drawn
    .toSorted((a, b) => a.index - b.index)
    .map(({ level, expanded, texts }) => `${'  '.repeat(level - 1)}${twisties[expanded] ?? ' '} ${texts.join('  ')}`)
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Removes the line breaks around a drawing, and the indent of its first line from every line. */
function straighten(drawing: string): string {
  const lines = drawing.replace(/^\n/, '').trimEnd().split('\n');
  const indent = lines[0]?.match(/^ */)?.[0].length ?? 0;
  return lines.map((line) => line.slice(indent).trimEnd()).join('\n');
}

/** Waits until the tree looks like this. `…` as the last line stands for any further rows. */
export async function expectTree(page: Page, drawing: string): Promise<void> {
  const wanted = straighten(drawing);
  const beginning = wanted.endsWith('\n…') ? wanted.slice(0, -2) : undefined;
  const look = async (): Promise<string> => {
    const drawn = await drawTree(page);
    if (beginning === undefined) return drawn;
    const lines = drawn.split('\n');
    const length = beginning.split('\n').length;
    return lines.length > length ? [...lines.slice(0, length), '…'].join('\n') : drawn;
  };
  await expect.poll(look, { message: 'the tree' }).toBe(wanted);
}

/** Opens or closes a row by its twistie. */
export async function toggleRow(page: Page, label: string): Promise<void> {
  const row = treeRow(page, label);
  const before = (await row.getAttribute('aria-expanded')) ?? '';
  // A row that is drawn anew or moves between press and release is not clicked.
  await expect(async () => {
    if ((await row.getAttribute('aria-expanded')) === before)
      await row.locator('.monaco-tl-twistie').click({ timeout: 2000 });
    await expect(row).not.toHaveAttribute('aria-expanded', before, { timeout: slowMs });
  }).toPass();
}

/** A goal's name and status as its row is read out. What follows changes with the time of its last change. */
export const spokenStatus = async (row: Locator): Promise<string> =>
  ((await row.getAttribute('aria-label')) ?? '').split(', ').slice(0, 2).join(', ');

/** Opens a row that may be open already. */
export async function openRow(page: Page, label: string): Promise<void> {
  const row = treeRow(page, label);
  await expect(async () => {
    if ((await row.getAttribute('aria-expanded', { timeout: 2000 })) === 'false')
      await row.locator('.monaco-tl-twistie').click({ timeout: 2000 });
    await expect(row).toHaveAttribute('aria-expanded', 'true', { timeout: slowMs });
  }).toPass();
}

/** Presses one of the buttons that a row shows under the mouse, until what it is for is there. */
export const pressButtonUntil = (row: Locator, button: string, isDone: () => Promise<boolean>): Promise<void> =>
  doUntil(async () => {
    // The row may move away from under the mouse, as when another part of the side bar opens.
    await row.hover({ timeout: 2000 });
    await row.getByRole('button', { name: button }).first().click({ timeout: 2000 });
  }, isDone);

/** As {@link pressButtonUntil}, until this is in sight. */
export const pressButtonOf = (row: Locator, button: string, wanted: Locator): Promise<void> =>
  pressButtonUntil(row, button, () => wanted.isVisible());

/** As {@link pressButtonOf}, of a row by its whole label. */
export const pressRowButton = (page: Page, label: string, button: string, wanted: Locator): Promise<void> =>
  pressButtonOf(treeRow(page, label), button, wanted);

/** An item of an open menu by the beginning of its label. */
export const menuItem = (page: Page, label: string): Locator =>
  page.getByRole('menuitem', { name: new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}`) });

/**
 * Opens the menu that a right click on a row opens, and its menus below, until this is in sight.
 * @param below the names of those menus
 */
export async function openRowMenu(row: Locator, wanted: Locator, ...below: readonly string[]): Promise<void> {
  // What takes the focus late closes a menu.
  await expect(async () => {
    if (await wanted.isVisible()) return;
    if ((await row.page().locator('.monaco-menu:visible').count()) === 0)
      await labelOf(row).click({ button: 'right', timeout: 3000 });
    for (const name of below) await menuItem(row.page(), name).hover({ timeout: 3000 });
    await expect(wanted).toBeVisible({ timeout: 3000 });
  }).toPass();
}

/**
 * Chooses from the menu that a right click on a row opens, or from one below it. A menu that has just opened takes no press, so that the
 * one that opened it does not choose.
 */
export async function chooseFromMenuOf(row: Locator, ...path: readonly string[]): Promise<void> {
  const item = menuItem(row.page(), path.at(-1) ?? '');
  await expect(async () => {
    await openRowMenu(row, item, ...path.slice(0, -1));
    await item.click({ timeout: 2000 });
    await expect(item).toBeHidden({ timeout: 1000 });
  }).toPass();
}

/** As {@link chooseFromMenuOf}, of a row by its whole label. */
export const chooseFromRowMenu = (page: Page, label: string, ...path: readonly string[]): Promise<void> =>
  chooseFromMenuOf(treeRow(page, label), ...path);

/** Presses a button in the view's title. */
export async function pressViewButton(page: Page, button: string): Promise<void> {
  // A part of the side bar shows its buttons to a mouse that is over it, and not while it is being drawn anew.
  const others = page.getByRole('button', { name: /^(Views|Drafts)/ });
  const pressed = goalsView(page)
    .locator('.title-actions, .pane-header .actions')
    .getByRole('button', { name: button });
  await expect(async () => {
    await goalsView(page).locator('.pane').filter({ hasNot: others }).first().hover({ timeout: 3000 });
    await pressed.click({ timeout: 3000 });
  }).toPass();
}

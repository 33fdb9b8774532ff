import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { box, dialog } from './connectionSteps.ts';
import { doUntil, slowMs } from './doUntil.ts';
import { runCommandByKeys } from './palette.ts';
import { expectQuestion, isAsked, quickInput } from './quickInput.ts';

/** Whether the keys are for this row of a list now. */
const isFocused = async (page: Page, row: Locator): Promise<boolean> =>
  (await page.locator('.monaco-list:focus .monaco-list-row.focused').and(row).count()) > 0;

/** Whether the keys are for the list of this row now: for any list where the row is not drawn yet. */
const hasFocus = async (page: Page, row: Locator): Promise<boolean> => {
  const list = page.locator('.monaco-list:focus');
  if ((await row.count()) === 0) return (await list.count()) > 0;
  return (await row.locator('xpath=ancestor::*').and(list).count()) > 0;
};

/**
 * Goes to a row of a list, from its top down.
 * @param toList takes the focus there; again where something that ended late has taken it away
 */
export async function goToRow(page: Page, row: Locator, toList: (page: Page) => Promise<void>): Promise<void> {
  await expect(async () => {
    if (await isFocused(page, row)) return;
    await toList(page);
    // A second call that comes late would close what is opened from the row.
    await expect.poll(() => hasFocus(page, row), { timeout: slowMs }).toBe(true);
    await page.keyboard.press('Home');
    for (let step = 0; step < 40 && !(await isFocused(page, row)); step += 1) await page.keyboard.press('ArrowDown');
    expect(await isFocused(page, row)).toBe(true);
  }).toPass();
}

/** Chooses from the menu of the row that has the focus. */
export async function chooseFromMenuByKeys(page: Page, item: string): Promise<void> {
  const wanted = page.getByRole('menuitem', { name: item });
  const line = page.locator('li.action-item.focused');
  await expect(async () => {
    if (!(await wanted.isVisible())) await page.keyboard.press('Shift+F10');
    await expect(wanted).toBeVisible({ timeout: 2000 });
    for (let step = 0; step < 40 && !(await line.filter({ has: wanted }).count()); step += 1)
      await page.keyboard.press('ArrowDown');
    expect(await line.filter({ has: wanted }).count()).toBe(1);
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(wanted).toHaveCount(0);
}

/** Presses keys until what they ask is there: a list that is drawn anew takes no press. */
export const askByKeys = (page: Page, keys: string, question: string): Promise<void> =>
  doUntil(
    () => page.keyboard.press(keys),
    () => isAsked(page, question),
  );

/** Types what a question asks for, once the keys go there. */
export async function typeAnswer(page: Page, question: string, text: string): Promise<void> {
  await expectQuestion(page, question);
  await expect(async () => {
    if ((await box(page).inputValue({ timeout: 1000 })) !== text) {
      // VS Code gives the focus to an editor late, and a question that loses it goes: here it stays (`closeOnFocusLost`).
      await box(page).focus({ timeout: 1000 });
      await page.keyboard.press('Control+a');
      await page.keyboard.type(text);
    }
    await expect(box(page)).toHaveValue(text, { timeout: 2000 });
  }).toPass();
}

/** Enters what stands in the question, which goes with it. */
export async function enterAnswer(page: Page): Promise<void> {
  await expect(async () => {
    if ((await quickInput(page).count()) > 0) await page.keyboard.press('Enter');
    await expect(quickInput(page)).toHaveCount(0, { timeout: 3000 });
  }).toPass();
}

/** Types a part of a row of a list, and takes that row. */
export async function pickByKeys(page: Page, question: string, text: string): Promise<void> {
  await typeAnswer(page, question, text);
  const meant = quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: text });
  await expect(meant).toHaveCount(1);
  await doUntil(
    () => page.keyboard.press('Enter'),
    async () => (await meant.count()) === 0 || !(await isAsked(page, question)),
  );
}

/** Runs a command that asks this, by keys alone. */
export const askByCommand = (page: Page, title: string, question: string): Promise<void> =>
  doUntil(
    () => runCommandByKeys(page, title),
    () => isAsked(page, question),
  );

/** Answers a question that another one follows. */
export async function answerByKeys(page: Page, question: string, text: string): Promise<void> {
  await typeAnswer(page, question, text);
  await page.keyboard.press('Enter');
}

/** Goes from where the focus is to what comes after it. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const isThere = (): Promise<boolean> =>
    target.evaluate((element) => element.ownerDocument.activeElement === element, undefined, { timeout: 2000 });
  for (let step = 0; step < 12 && !(await isThere()); step += 1) await page.keyboard.press('Tab');
  expect(await isThere(), 'whether it has the focus').toBe(true);
}

/** Takes the button of a modal question that VS Code offers first, once the focus has come to it. */
export async function acceptDialogByKeys(page: Page): Promise<void> {
  const first = dialog(page).locator('.dialog-buttons').getByRole('button').and(page.locator(':focus'));
  await expect(async () => {
    if ((await dialog(page).count()) === 0) return;
    await expect(first).toHaveCount(1, { timeout: 3000 });
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toHaveCount(0, { timeout: 3000 });
  }).toPass();
}

import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { box } from './connectionSteps.ts';
import { expectQuestion, questionText, quickInput } from './quickInput.ts';

/** Whether the keys are for this row of a list now. */
const isFocused = async (page: Page, row: Locator): Promise<boolean> =>
  (await page.locator('.monaco-list:focus .monaco-list-row.focused').and(row).count()) > 0;

/**
 * Goes to a row of a list, from its top down.
 * @param toList takes the focus there; again where something that ended late has taken it away
 */
export async function goToRow(page: Page, row: Locator, toList: (page: Page) => Promise<void>): Promise<void> {
  await expect(async () => {
    if (await isFocused(page, row)) return;
    await toList(page);
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
export async function askByKeys(page: Page, keys: string, question: string): Promise<void> {
  const isAsked = async (): Promise<boolean> => (await questionText(page).catch(() => '')).includes(question);
  await expect(async () => {
    if (!(await isAsked())) await page.keyboard.press(keys);
    await expect.poll(isAsked, { timeout: 4000 }).toBe(true);
  }).toPass();
}

/** Types what a question asks for, once the keys go there. */
export async function typeAnswer(page: Page, question: string, text: string): Promise<void> {
  await expectQuestion(page, question);
  await expect(async () => {
    if ((await box(page).inputValue({ timeout: 1000 })) !== text) {
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

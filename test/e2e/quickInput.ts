import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { doUntil } from './doUntil.ts';

export const quickInput = (page: Page): Locator => page.locator('.quick-input-widget:visible');

const field = (page: Page): Locator => quickInput(page).locator('input[type=text], input[type=password]').first();

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A row of a list by its label; what VS Code appends to the label for a screen reader is not compared. */
export const choice = (page: Page, label: string): Locator =>
  quickInput(page).getByRole('option', { name: new RegExp(`^${escaped(label)}(,|$)`) });

/** Waits for an input box or a list whose title or placeholder says this, types, and presses Enter. */
export async function answer(page: Page, question: string | RegExp, text: string): Promise<void> {
  await expectQuestion(page, question);
  await field(page).fill(text);
  await field(page).press('Enter');
}

/** The last answer of a command. VS Code may still be checking it, and a click elsewhere would cancel it: waits until the box is gone. */
export async function answerLast(page: Page, question: string | RegExp, text: string): Promise<void> {
  await answer(page, question, text);
  await expect(quickInput(page)).toHaveCount(0);
}

/** Types what a list asks for, and takes the row that has it. The list may come before its rows, and Enter takes nothing then. */
export async function pick(page: Page, question: string | RegExp, text: string): Promise<void> {
  await expectQuestion(page, question);
  await field(page).fill(text);
  const meant = quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: text });
  await expect(meant).toHaveCount(1);
  await doUntil(
    () => field(page).press('Enter', { timeout: 3000 }),
    async () => (await meant.count()) === 0 || !isMeant(await questionText(page), question),
  );
}

/** A look that does not wait for what has gone since the look before. */
const atOnce = { timeout: 1000 };

/** What an open input asks: its title, its placeholder and its message, a line each. */
export async function questionText(page: Page): Promise<string> {
  const widget = quickInput(page);
  if ((await widget.count()) === 0) return '';
  const title = await widget.locator('.quick-input-title').innerText(atOnce);
  const placeholder = (await field(page).getAttribute('placeholder', atOnce)) ?? '';
  const message = await widget.locator('.quick-input-message').innerText(atOnce);
  return [title, placeholder, message].filter(Boolean).join('\n');
}

const isMeant = (shown: string, question: string | RegExp): boolean =>
  typeof question === 'string' ? shown.includes(question) : question.test(shown);

export async function expectQuestion(page: Page, question: string | RegExp): Promise<void> {
  const pattern = typeof question === 'string' ? new RegExp(escaped(question)) : question;
  await expect
    .poll(() => questionText(page).catch(() => 'a question that went meanwhile'), {
      message: `a question with ${question}`,
    })
    .toMatch(pattern);
}

/** Whether something asks this now. */
export const isAsked = async (page: Page, question: string): Promise<boolean> =>
  (await questionText(page)).includes(question);

/** Takes a row of the list that asks this. A row that is drawn anew takes no press. */
export const takeRow = (page: Page, row: Locator, question: string): Promise<void> =>
  doUntil(
    () => row.click({ timeout: 5000 }),
    async () => !(await isAsked(page, question)),
  );

export const dismiss = (page: Page): Promise<void> =>
  doUntil(
    () => field(page).press('Escape', { timeout: 3000 }),
    async () => (await quickInput(page).count()) === 0,
  );

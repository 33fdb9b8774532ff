import { expect, test } from '@playwright/test';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { doUntil } from './doUntil.ts';
import { openRow, pressButtonUntil, treeRow } from './tree.ts';
import { webview } from './webview.ts';
import { goalsView, openView } from './workbench.ts';

export const company = 'Alderbrook Insurance';
export const goalName = 'Answer within four hours';

export const tabs = (page: Page): Locator => page.locator('.tabs-container .tab');

export const dirtyTabs = (page: Page): Locator => page.locator('.tabs-container .tab.dirty');

export const activeTab = (page: Page): Locator => page.locator('.tabs-container .tab.active');

/** Presses the cross of the active tab; VS Code may ask first. */
export const closeActiveTab = (page: Page): Promise<void> =>
  activeTab(page).locator('.tab-actions .action-label').click();

/** Whether VS Code shows the title that a form sets; the oldest supported one names a tab by its file for good. */
const takesTitles = (): boolean => test.info().project.name !== 'oldest';

/** How the active tab stands, its dirty dot and its title: `● Name` or `Name`, and '' where there is none. */
async function tabText(page: Page, name: string): Promise<string> {
  // In one look: tabs come and go.
  const [tab] = await activeTab(page).evaluateAll((found) =>
    found.map((each) => ({
      isDirty: each.classList.contains('dirty'),
      title: each.querySelector('.label-name')?.textContent ?? '',
    })),
  );
  if (tab === undefined) return '';
  const title = takesTitles() ? tab.title : name;
  return tab.isDirty ? `● ${title}` : title;
}

export const expectTab = (page: Page, text: string): Promise<void> =>
  expect.poll(() => tabText(page, text.replace('● ', '')), { message: 'the active tab' }).toBe(text);

export const line = (page: Page): Locator => webview(page).locator('.state-bar [role=status]');

/** Waits until the form in front has the focus: one that takes it late closes a question that was asked meanwhile. */
export const expectFormFocused = (page: Page): Promise<void> =>
  expect(page.locator('iframe.webview.ready:visible')).toBeFocused();

export const nameField = (page: Page): Locator => webview(page).locator('#goal-Name');

/** Connects to the sample tenant from the welcome view, and opens a company. */
export async function openSampleData(page: Page): Promise<void> {
  await openView(page);
  // What is welcome is drawn anew as VS Code learns what is connected.
  await doUntil(
    () => goalsView(page).getByRole('button', { name: 'Try with Sample Data' }).click({ timeout: 5000 }),
    () => treeRow(page, company).isVisible(),
  );
  await openRow(page, company);
  // A company is open before its goals have come.
  await expect(treeRow(page, goalName)).toBeVisible();
}

/** A form is drawn before its extension was heard, and until then it takes neither focus nor keys. */
export const expectToTakeKeys = (page: Page): Promise<void> =>
  expect(webview(page).locator('[inert]'), 'what takes no keys').toHaveCount(0);

/**
 * Presses a goal's row until its form shows this name. VS Code forgets what a row does while it draws the row anew, as for a draft that
 * has just come or gone: such a press does nothing, and a person presses again.
 */
export async function pressGoal(page: Page, row: string, shown = row): Promise<void> {
  await expect(async () => {
    await treeRow(page, row).click({ timeout: 5000 });
    await expect(nameField(page)).toHaveValue(shown, { timeout: 10_000 });
  }).toPass();
  await expectToTakeKeys(page);
}

/** Begins a new goal at the row of the company. */
export async function pressNewGoal(page: Page): Promise<void> {
  const form = webview(page);
  const box = form.getByRole('combobox', { name: 'Company' });
  // A row that is listed anew as it is pressed is none, and the goal has no company then.
  await pressButtonUntil(
    treeRow(page, company),
    'New Goal',
    async () =>
      (await form.getByRole('button', { name: 'Create Goal' }).isVisible()) &&
      (await box.inputValue({ timeout: 1000 })) === company,
  );
  await expectToTakeKeys(page);
}

/** Opens a goal from the side bar and waits until all of it is there. */
export async function openGoal(page: Page, name = goalName): Promise<FrameLocator> {
  const form = webview(page);
  // Another goal's form may stand there until then, just as complete.
  await pressGoal(page, name);
  await expect(form.getByLabel('Description')).toBeEnabled();
  await expect(form.locator('.metrics li, .metrics + *').first()).toBeVisible();
  return form;
}

/** Picks from a combobox as a person does: types a part of the name, then takes what is offered. */
export async function choose(page: Page, field: string, typed: string, option = typed): Promise<void> {
  const form = webview(page);
  const box = form.getByRole('combobox', { name: field });
  const offered = form.getByRole('option', { name: option }).first();
  await box.fill(typed);
  // What is offered is drawn anew as more of it comes.
  await doUntil(
    () => offered.click({ timeout: 5000 }),
    async () => (await box.getAttribute('aria-expanded')) === 'false',
  );
}

/**
 * Waits until the extension, and VS Code with it, has heard all that was typed and pressed in the form, which has no problem: an answer
 * to a further key comes after it. Once a test, since that answer stays in sight for a while.
 */
export async function expectHeard(page: Page): Promise<void> {
  await page.keyboard.press('F8');
  await expect(webview(page).locator('.said')).toHaveText('No problems in this goal.');
}

/** Presses Reopen in a form whose extension host is gone, until the form is there again. */
export async function reopen(page: Page): Promise<void> {
  const link = webview(page).getByRole('link', { name: 'Reopen' });
  await expect(link).toBeVisible();
  // VS Code may take a host that just ended for one that came back, and then loses what is pressed. One press too many ends nothing else.
  await doUntil(
    async () => {
      for (let press = 0; press < 12; press += 1) await link.click({ timeout: 1000 });
    },
    async () => (await link.count()) === 0,
  );
}

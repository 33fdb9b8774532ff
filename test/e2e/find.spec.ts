import type { Locator, Page } from '@playwright/test';
import { box, connect } from './connectionSteps.ts';
import { doUntil, slowMs } from './doUntil.ts';
import { expect, test } from './fixtures.ts';
import { expectTab, line, nameField } from './formPage.ts';
import { ask, runCommandByKeys } from './palette.ts';
import { planPane } from './panes.ts';
import { choice, expectQuestion, pick, questionText, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { pressViewButton, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

/** Waits until the list begins with this row, its label and description. */
/** A row with a box is no option. */
const expectFirst = (page: Page, row: RegExp): Promise<void> =>
  expect(quickInput(page).locator('.monaco-list-row').first()).toHaveAttribute('aria-label', row);

/** On a busy machine VS Code may close the palette only after the box that it opened has come, and that box with it. */
const askToFind = (page: Page, text: string): Promise<void> =>
  expect(async () => {
    await ask(page, 'Customer Goals: Find Goal…', 'Find Goal');
    await box(page).fill(text, { timeout: 5000 });
  }).toPass();

const showInSideBar = async (page: Page, goal: string): Promise<void> => {
  const row = choice(page, goal).first();
  await doUntil(
    async () => {
      await row.hover({ timeout: 3000 });
      await row.getByRole('button', { name: 'Show in the Side Bar' }).click({ timeout: 3000 });
    },
    async () => (await quickInput(page).count()) === 0,
  );
};

const loadingMessage = /Loading… [\d,]+ of [\d,]+ goals/;

test('find a goal by words, look where it stands, open it', { tag: '@once' }, async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expect(treeRow(page, 'Alderbrook Insurance')).toBeVisible();

  await pressViewButton(page, 'Find Goal…');
  await expectQuestion(page, 'Find Goal');
  await box(page).fill('answer');
  await expectFirst(page, /^Answer within four hours, Alderbrook Insurance · /);
  await screenshot(page, 'find');
  await box(page).fill('nowhere to be found');
  await expectFirst(page, /^No matching goals, Try fewer or shorter words/);
  await screenshot(page, 'find-none');
  await box(page).fill('boring tasks');
  await expectFirst(page, /^Adopt workflow automation, .* · in its description/);
  await screenshot(page, 'find-described');

  await box(page).fill('FOUR alderb');
  await expectFirst(page, /^Answer within four hours, Alderbrook Insurance · /);
  await showInSideBar(page, 'Answer within four hours');
  await expect(treeRow(page, 'Answer within four hours')).toHaveAttribute('aria-selected', 'true');
  await expectTab(page, '');

  // Without a look at the list: Enter means what was typed.
  await askToFind(page, 'four alderb');
  await page.keyboard.press('Enter');
  await expectTab(page, 'Answer within four hours');
});

const focused = (page: Page): Locator => quickInput(page).locator('.monaco-list-row.focused');

/** Moves to a row of a list by keys alone: each key is pressed once what the one before it did is seen. */
const moveTo = async (page: Page, row: Locator, key: 'ArrowUp' | 'ArrowDown'): Promise<void> => {
  for (let step = 0; step < 6 && (await focused(page).and(row).count()) === 0; step += 1) {
    const [before] = await focused(page).allInnerTexts();
    await page.keyboard.press(key);
    await expect.poll(async () => (await focused(page).allInnerTexts())[0], { timeout: 2000 }).not.toBe(before);
  }
  await expect(focused(page).and(row)).toHaveCount(1, { timeout: 2000 });
};

/** A row of a list with boxes. */
const boxRow = (page: Page, name: string): Locator =>
  quickInput(page).locator(`.monaco-list-row[aria-label^="${name}, "]`);

const isSelected = (page: Page, name: string): Promise<boolean> =>
  boxRow(page, name).getByRole('checkbox').isChecked({ timeout: 2000 });

/** Sets the box of a row by keys alone. */
const select = (page: Page, name: string): Promise<void> =>
  expect(async () => {
    if (await isSelected(page, name)) return;
    await moveTo(page, boxRow(page, name), 'ArrowDown');
    await page.keyboard.press('Space');
    await expect.poll(() => isSelected(page, name), { timeout: slowMs }).toBe(true);
  }).toPass();

test(
  'goals that were found by different words get a status, by keys alone',
  { tag: '@once' },
  async ({ page, tenant }) => {
    const [answered, adopted] = ['Answer within four hours', 'Adopt workflow automation'];
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await expect(treeRow(page, 'Alderbrook Insurance')).toBeVisible();
    await runCommandByKeys(page, 'Customer Goals: Find Goal…');
    await expectQuestion(page, 'Find Goal');
    await box(page).fill('alderbrook');
    await expectFirst(page, /, Alderbrook Insurance · /);
    // What is found in descriptions comes into the list, and who is on their way through it begins anew.
    await expect(quickInput(page).locator('.quick-input-progress.active')).toHaveCount(0);
    await expect(async () => {
      if ((await questionText(page)).includes('Select Goals')) return;
      await moveTo(page, choice(page, 'Select Several…'), 'ArrowUp');
      await screenshot(page, 'find-several');
      await page.keyboard.press('Enter');
      await expect.poll(() => questionText(page), { timeout: slowMs }).toContain('Select Goals');
    }).toPass();
    await expect(box(page)).toHaveValue('alderbrook');

    await box(page).fill('alderbrook answer');
    await expectFirst(page, /^Answer within four hours, Alderbrook Insurance · /);
    await select(page, answered);
    await box(page).fill('alderbrook workflow');
    await expectFirst(page, /^Adopt workflow automation, Alderbrook Insurance · /);
    await select(page, adopted);
    expect(await isSelected(page, answered)).toBe(true);
    await screenshot(page, 'find-selected');
    await page.keyboard.press('Enter');

    await expectQuestion(page, 'Change: 2 goals');
    await screenshot(page, 'find-change');
    await pick(page, 'Change: 2 goals', 'Set Status to Missed');
    const planned = (name: string): Locator =>
      planPane(page).locator(`.monaco-list-row[aria-label^="${name}, included"]`);
    await expect(planned(answered)).toBeVisible();
    await expect(planned(adopted)).toBeVisible();
    await expect(planPane(page).locator('.pane-header')).toContainText('2 updates');
    expect((await tenant.requests()).filter(({ operationId }) => operationId === 'updateGoal')).toEqual([]);
  },
);

test.describe('a tenant of 30,000 goals', () => {
  test.use({ tenantWishes: { goals: 30_000 }, settings: { 'files.autoSave': 'off' } });

  test(
    'a goal is found, opened and edited while the others are being loaded',
    { tag: '@once' },
    async ({ page, tenant }) => {
      await tenant.addFaults({ kind: 'latency', operation: 'searchGoals', skip: 3, delay: 25_000 });
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await expect(goalsView(page)).toContainText(loadingMessage);

      await pressViewButton(page, 'Find Goal…');
      await expectQuestion(page, /Find Goal \(loading: [\d,]+ of 30,000 goals\)/);
      await box(page).fill('alderbrook FOUR answer');
      await expectFirst(page, /^Answer within four hours, Alderbrook Insurance · /);
      await screenshot(page, 'find-loading');
      await page.keyboard.press('Enter');
      await expectTab(page, 'Answer within four hours');
      await nameField(page).fill('Edited while the others were loaded');
      await expect(line(page)).toContainText('Draft');
      await page.keyboard.press('Control+s');
      await expect(line(page)).toContainText('Saved in');
      await expect(goalsView(page)).toContainText(loadingMessage);

      await tenant.clearFaults();
      await expect(goalsView(page)).not.toContainText(loadingMessage, { timeout: 60_000 });
      await askToFind(page, 'alderbrook others edited');
      await expectFirst(page, /^Edited while the others were loaded, Alderbrook Insurance · /);
      await showInSideBar(page, 'Edited while the others were loaded');
      await expect(treeRow(page, 'Edited while the others were loaded')).toHaveAttribute('aria-selected', 'true');
      const sent = (await tenant.requests()).filter(({ operationId }) => operationId === 'updateGoal');
      expect(sent).toEqual([
        expect.objectContaining({
          status: 200,
          body: expect.objectContaining({ Name: 'Edited while the others were loaded' }),
        }),
      ]);
    },
  );
});

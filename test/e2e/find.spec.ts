import type { Page } from '@playwright/test';
import { box, connect } from './connectionSteps.ts';
import { doUntil } from './doUntil.ts';
import { expect, test } from './fixtures.ts';
import { expectTab, line, nameField } from './formPage.ts';
import { ask } from './palette.ts';
import { choice, expectQuestion, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { pressViewButton, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

/** Waits until the list begins with this row, its label and description. */
const expectFirst = (page: Page, row: RegExp): Promise<void> =>
  expect(quickInput(page).getByRole('option').first()).toHaveAttribute('aria-label', row);

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

test.describe('a tenant of 30,000 goals', () => {
  test.use({ tenantWishes: { goals: 30_000 }, settings: { 'files.autoSave': 'off' } });

  test(
    'a goal is found, opened and edited while the others are being loaded',
    { tag: '@once' },
    async ({ page, tenant }) => {
      test.setTimeout(180_000);
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

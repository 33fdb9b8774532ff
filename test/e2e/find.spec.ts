import type { Page } from '@playwright/test';
import { box, connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { expectTab, line, nameField } from './formPage.ts';
import { runCommand } from './palette.ts';
import { choice, expectQuestion, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { pressViewButton, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

/** Waits until the list begins with this row, its label and description. */
const expectFirst = (page: Page, row: RegExp): Promise<void> =>
  expect(quickInput(page).getByRole('option').first()).toHaveAttribute('aria-label', row);

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
  await choice(page, 'Answer within four hours').hover();
  await quickInput(page).getByRole('button', { name: 'Show in the Side Bar' }).first().click();
  await expect(quickInput(page)).toHaveCount(0);
  await expect(treeRow(page, 'Answer within four hours')).toHaveAttribute('aria-selected', 'true');
  await expectTab(page, '');

  await runCommand(page, 'Customer Goals: Find Goal…');
  // Without a look at the list: Enter means what was typed.
  await box(page).fill('four alderb');
  await page.keyboard.press('Enter');
  await expectTab(page, 'Answer within four hours');
});

test.describe('a tenant of 100,000 goals', () => {
  test.use({ tenantWishes: { goals: 100_000 }, settings: { 'files.autoSave': 'off' } });

  test(
    'a goal is found, opened and edited while the others are being loaded',
    { tag: '@once' },
    async ({ page, tenant }) => {
      test.setTimeout(180_000);
      await tenant.addFaults({ kind: 'latency', operation: 'searchGoals', skip: 8, delay: 25_000 });
      await openView(page);
      await connect(page, tenant.url, tenant.accessKey);
      await expect(goalsView(page)).toContainText(loadingMessage);

      await pressViewButton(page, 'Find Goal…');
      await expectQuestion(page, /Find Goal \(loading: [\d,]+ of 100,000 goals\)/);
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
      // On a busy machine VS Code may close the palette only after the box that it opened has come, and that box with it.
      await expect(async () => {
        await runCommand(page, 'Customer Goals: Find Goal…');
        await box(page).fill('alderbrook others edited', { timeout: 5000 });
      }).toPass({ timeout: 60_000 });
      await expectFirst(page, /^Edited while the others were loaded, Alderbrook Insurance · /);
      await quickInput(page).getByRole('button', { name: 'Show in the Side Bar' }).first().click();
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

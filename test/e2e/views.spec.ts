import type { Locator, Page } from '@playwright/test';
import { expectTenantKept } from './browserStorage.ts';
import { goalsNamed, renameAsColleague } from './colleague.ts';
import { box, connect } from './connectionSteps.ts';
import { doUntil, slowMs } from './doUntil.ts';
import { expect, test } from './fixtures.ts';
import { expectTab } from './formPage.ts';
import { askByKeys, chooseFromMenuByKeys, enterAnswer, goToRow, typeAnswer } from './keys.ts';
import { runCommandByKeys } from './palette.ts';
import { choice, isAsked, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

const company = 'Alderbrook Insurance';
const goal = 'Adopt workflow automation';
const own = 'Alderbrook, open';

const viewsPane = (page: Page): Locator =>
  goalsView(page)
    .locator('.pane')
    .filter({ has: page.getByRole('button', { name: /^Views/ }) });

/** A view by the beginning of what a screen reader says of it: its name. */
const viewRow = (page: Page, name: string): Locator => viewsPane(page).getByRole('treeitem', { name: `${name},` });

const toViews = (page: Page): Promise<void> => runCommandByKeys(page, 'Customer Goals: Focus on Views View');
const toGoals = (page: Page): Promise<void> => runCommandByKeys(page, 'Customer Goals: Focus on Goals View');

/** Whether the row of a view is in sight and says that it is shown. */
const isShown = async (page: Page, name: string): Promise<boolean> =>
  (await viewRow(page, name)
    .and(page.getByRole('treeitem', { name: /, shown/ }))
    .count()) > 0;

/** Presses Enter on a view until it is shown, or it asks this first. A row that is drawn anew takes no press. */
const showView = (page: Page, name: string, question?: string): Promise<void> =>
  doUntil(
    async () => {
      await goToRow(page, viewRow(page, name), toViews);
      await page.keyboard.press('Enter');
    },
    () => (question === undefined ? isShown(page, name) : isAsked(page, question)),
  );

/** What the filter on top of the goals says of itself. */
const filterRow = (page: Page): Locator => goalsView(page).getByRole('treeitem', { name: /^Filter: / });

test('by keys alone: a query is typed, saved, and grouped; a goal is found and watched, and its news is shown', async ({
  page,
  tenant,
  workbench,
}) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expect(treeRow(page, company)).toBeVisible();

  await test.step('a filter is typed with completion, and the goals that it finds are listed', async () => {
    await goToRow(page, treeRow(page, company), toGoals);
    await askByKeys(page, 'Control+f', 'Filter Goals');
    await typeAnswer(page, 'Filter Goals', 'sta');
    await expect(choice(page, 'status:')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(box(page)).toHaveValue('status:');
    await page.keyboard.type('op');
    await expect(choice(page, 'open')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(box(page)).toHaveValue('status:open ');
    await page.keyboard.type('compnay:alder');
    await expect(quickInput(page)).toContainText('“compnay:” is not a field. Did you mean “company:”?');
    await screenshot(page, 'filter-mistake');
    await page.keyboard.press('Enter');
    await expect(box(page)).toHaveValue('status:open company:alder');
    await expect(choice(page, 'Show 13 Goals')).toBeVisible();
    await expect(choice(page, goal)).toBeVisible();
    await screenshot(page, 'filter');
    await page.keyboard.press('Enter');
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: status:open company:alder\. 13 of \d+ goals/);
    await expect(goalsView(page)).toContainText('status:open company:alder');
  });

  await test.step('it is saved as a view', async () => {
    await runCommandByKeys(page, 'Customer Goals: Save View…');
    await typeAnswer(page, 'Save View', own);
    await enterAnswer(page);
    await goToRow(page, viewRow(page, own), toViews);
    await expect(viewRow(page, own)).toHaveAttribute('aria-label', /, 13 goals, 1 overdue, shown/);
    await screenshot(page, 'views');
  });

  await test.step('views are switched, and who the person is is asked for once', async () => {
    await showView(page, 'My Open Goals', 'Who Are You?');
    await typeAnswer(page, 'Who Are You?', 'Daniel Weiss');
    await expect(quickInput(page).locator('.monaco-list-row')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await screenshot(page, 'who-are-you');
    await enterAnswer(page);
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: owner:@me status:open\. \d+ of/);
    await expect(viewRow(page, 'My Open Goals')).toHaveAttribute('aria-label', /, \d+ goals.*shown/);
    await showView(page, own);
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: status:open company:alder/);
  });

  await test.step('a goal stays selected in other groups, and without the filter, which a key clears', async () => {
    await goToRow(page, treeRow(page, company), toGoals);
    await expect(async () => {
      if ((await treeRow(page, company).getAttribute('aria-expanded')) !== 'true')
        await page.keyboard.press('ArrowRight');
      await expect(treeRow(page, goal)).toBeVisible({ timeout: slowMs });
    }).toPass();
    await expect(async () => {
      await goToRow(page, treeRow(page, goal), toGoals);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('tab', { name: goal })).toBeVisible({ timeout: slowMs });
    }).toPass();
    await expectTab(page, goal);
    await runCommandByKeys(page, 'Customer Goals: Group Goals By…');
    await typeAnswer(page, 'Group Goals By', 'Owner');
    await enterAnswer(page);
    await expect(treeRow(page, company)).toHaveCount(0);
    await expect(treeRow(page, goal)).toHaveAttribute('aria-selected', 'true');
    await screenshot(page, 'by-owner');
    await toGoals(page);
    await expect(async () => {
      if ((await filterRow(page).count()) > 0) await page.keyboard.press('Delete');
      await expect(filterRow(page)).toHaveCount(0, { timeout: slowMs });
    }).toPass();
    await expect(treeRow(page, goal)).toHaveAttribute('aria-selected', 'true');
  });

  await test.step('a goal is found by its id, and watched', async () => {
    const [known] = await goalsNamed(tenant, company, goal);
    await showView(page, 'All Goals');
    await askByKeys(page, 'Control+Alt+g', 'Find Goal');
    await typeAnswer(page, 'Find Goal', known?.Gsid ?? '');
    await expect(quickInput(page).getByRole('option').first()).toHaveAttribute('aria-label', new RegExp(`^${goal}`));
    await screenshot(page, 'find-id');
    await page.keyboard.press('Enter');
    await expectTab(page, goal);
    await goToRow(page, treeRow(page, goal), toGoals);
    await chooseFromMenuByKeys(page, 'Toggle Watch');
    await expect(treeRow(page, goal)).toHaveAttribute('aria-label', /, watched, /);
    await goToRow(page, viewRow(page, 'Watched'), toViews);
    await expect(viewRow(page, 'Watched')).toHaveAttribute('aria-label', /, 1 goal/);
  });

  await test.step('a colleague’s change has a badge, which opens just that', async () => {
    await renameAsColleague(tenant, company, goal, 'Adopt it all');
    await runCommandByKeys(page, 'Customer Goals: Refresh');
    await expect(treeRow(page, 'Adopt it all')).toHaveAttribute('aria-label', /, changed since you last looked, /);
    await expect(treeRow(page, 'Adopt it all')).toHaveAttribute('aria-selected', 'true');
    await expect(page.locator('.activitybar .badge-content').filter({ hasText: '1' })).toBeVisible();
    await runCommandByKeys(page, "Customer Goals: Show What's New");
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: news:yes\. 1 of/);
    await screenshot(page, 'news');
    await runCommandByKeys(page, 'Customer Goals: Mark All as Seen');
    await expect(goalsView(page)).toContainText('No goals match the filter');
    await screenshot(page, 'no-news');
  });

  await test.step('a reload shows what was shown, and open what was open', async () => {
    await showView(page, own);
    await expect(filterRow(page)).toHaveAttribute('aria-label', /company:alder/);
    await expectTenantKept(page, new URL(tenant.url).host);
    await workbench.reload(/customerGoals\.shown\/[^"]*":"\{"query":"[^}]*company:alder/);
    // VS Code may not have noted which view was open.
    await openView(page);
    await expect(filterRow(page)).toHaveAttribute('aria-label', /company:alder/, { timeout: 60_000 });
    await expect(treeRow(page, company)).toHaveAttribute('aria-expanded', 'true');
  });
});

test.describe('in high contrast', () => {
  test.use({ settings: { 'workbench.colorTheme': 'Default High Contrast' }, tenantWishes: { goals: 0 } });

  test('a tenant without goals', { tag: '@once' }, async ({ page, tenant }) => {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await goToRow(page, viewRow(page, 'Watched'), toViews);
    await expect(viewRow(page, 'Watched')).toHaveAttribute('aria-label', /, 0 goals/);
    await showView(page, 'Due in 30 Days');
    await expect(goalsView(page)).toContainText('No goals match the filter');
    await screenshot(page, 'views-none-contrast');
  });
});

import { browserStorage } from './browserStorage.ts';
import type { Locator, Page } from '@playwright/test';
import { renameAsColleague } from './colleague.ts';
import { box, connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { runCommand } from './palette.ts';
import { answerLast, choice, expectQuestion, quickInput } from './quickInput.ts';
import { screenshot } from './screenshot.ts';
import { chooseFromRowMenu, openRow, pressViewButton, treeRow } from './tree.ts';
import { goalsView, openView } from './workbench.ts';

const company = 'Alderbrook Insurance';
const goal = 'Adopt workflow automation';

const viewsPane = (page: Page): Locator =>
  goalsView(page)
    .locator('.pane')
    .filter({ has: page.getByRole('button', { name: /^Views/ }) });

/** A view by the beginning of what a screen reader says of it: its name. */
const viewRow = (page: Page, name: string): Locator => viewsPane(page).getByRole('treeitem', { name: `${name},` });

async function openViews(page: Page): Promise<void> {
  const header = viewsPane(page).getByRole('button', { name: /^Views/ });
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
  await expect(header).toHaveAttribute('aria-expanded', 'true');
  // All views in sight: only rows that are exist in the page.
  await expect(async () => {
    const { y = 0, height = 0 } = (await viewsPane(page).boundingBox()) ?? {};
    await page.mouse.move(150, y + height);
    await page.mouse.down();
    await page.mouse.move(150, y + 240, { steps: 5 });
    await page.mouse.up();
    expect((await viewsPane(page).boundingBox())?.height).toBeGreaterThan(220);
  }).toPass();
}

/** What the filter on top of the goals says of itself. */
const filterRow = (page: Page): Locator => goalsView(page).getByRole('treeitem', { name: /^Filter: / });

/** Drags the edge of the side bar. */
async function widen(page: Page, width: number): Promise<void> {
  const { x, width: now } = (await goalsView(page).boundingBox()) ?? { x: 0, width: 0 };
  await page.mouse.move(x + now, 400);
  await page.mouse.down();
  await page.mouse.move(x + width, 400, { steps: 5 });
  await page.mouse.up();
}

test('goals are filtered with completion, saved as a view, and grouped; a reload shows the same', async ({
  page,
  tenant,
}) => {
  test.setTimeout(180_000);
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expect(treeRow(page, company)).toBeVisible();

  await test.step('a filter is typed with completion', async () => {
    await pressViewButton(page, 'Filter Goals…');
    await expectQuestion(page, 'Filter Goals');
    await box(page).pressSequentially('sta');
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
    await screenshot(page, 'filter');
    await page.keyboard.press('Enter');
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: status:open company:alder\. 13 of \d+ goals/);
    await openRow(page, company);
  });

  await test.step('it is saved as a view', async () => {
    await runCommand(page, 'Customer Goals: Save View…');
    await answerLast(page, 'Save View', 'Alderbrook, open');
    await openViews(page);
    await expect(viewRow(page, 'Alderbrook, open')).toHaveAttribute('aria-label', /, 13 goals, 1 overdue, shown/);
    await screenshot(page, 'views');
    for (const width of [250, 500]) {
      await widen(page, width);
      await screenshot(page, `views-${width}`);
    }
    await widen(page, 340);
  });

  await test.step('goals are grouped by owner, and the filter is cleared by a key', async () => {
    await runCommand(page, 'Customer Goals: Group Goals By…');
    await expectQuestion(page, 'Group Goals By');
    await choice(page, 'Owner').click();
    await expect(treeRow(page, company)).toHaveCount(0);
    await screenshot(page, 'by-owner');
    await treeRow(page, 'Amara Okafor').click();
    await page.keyboard.press('Delete');
    await expect(filterRow(page)).toHaveCount(0);
  });

  await test.step('a reload shows what was shown', async () => {
    await viewRow(page, 'Alderbrook, open').click();
    await expect(filterRow(page)).toHaveCount(1);
    // VS Code writes in its own time, and a page that goes before that forgets it.
    const kept = async (): Promise<string> => (await browserStorage(page)).replaceAll('\\', '');
    const aboutShown = /customerGoals\.shown\/[^"]*":"\{"query":"[^}]*company:alder/;
    await expect.poll(kept, { message: 'what VS Code has written down', timeout: 60_000 }).toMatch(aboutShown);
    await page.reload();
    await expect(filterRow(page)).toHaveAttribute('aria-label', /company:alder/, { timeout: 60_000 });
  });
});

test('who the person is is asked for once; a goal is watched, and what a colleague changed in it is shown', async ({
  page,
  tenant,
}) => {
  test.setTimeout(180_000);
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await expect(treeRow(page, company)).toBeVisible();
  await openViews(page);

  await test.step('views are switched, and what is mine is asked for once', async () => {
    await viewRow(page, 'My Open Goals').click();
    await expectQuestion(page, 'Who Are You?');
    await screenshot(page, 'who-are-you');
    await box(page).fill('Daniel Weiss');
    await quickInput(page).locator('.monaco-list-row').first().click();
    await page.keyboard.press('Enter');
    await expect(viewRow(page, 'My Open Goals')).toHaveAttribute('aria-label', /, \d+ goals.*shown/);
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: owner:@me status:open\. \d+ of/);
    await screenshot(page, 'mine');
  });

  await test.step('a goal is watched, and its news is shown', async () => {
    await viewRow(page, 'All Goals').click();
    await openRow(page, company);
    await chooseFromRowMenu(page, goal, 'Toggle Watch');
    await expect(treeRow(page, goal)).toHaveAttribute('aria-label', /, watched, /);
    await expect(viewRow(page, 'Watched')).toHaveAttribute('aria-label', /, 1 goal/);
    await renameAsColleague(tenant, company, goal, 'Adopt it all');
    await runCommand(page, 'Customer Goals: Refresh');
    await expect(treeRow(page, 'Adopt it all')).toHaveAttribute('aria-label', /, changed since you last looked, /);
    await expect(page.locator('.activitybar .badge-content').filter({ hasText: '1' })).toBeVisible();
    await screenshot(page, 'news');
    await runCommand(page, "Customer Goals: Show What's New");
    await expect(filterRow(page)).toHaveAttribute('aria-label', /^Filter: news:yes\. 1 of/);
    await runCommand(page, 'Customer Goals: Mark All Seen');
    await expect(goalsView(page)).toContainText('No goals match the filter');
    await screenshot(page, 'no-news');
  });
});

test.describe('in high contrast', () => {
  test.use({ settings: { 'workbench.colorTheme': 'Default High Contrast' }, tenantWishes: { goals: 0 } });

  test('a tenant without goals', { tag: '@once' }, async ({ page, tenant }) => {
    await openView(page);
    await connect(page, tenant.url, tenant.accessKey);
    await openViews(page);
    await expect(viewRow(page, 'Watched')).toHaveAttribute('aria-label', /, 0 goals/);
    await viewRow(page, 'Due in 30 Days').click();
    await expect(goalsView(page)).toContainText('No goals match the filter');
    await screenshot(page, 'views-none-contrast');
  });
});

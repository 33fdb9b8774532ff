import type { Page } from '@playwright/test';
import { faults } from './accessibility.ts';
import { connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { company, expectTab, goalName, line, nameField, openGoal, pressGoal, tabs } from './formPage.ts';
import { screenshot } from './screenshot.ts';
import type { Tenant } from './tenant.ts';
import { followSystem, inBoth, themePairs } from './themes.ts';
import { toggleRow } from './tree.ts';
import { webview } from './webview.ts';
import { openView } from './workbench.ts';

test.use({ settings: { 'files.autoSave': 'off' }, isJudged: false });

const intro =
  '<p>We want <strong>all teams</strong> live by May.<br>See the <a href="https://example.com/plan">plan</a>.</p>';
const state = '<p>State: <span style="color: rgb(226, 80, 65);">at risk</span></p>';
const table =
  '<table style="width: 100%;"><tbody><tr><td style="background-color: rgb(247, 218, 100);">Step</td><td>By</td></tr>' +
  '<tr><td>Kick-off</td><td><img src="https://example.com/logo.png" alt="Logo"></td></tr></tbody></table>';
const tenants = `${intro}\n<p><br></p>${state}${table}<ul><li>One<ul><li>Two</li></ul></li></ul>`;

/** What the tenant was last sent as the goal's description. */
async function sentDescription(tenant: Tenant): Promise<unknown> {
  const updates = (await tenant.requests()).filter(({ operationId }) => operationId === 'updateGoal');
  return Object(updates.at(-1)?.body).Description;
}

async function openRich(page: Page, tenant: Tenant, description = tenants) {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await toggleRow(page, company);
  await tenant.addFaults({
    kind: 'changedBehind',
    operation: 'getGoal',
    times: 1,
    changes: { Description: description },
  });
  return openGoal(page);
}

test(
  'a rich description is edited as Markdown, and what is not touched goes back as it was',
  { tag: '@once' },
  async ({ page, tenant }) => {
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    const form = await openRich(page, tenant);
    const description = form.getByLabel('Description');
    const markdown = await description.inputValue();
    expect(markdown).toBe(
      'We want **all teams** live by May.\nSee the [plan](https://example.com/plan).\n\nState: at risk\n\n' +
        '| | |\n| - | - |\n| Step | By |\n| Kick-off | ![Logo](https://example.com/logo.png) |\n\n- One\n  - Two',
    );
    const preview = form.getByRole('region', { name: 'Preview' });
    await expect(preview.getByRole('table')).toContainText('Image: Logo');
    await expect(preview.getByRole('link', { name: 'plan' })).toHaveAttribute('href', 'https://example.com/plan');
    await expect(form.locator('#goal-Description-hint')).toContainText('Edited parts lose: colors');

    // Another field: the description goes back byte for byte.
    await nameField(page).fill('Another name');
    await expect(line(page)).toContainText('Draft');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Saved in');
    expect(await sentDescription(tenant)).toBe(tenants);
    await expectTab(page, 'Another name');

    // A loss is said as it happens, and undone.
    const loss = form.locator('.loss');
    await description.fill(markdown.replace('at risk', 'not at risk'));
    await expect(loss).toHaveText('Your edit removed: colors. Undo to restore.');
    await expect(preview).toContainText('State: not at risk');
    await expectTab(page, '● Another name');
    await page.keyboard.press('Control+z');
    await expect(description).toHaveValue(markdown);
    await expect(loss).toBeEmpty();
    await expectTab(page, 'Another name');

    // Only the paragraph that was changed is written anew; a link to a script is none.
    await description.fill(markdown.replace('May', '*June* [x](javascript:alert) <img src=x onerror=alert(1)>'));
    await expect(preview.locator('em')).toHaveText('June');
    await expect(preview.getByRole('link')).toHaveCount(1);
    await expect(preview).toContainText('<img src=x');
    await expect(line(page)).toContainText('Draft');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Saved in');
    const rewritten =
      '<p>We want <strong>all teams</strong> live by <em>June</em> x (javascript:alert) &lt;img src=x onerror=alert(1)>.' +
      '<br>See the <a href="https://example.com/plan">plan</a>.</p>';
    expect(await sentDescription(tenant)).toBe(tenants.replace(intro, rewritten));
    expect(asked.filter((url) => url.includes('example.com'))).toEqual([]);
  },
);

test('a draft comes back as it was typed, and plain text stays plain', { tag: '@once' }, async ({ page, tenant }) => {
  const form = await openRich(page, tenant, 'Plain *text*\nin two lines');
  const description = form.getByLabel('Description');
  await expect(description).toHaveValue('Plain *text*\nin two lines');
  await expect(form.getByRole('region', { name: 'Preview' })).toBeHidden();
  await description.fill('Plain **text**');
  await expect(line(page)).toContainText('Draft');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saved in');
  expect(await sentDescription(tenant)).toBe('Plain **text**');

  await form.getByRole('button', { name: 'Use formatting' }).click();
  await expect(description).toBeFocused();
  await expect(description).toHaveValue('Plain \\*\\*text\\*\\*');
  // VS Code has commands of its own for these keys: it hides its side bar, or waits for a second key.
  for (const [key, marked] of [
    ['b', '**Steps**'],
    ['i', '*Steps*'],
    ['k', '[Steps](https://)'],
  ] as const) {
    await description.fill('Steps');
    await description.selectText();
    await page.keyboard.press(`Control+${key}`);
    await expect(description).toHaveValue(marked);
  }
  await expect(page.locator('.part.sidebar')).toBeVisible();
  await expect(page.locator('.statusbar-item').filter({ hasText: 'Waiting for second key' })).toHaveCount(0);
  await description.fill('Steps:\n\n* one\n* **two');
  await expect(form.getByRole('region', { name: 'Preview' }).locator('li')).toHaveCount(2);
  await expectTab(page, `● ${goalName}`);
  // Whose tab is hidden loses its page.
  await pressGoal(page, 'Deflect support tickets');
  await tabs(page).first().click();
  await expect(nameField(page)).toHaveValue(goalName);
  await expect(webview(page).getByLabel('Description')).toHaveValue('Steps:\n\n* one\n* **two');
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText('Saved in');
  expect(await sentDescription(tenant)).toBe('<p>Steps:</p><ul><li>one</li><li>**two</li></ul>');
});

for (const pair of themePairs) {
  test.describe(`${pair.dark.name} and ${pair.light.name}`, () => {
    test.use({ settings: { 'files.autoSave': 'off', ...followSystem(pair) } });

    test('a description is in order and looks it', { tag: '@once' }, async ({ page, tenant }) => {
      const form = await openRich(page, tenant, `<h2>Why</h2>${tenants}<blockquote><p>Soon, please</p></blockquote>`);
      const description = form.getByLabel('Description');
      await description.fill((await description.inputValue()).replace('at risk', 'not at risk'));
      await expect(form.locator('.loss')).not.toBeEmpty();
      await description.scrollIntoViewIfNeeded();
      await inBoth(pair, page, async (theme) => {
        await screenshot(page, `description-${theme}`);
        expect(await faults(page), theme).toEqual([]);
      });
      await page.setViewportSize({ width: 760, height: 1100 });
      await screenshot(page, `description-${pair.dark.name}-narrow`);
      await form.getByRole('button', { name: 'Hide Preview' }).click();
      await expect(form.getByRole('region', { name: 'Preview' })).toBeHidden();
    });
  });
}

import { connect } from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { company, line, openGoal } from './formPage.ts';
import { toggleRow } from './tree.ts';
import { openView } from './workbench.ts';

test.use({ settings: { 'files.autoSave': 'off' }, tenantWishes: { goals: 6000 } });

test.beforeEach(async ({ page, tenant }) => {
  await openView(page);
  await connect(page, tenant.url, tenant.accessKey);
  await toggleRow(page, company);
});

test(
  'a form is filled in with the keyboard alone, and a list narrows as it is typed into',
  { tag: '@once' },
  async ({ page, tenant }) => {
    const form = await openGoal(page);
    const owner = form.getByRole('combobox', { name: 'Owner' });
    const before = await owner.inputValue();
    await owner.focus();
    await page.keyboard.press('ArrowDown');
    await expect(owner).toHaveAttribute('aria-expanded', 'true');
    await expect(form.locator('[role=option][aria-selected=true]')).toHaveText(before);
    await page.keyboard.press('ArrowDown');
    const next = await form.locator('[role=option][aria-selected=true] .name').innerText();
    await page.keyboard.press('Enter');
    await expect(owner).toHaveValue(next);
    await expect(owner).toHaveAttribute('aria-expanded', 'false');

    await owner.fill('nobody at all');
    await page.keyboard.press('Tab');
    await expect(form.locator('#goal-OwnerId-problem')).toHaveText(
      'No match for “nobody at all”. Select one from the list.',
    );
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Not saved. Fix Owner.');
    await owner.fill(next.toUpperCase());

    await form.getByRole('radio', { name: 'In Progress' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect(form.getByRole('radio', { name: 'Achieved' })).toBeChecked();

    const date = form.getByLabel('Target date');
    await date.focus();
    await page.keyboard.type('0228');
    await page.keyboard.type('2031');
    await expect(date).toHaveValue('2031-02-28');
    await page.keyboard.press('Control+s');
    await expect(line(page)).toContainText('Saved in');
    const sent = (await tenant.requests()).findLast(({ operationId }) => operationId === 'updateGoal');
    expect(sent?.body).toMatchObject({ Status: 'Achieved', TargetDate: '2031-02-28' });

    const field = form.getByRole('combobox', { name: 'Company' });
    await field.click();
    await expect(form.getByText(/^Showing 50 of \d+ companies\. Type to find more\.$/)).toBeVisible();
    await expect(form.getByRole('option')).toHaveCount(50);
    await field.fill('zzz');
    await expect(form.getByText('No matching companies.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(field).toHaveValue(company);
    await expect(form.locator('#goal-CompanyId-problem')).toBeEmpty();
  },
);

// The contract knows four statuses; a live tenant may have others.
test.describe('beyond the contract', () => {
  test.use({ isJudged: false });

  test('a status that the tenant’s admin made up is shown and kept', { tag: '@once' }, async ({ page, tenant }) => {
    await tenant.addFaults({ kind: 'unknownStatus', operation: 'getGoal' });
    const form = await openGoal(page);
    const odd = form.getByRole('radio').nth(4);
    await expect(odd).toBeChecked();
    await form.locator('#goal-Name').fill('Renamed');
    await page.keyboard.press('Control+s');
    const operations = async () => (await tenant.requests()).map(({ operationId }) => operationId);
    await expect.poll(operations).toContain('updateGoal');
    const sent = (await tenant.requests()).findLast(({ operationId }) => operationId === 'updateGoal');
    expect(sent?.body).toMatchObject({ Name: 'Renamed', Status: await odd.inputValue() });
  });
});

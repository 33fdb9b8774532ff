import { expect, type Locator, type Page } from '@playwright/test';
import { box, dialog } from './connectionSteps.ts';
import type { DisplayedTexts } from './displayedTexts.ts';
import { closeActiveTab, line, nameField, pressGoal } from './formPage.ts';
import { pressNotificationButton } from './notifications.ts';
import { runCommand } from './palette.ts';
import { answer, dismiss, expectQuestion, quickInput } from './quickInput.ts';
import { searchSettings } from './settingsEditor.ts';
import type { Tenant } from './tenant.ts';
import { chooseFromMenuOf, menuItem, openRowMenu, spokenStatus, toggleRow, treeRow } from './tree.ts';
import { vscodeCommand } from './vscodeWords.ts';
import { webview } from './webview.ts';
import { goalsView, openView } from './workbench.ts';

export type Journey = {
  readonly page: Page;
  readonly tenant: Tenant;
  /** Where the tenant is reached: itself, or what stands before it. */
  readonly url: string;
  readonly texts: DisplayedTexts;
  /** Looks at everything that is in sight, once the journey has come somewhere new. */
  readonly look: (place: string) => Promise<void>;
};

/** What a person does with the extension on a day, through everything that it shows, in any display language. */
export async function travel(journey: Journey): Promise<void> {
  await connect(journey);
  await browse(journey);
  await find(journey);
  await fillIn(journey);
  await seeDrafts(journey);
  await setStatus(journey);
  await testConnection(journey);
  await wait(journey);
  await disconnect(journey);
  await seeSettings(journey);
}

/** The part of it in which a goal's form is in front. */
export async function travelThroughForm(journey: Journey): Promise<void> {
  await connect(journey);
  await toggleRow(journey.page, journey.texts.foreign(company));
  await fillIn(journey);
}

async function fillIn(journey: Journey): Promise<void> {
  await edit(journey);
  await describe(journey);
  await addMetric(journey);
  await failToSave(journey);
  await settleConflict(journey);
}

const company = 'Alderbrook Insurance';
const goal = 'Answer within four hours';

async function connect({ page, tenant, url, texts, look }: Journey): Promise<void> {
  const { text } = texts;
  const question = (step: 1 | 2): string => `${text('Connect to a Tenant')} (${step}/2)`;
  await openView(page);
  await expect(goalsView(page).locator('.welcome-view .monaco-button').first()).toBeVisible();
  await look('welcome');
  await page.keyboard.press('F1');
  await quickInput(page)
    .locator('input[type=text]')
    .fill(`>${texts.title('command.category')}`);
  await expect(quickInput(page).getByRole('option').first()).toBeVisible();
  await look('palette');
  await dismiss(page);
  await runCommand(page, texts.command('connect'));
  await answer(page, question(1), '1 2');
  await expect(quickInput(page).locator('.quick-input-message')).toContainText(
    text('A domain has no spaces or invisible characters. If you pasted it, type it instead.'),
  );
  await look('domain');
  await answer(page, question(1), 'goals.example.com');
  await expect(dialog(page)).toBeVisible();
  await look('strange-domain');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await answer(page, question(1), url);
  await answer(page, question(2), 'another-key');
  await expect(quickInput(page).locator('.quick-input-message')).toContainText(text('The access key was rejected.'));
  await look('wrong-key');
  await box(page).fill(tenant.accessKey);
  await box(page).press('Enter');
  await expect(quickInput(page)).toHaveCount(0);
  await expect(treeRow(page, texts.foreign(company))).toBeVisible();
}

async function browse({ page, texts, look }: Journey): Promise<void> {
  const { foreign } = texts;
  await toggleRow(page, foreign(company));
  await toggleRow(page, foreign(goal));
  await expect(page.getByRole('treeitem', { level: 3 }).first()).toBeVisible();
  await look('rows');
  for (const [name, row] of [
    ['company', treeRow(page, foreign(company))],
    ['goal', treeRow(page, foreign(goal))],
    ['metric', page.getByRole('treeitem', { level: 3 }).first()],
  ] as const) {
    await pointAt(page, row);
    await look(`tooltip-of-${name}`);
  }
  await page.mouse.move(900, 600);
  const missed = menuItem(page, texts.title('command.setStatusMissed.title'));
  await openRowMenu(treeRow(page, foreign(goal)), missed, texts.title('menu.setStatus.label'));
  await look('row-menu');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

/** A row that is drawn anew under the mouse has no tooltip until the mouse comes again. */
const pointAt = (page: Page, row: Locator): Promise<void> =>
  expect(async () => {
    await page.mouse.move(900, 600);
    await row.locator('.label-name').hover();
    await expect(page.locator('.workbench-hover:visible').first()).toBeVisible({ timeout: 3000 });
    await expect(page.locator('.workbench-hover:visible').first()).not.toHaveText('Loading...', { timeout: 3000 });
  }).toPass();

async function find({ page, texts, look }: Journey): Promise<void> {
  await runCommand(page, texts.command('findGoal'));
  await expect(quickInput(page).getByRole('option').first()).toBeVisible();
  await look('find');
  await box(page).fill(texts.foreign('nothing like that'));
  await expect(quickInput(page)).toContainText(texts.text('No matching goals'));
  await look('found-nothing');
  await dismiss(page);
  await page.locator('.statusbar-item[id^="customer-goals"]').click();
  await expectQuestion(page, texts.beginning('Connected to {0}. Select an action'));
  await look('actions');
  await dismiss(page);
}

async function edit({ page, texts, look }: Journey): Promise<void> {
  const { text, foreign } = texts;
  await pressGoal(page, foreign(goal));
  const form = webview(page);
  await expect(form.locator('#goal-Description')).toBeEnabled();
  await expect(form.locator('.metrics li').first()).toBeVisible();
  await look('form');
  await nameField(page).fill('');
  for (const field of ['CompanyId', 'TemplateId', 'OwnerId']) {
    await form.locator(`#goal-${field}`).fill(foreign('no such name'));
    await expect(form.locator(`#goal-${field}-field .more`)).toBeVisible();
    await look(`choices-of-${field}`);
    await page.keyboard.press('Escape');
  }
  await form.locator('#goal-OwnerId').fill('1P0NOBODY00000000');
  await form.locator('#goal-OwnerId-list-id').click();
  await page.keyboard.press('Control+s');
  await expect(form.locator('#goal-Name-problem')).not.toBeEmpty();
  await expect(line(page)).toContainText(texts.beginning('Not saved. Fix {0}.'));
  await look('problems');
  await form
    .locator('.state-bar')
    .getByRole('button', { name: text('Discard Draft') })
    .click();
  await expect(nameField(page)).toHaveValue(foreign(goal));
}

async function describe({ page, texts, look }: Journey): Promise<void> {
  const form = webview(page);
  const description = form.locator('#goal-Description');
  await description.fill(texts.foreign('# Plan\n\n- one'));
  await expect(form.locator('#goal-Description-preview')).toContainText(texts.foreign('one'));
  await look('description');
  await form.locator('[aria-controls="goal-Description-preview"]').click();
  await look('without-preview');
  await form.locator('[aria-controls="goal-Description-preview"]').click();
  await form
    .locator('.state-bar')
    .getByRole('button', { name: texts.text('Discard Draft') })
    .click();
}

async function addMetric({ page, texts, look }: Journey): Promise<void> {
  const form = webview(page);
  await form.locator('#add-metric').click();
  await form.locator('#metric-CurrentValue').fill('+');
  await page.keyboard.press('Enter');
  await expect(form.locator('#metric-Name-problem')).not.toBeEmpty();
  await look('new-metric');
  await form
    .locator('.metric-form')
    .getByRole('button', { name: texts.text('Cancel') })
    .click();
}

async function failToSave({ page, tenant, texts, look }: Journey): Promise<void> {
  await nameField(page).fill(texts.foreign('Typed in bad weather'));
  await tenant.addFaults({ kind: 'refused', errorDesc: texts.foreign('A field is missing') });
  await page.keyboard.press('Control+s');
  await expect(line(page)).toContainText(texts.beginning('Not saved. {0}/{0} is a whole sentence.'));
  await look('refused');
  await tenant.clearFaults();
}

async function settleConflict({ page, tenant, texts, look }: Journey): Promise<void> {
  const form = webview(page);
  await form.locator('#goal-Description').fill(texts.foreign('My text\nin two lines'));
  const changes = { Name: 'Renamed meanwhile', Description: 'Their text', Status: 'Missed' } as const;
  await tenant.addFaults({ kind: 'changedBehind', operation: 'getGoal', times: 1, changes });
  await page.keyboard.press('Control+s');
  const alert = form.locator('.notices');
  await expect(alert.locator('#conflict-Name-mine')).toBeVisible();
  await look('conflict');
  await alert.getByRole('button', { name: texts.text('Compare {0}', texts.text('Description')) }).click();
  await expect(page.locator('.monaco-diff-editor')).toContainText(texts.foreign('Their text'));
  await look('comparison');
  await closeActiveTab(page);
  await alert.getByRole('button', { name: texts.text('Take All of Theirs') }).click();
  await expect(line(page)).toContainText(texts.beginning('Saved in {0}.'));
  await look('saved');
}

async function seeDrafts({ page, texts, look }: Journey): Promise<void> {
  await nameField(page).fill(texts.foreign('A draft'));
  const pane = goalsView(page)
    .locator('.pane')
    .filter({ has: page.locator('.pane-header').getByText(texts.text('Drafts')) });
  await expect(pane.locator('.pane-header')).toContainText(texts.text('Drafts ({0})', '1'));
  await pane.locator('.pane-header').click();
  const row = pane.getByRole('treeitem').first();
  await expect(row).toBeVisible();
  await pointAt(page, row);
  await look('drafts');
  await row.getByRole('button', { name: texts.title('command.discardDraft.title') }).click();
  await expect(dialog(page)).toBeVisible();
  await look('discard');
  await dialog(page)
    .getByRole('button', { name: texts.text('Discard Draft') })
    .click();
  await expect(row).toHaveCount(0);
}

async function setStatus({ page, texts, look }: Journey): Promise<void> {
  const row = page.getByRole('treeitem', { level: 2 }).first();
  const before = await spokenStatus(row);
  await chooseFromMenuOf(row, texts.title('menu.setStatus.label'), texts.title('command.setStatusMissed.title'));
  const notification = page.locator('.notifications-toasts .notification-list-item');
  await expect(notification.first()).toContainText(texts.text('Missed'));
  await look('status-set');
  await pressNotificationButton(page, texts.text('Missed'), texts.text('Undo'));
  await expect.poll(() => spokenStatus(row)).toBe(before);
}

async function testConnection({ page, texts, look }: Journey): Promise<void> {
  await runCommand(page, texts.command('testConnection'));
  await expect(page.locator('.editor-instance .view-lines')).toContainText(texts.text('Rate limit'));
  await look('connection-test');
}

/** Longer than the rest takes: nothing is asked of the tenant any more. */
async function wait({ page, tenant, texts, look }: Journey): Promise<void> {
  await tenant.addFaults({ kind: 'throttled', times: 1, retryAfter: 300 });
  await runCommand(page, texts.command('refresh'));
  const notification = page.locator('.notifications-toasts .notification-list-item');
  const waiting = notification.filter({ hasText: texts.beginning('Rate limit: retrying in {0} s') });
  await expect(waiting).toBeVisible();
  await look('waiting');
  await waiting.getByRole('button', { name: 'Cancel' }).click();
  await expect(treeRow(page, texts.text('This was canceled.'))).toBeVisible();
  await look('canceled');
}

/** The last, since the settings of some releases stand before everything else. */
async function seeSettings({ page, look }: Journey): Promise<void> {
  const ours = '@ext:customer-goals.customer-goals';
  await runCommand(page, vscodeCommand.settings);
  await searchSettings(page, ours);
  await expect(page.locator('.settings-editor').getByText('Decorate Changed')).toBeVisible();
  await look('settings');
  await searchSettings(page, `${ours} snapshot`);
  await expect(page.locator('.settings-editor').getByText('Keep Snapshot')).toBeVisible();
  await look('settings-below');
}

async function disconnect({ page, texts, look }: Journey): Promise<void> {
  await runCommand(page, texts.command('disconnect'));
  await expect(dialog(page)).toBeVisible();
  await look('disconnect');
  await dialog(page)
    .getByRole('button', { name: texts.text('Disconnect') })
    .click();
  await expect(goalsView(page).locator('.welcome-view .monaco-button').first()).toBeVisible();
  await look('disconnected');
}

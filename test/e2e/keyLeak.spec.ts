import type { Page } from '@playwright/test';
import { browserStorage, encryptedLength, expectRemembered, expectTenantKept } from './browserStorage.ts';
import {
  beginToConnect,
  connect,
  disconnect,
  domainQuestion,
  expectCompanies,
  expectProblem,
  expectWelcome,
  keyQuestion,
} from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { company, goalName, line, nameField, openGoal } from './formPage.ts';
import { runCommand } from './palette.ts';
import { answer, dismiss } from './quickInput.ts';
import { toggleRow } from './tree.ts';

test.use({ isJudged: false });

/** The key as it is, and as it looks encoded: base64 depends on what stands before it, so its edges are left out. */
const disguises = (key: string): readonly string[] => [
  key,
  Buffer.from(key).toString('hex'),
  ...[0, 1, 2].map((before) =>
    Buffer.from(' '.repeat(before) + key)
      .toString('base64')
      .replaceAll('=', '')
      .slice(4, -4),
  ),
];

/** Notes in every frame, from its beginning, what other frames and the extension send to it. */
const noteMessages = `
  globalThis.notedMessages = [];
  addEventListener('message', ({ data }) => notedMessages.push(JSON.stringify(data) ?? ''));
`;

/** All that the pages show, hold in fields, and were sent. VS Code may just be replacing a frame: then all are read again. */
async function contentOfFrames(page: Page): Promise<string> {
  let content = '';
  await expect(async () => void (content = await readFrames(page))).toPass();
  return content;
}

async function readFrames(page: Page): Promise<string> {
  const contents = page.frames().map(async (frame) => {
    const fields = frame.locator('input, textarea');
    const values = await fields.evaluateAll((all) => all.map((field): unknown => Reflect.get(field, 'value')));
    const messages: unknown = await frame.evaluate('notedMessages');
    return [await frame.content(), JSON.stringify(values), String(messages)].join('\n');
  });
  return (await Promise.all(contents)).join('\n');
}

test('the access key is nowhere but in the secret storage', async ({ page, workbench, tenant }) => {
  const { accessKey } = tenant;
  const { host } = new URL(tenant.url);
  await page.addInitScript(noteMessages);
  await workbench.load();

  // A trial that fails, and one that is left; then the real thing, and some work with it.
  await tenant.addFaults({ kind: 'refused', errorDesc: `Key ${accessKey} is not welcome.`, times: 1 });
  await beginToConnect(page);
  await answer(page, domainQuestion, tenant.url);
  await answer(page, keyQuestion, accessKey);
  await expectProblem(page, 'Key … is not welcome');
  await dismiss(page);
  await connect(page, tenant.url, accessKey);
  await expectCompanies(page);
  await toggleRow(page, company);
  await openGoal(page);
  await nameField(page).fill('Typed in the key test');
  await expect(line(page)).toContainText('Draft');
  const withForm = await contentOfFrames(page);
  await runCommand(page, 'Customer Goals: Test Connection');
  await expect(page.getByRole('code').filter({ hasText: 'Connection Test' })).toBeVisible();
  const withReport = await contentOfFrames(page);
  await expectTenantKept(page, host);
  await expectRemembered(page, 'customerGoals.goal');
  const storage = await browserStorage(page);
  await workbench.restart();
  await expectCompanies(page);
  const afterRestart = await contentOfFrames(page);

  // Each search would find what is there.
  const { length } = accessKey;
  expect(withReport.replaceAll('&nbsp;', ' ').includes('Connection Test'), 'the report').toBe(true);
  const found = [goalName, 'Typed in the key test'].map((text) => withForm.includes(text));
  expect(found, 'the form').toEqual([true, true]);
  expect(storage.includes('customerGoals.goal'), 'the browser’s storage').toBe(true);
  for (const text of [host, 'Typed in the key test'])
    await expect.poll(() => workbench.filesWith(text), { message: `files with ${text}` }).not.toEqual([]);
  const whileStored = await encryptedLength(page);
  expect(whileStored).toBeGreaterThan(length);

  const places = { withForm, withReport, storage, afterRestart };
  for (const disguise of disguises(accessKey)) {
    expect(
      Object.entries(places).flatMap(([place, text]) => around(text, disguise).map((hit) => `${place}: ${hit}`)),
    ).toEqual([]);
    expect(await workbench.filesWith(disguise)).toEqual([]);
  }

  await disconnect(page);
  await expectWelcome(page);
  await expect.poll(() => encryptedLength(page)).toBeLessThan(whileStored - length);
  expect(await workbench.filesWith(accessKey)).toEqual([]);
});

/** What stands around each occurrence. */
const around = (text: string, part: string): readonly string[] =>
  text
    .split(part)
    .slice(0, -1)
    .map((before) => `${before.slice(-100)}…`);

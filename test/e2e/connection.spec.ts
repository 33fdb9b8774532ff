import { expectTenantKept, shows } from './browserStorage.ts';
import {
  beginToConnect,
  box,
  callsOf,
  connect,
  dialog,
  disconnect,
  domainQuestion,
  expectCompanies,
  expectProblem,
  expectStatus,
  expectWelcome,
  goBack,
  keyQuestion,
} from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { answer, choice, dismiss, expectQuestion, quickInput, takeRow } from './quickInput.ts';
import { goalsView, openView } from './workbench.ts';

test('a tenant is connected, stays so over a reload, and is forgotten by Disconnect', async ({
  page,
  workbench,
  tenant,
}) => {
  await expectWelcome(page);
  await goalsView(page).getByRole('button', { name: 'Connect to a Tenant…' }).click();
  await answer(page, domainQuestion, tenant.url);
  await expectQuestion(page, keyQuestion);
  await expect(box(page)).toHaveAttribute('type', 'password');
  await answer(page, keyQuestion, tenant.accessKey);
  await expectCompanies(page);
  const { host } = new URL(tenant.url);
  await expectStatus(page, host);
  // The trial and the load: the secret that this window stored did not come back as another window's.
  expect(await callsOf(tenant)).toEqual(['searchGoals 200', 'searchGoals 200']);

  await expectTenantKept(page, host);
  const before = (await callsOf(tenant)).length;
  await workbench.reload();
  await expectCompanies(page);
  await expectStatus(page, host);
  // The companies are those of the snapshot at first.
  await expect.poll(async () => (await callsOf(tenant)).slice(before)).toContain('searchGoals 200');

  await disconnect(page);
  await expectStatus(page, `Disconnected from ${host}. The access key was removed from this computer.`);
  await expectWelcome(page);
  await workbench.reload(shows(''));
  await expectWelcome(page);
});

test(
  'sample data takes no questions, and is the choice until Disconnect',
  { tag: '@once' },
  async ({ page, workbench }) => {
    await expectWelcome(page);
    await goalsView(page).getByRole('button', { name: 'Try with Sample Data' }).click();
    await expectCompanies(page);
    await expectStatus(page, 'Sample Data');
    await workbench.reload(shows('sample'));
    await expectCompanies(page);
    await page.locator('.statusbar-item').filter({ hasText: 'Sample Data' }).click();
    const menu = 'Connected to Sample Data. Select an action';
    await expectQuestion(page, menu);
    await takeRow(page, choice(page, 'Disconnect'), menu);
    await expectStatus(page, 'Disconnected from Sample Data.');
    await expectWelcome(page);
  },
);

test.describe('a tenant with a fault', () => {
  test.use({ isJudged: false });

  test(
    'Esc at any step leaves the connection as it was; the stored key is used where the key is left empty, for the same tenant only',
    { tag: '@once' },
    async ({ page, tenant }) => {
      await openView(page);
      await tenant.addFaults({ kind: 'silent', times: 1 });
      await beginToConnect(page);
      await answer(page, domainQuestion, tenant.url);
      await answer(page, keyQuestion, tenant.accessKey);
      await expectQuestion(page, `Connecting to ${new URL(tenant.url).host}…`);
      await dismiss(page);
      await expect.poll(() => callsOf(tenant)).toEqual(['searchGoals aborted']);
      await expectWelcome(page);

      await connect(page, tenant.url, tenant.accessKey);
      await expectCompanies(page);
      const before = (await callsOf(tenant)).length;
      await beginToConnect(page);
      await dismiss(page);
      await beginToConnect(page);
      await expect(box(page)).toHaveValue(tenant.url);
      await answer(page, domainQuestion, 'http://127.0.0.1:1');
      await answer(page, keyQuestion, '');
      await expectProblem(page, 'Enter the access key.');
      await dismiss(page);
      await expectStatus(page, new URL(tenant.url).host);
      await expectCompanies(page);
      expect(await callsOf(tenant)).toHaveLength(before);

      await beginToConnect(page);
      await answer(page, domainQuestion, 'http://127.0.0.1:1');
      await expectQuestion(page, keyQuestion);
      await goBack(page);
      await answer(page, domainQuestion, tenant.url);
      await answer(page, /leave empty/, '');
      await expect(quickInput(page)).toHaveCount(0);
      await expectCompanies(page);
    },
  );
});

test(
  'a host that is not known to be of Gainsight takes a confirmation that names it',
  { tag: '@once' },
  async ({ page }) => {
    await openView(page);
    await beginToConnect(page);
    await answer(page, domainQuestion, 'http://acme.gainsightcloud.com');
    await expectProblem(page, 'HTTPS only');
    await answer(page, domainQuestion, 'acme.gаinsightcloud.com');
    await expect(dialog(page)).toContainText('Is acme.xn--ginsightcloud-w1k.com your tenant?');
    await expect(dialog(page)).toContainText('will be sent to https://acme.xn--ginsightcloud-w1k.com');
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    await expectQuestion(page, domainQuestion);
    await expect(box(page)).toHaveValue('acme.gаinsightcloud.com');

    await answer(page, domainQuestion, 'goals.example.com');
    await dialog(page).getByRole('button', { name: 'Continue' }).click();
    await expectQuestion(page, 'Enter the access key for goals.example.com');
    await goBack(page);
    await answer(page, domainQuestion, 'goals.example.com');
    await expectQuestion(page, keyQuestion);
    await dismiss(page);
    await expectWelcome(page);
  },
);

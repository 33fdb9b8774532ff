import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { selfSigned } from '../unit/connection/selfSigned.ts';
import {
  beginToConnect,
  box,
  callsOf,
  dialog,
  domainQuestion,
  expectProblem,
  goBack,
  keyQuestion,
} from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { answer, expectQuestion, quickInput } from './quickInput.ts';
import { openView } from './workbench.ts';

test.use({ isJudged: false });

const certified = https.createServer(selfSigned());

test.beforeEach(() => new Promise<void>((resolve) => void certified.listen(0, '127.0.0.1', resolve)));
test.afterEach(() => new Promise((resolve) => certified.close(resolve)));

/** Enters a domain and a key, and waits for what is said of them at the key. Then the question is still open. */
async function tryAndFail(page: Page, domain: string, accessKey: string, problem: string | RegExp): Promise<void> {
  await answer(page, domainQuestion, domain);
  if (domain.endsWith('.invalid')) await dialog(page).getByRole('button', { name: 'Continue' }).click();
  await answer(page, keyQuestion, accessKey);
  await expectProblem(page, problem);
  await expect(box(page)).toHaveValue(accessKey);
}

/** What else is said is held by the integration suite of the trial. */
test(
  'what is wrong is said at the key; nothing typed is lost on the way back; a second Enter tries again',
  { tag: '@once' },
  async ({ page, tenant }) => {
    await openView(page);
    await beginToConnect(page);
    const key = 'typed-once';
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
    const { port } = certified.address() as AddressInfo;
    for (const [domain, problem] of [
      ['https://no-such-tenant.invalid', /host was not found|could not be resolved/],
      ['http://127.0.0.1:1', /refused the connection/],
      [`https://127.0.0.1:${port}`, /does not trust the host’s certificate/],
    ] as const) {
      await tryAndFail(page, domain, key, problem);
      await goBack(page);
      await expect(box(page)).toHaveValue(domain);
      await box(page).press('Enter');
      await expectQuestion(page, keyQuestion);
      await expect(box(page)).toHaveValue(key);
      await goBack(page);
    }
    expect(await callsOf(tenant)).toEqual([]);

    await tryAndFail(page, tenant.url, 'another-key', 'access key was rejected');
    await tenant.addFaults({ kind: 'throttled', times: 1 });
    await box(page).fill(tenant.accessKey);
    await box(page).press('Enter');
    await expectProblem(page, 'rate limit has been reached');
    await box(page).press('Enter');
    await expect(quickInput(page)).toHaveCount(0);
  },
);

import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { Page } from '@playwright/test';
import type { Fault } from '../../src/sample/server.ts';
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
import type { Tenant } from './tenant.ts';
import { openView } from './workbench.ts';

test.use({ isJudged: false });

const servers: Server[] = [];

test.afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
});

async function listening(server: Server, scheme = 'http'): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering = (status: number, headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
  listening(
    http.createServer((_, response) => response.writeHead(status, { connection: 'close', ...headers }).end(body)),
  );

/** Enters a domain and a key, and waits for what is said of them at the key. Then the question is still open. */
async function tryAndFail(page: Page, domain: string, accessKey: string, problem: string | RegExp): Promise<void> {
  await answer(page, domainQuestion, domain);
  if (domain.endsWith('.invalid')) await dialog(page).getByRole('button', { name: 'Continue' }).click();
  await answer(page, keyQuestion, accessKey);
  await expectProblem(page, problem);
  await expect(box(page)).toHaveValue(accessKey);
}

async function failHere(page: Page, tenant: Tenant, fault: Fault, problem: string) {
  await tenant.clearFaults();
  await tenant.addFaults(fault);
  await box(page).press('Enter');
  await expectProblem(page, problem);
}

test(
  'whatever a tenant has against it is said at the key, and a second Enter tries again',
  { tag: '@once' },
  async ({ page, tenant }) => {
    await openView(page);
    await beginToConnect(page);
    await tryAndFail(page, tenant.url, 'another-key', 'access key was rejected');
    await box(page).fill(tenant.accessKey);
    await failHere(page, tenant, { kind: 'throttled' }, 'rate limit has been reached');
    await failHere(
      page,
      tenant,
      { kind: 'refused', errorCode: 'GS_APIG_2402' },
      'does not allow requests from your IP',
    );
    await failHere(page, tenant, { kind: 'redirect' }, 'redirects to another address');
    await failHere(page, tenant, { kind: 'html' }, 'did not come from the customer goals API');
    await failHere(page, tenant, { kind: 'serverError' }, 'had an internal error');
    await failHere(page, tenant, { kind: 'cutBefore' }, 'was closed before');
    await tenant.clearFaults();
    await box(page).press('Enter');
    await expect(quickInput(page)).toHaveCount(0);
  },
);

test(
  'a host that is no tenant is told at the key, and nothing typed is lost on the way back',
  { tag: '@once' },
  async ({ page, tenant }) => {
    await openView(page);
    await beginToConnect(page);
    const key = 'typed-once';
    const html = { 'content-type': 'text/html' };
    const certified = await listening(https.createServer(selfSigned()), 'https');
    const hosts: readonly (readonly [string, RegExp])[] = [
      ['https://no-such-tenant.invalid', /host was not found|could not be resolved/],
      ['http://127.0.0.1:1', /refused the connection/],
      [await answering(404, html, '<h1>Nothing here</h1>'), /does not provide the customer goals API/],
      [await answering(200, html, '<h1>Sign in</h1>'), /did not come from the customer goals API/],
      [await answering(302, { location: tenant.url }, ''), /redirects to another page/],
      [certified, /does not trust the host’s certificate/],
    ];
    for (const [domain, problem] of hosts) {
      await tryAndFail(page, domain, key, problem);
      await goBack(page);
      await expect(box(page)).toHaveValue(domain);
      await box(page).press('Enter');
      await expectQuestion(page, keyQuestion);
      await expect(box(page)).toHaveValue(key);
      await goBack(page);
    }
    expect(await callsOf(tenant)).toEqual([]);
  },
);

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  beginToConnect,
  dialog,
  domainQuestion,
  expectCompanies,
  expectProblem,
  keyQuestion,
} from './connectionSteps.ts';
import { expect, test } from './fixtures.ts';
import { hostName, startProxied, type Proxied } from './proxy.ts';
import { answer } from './quickInput.ts';
import { openView, type Workbench } from './workbench.ts';

test.use({ settings: { 'http.proxyStrictSSL': false } });

let proxied: Proxied;

test.beforeEach(async ({ tenant }) => {
  proxied = await startProxied(tenant.url);
});
test.afterEach(() => proxied.close());

test.afterEach(() => {
  delete process.env['NODE_EXTRA_CA_CERTS'];
});

/** Names the proxy in the user's settings: its port is known only once it listens. */
const useProxy = (workbench: Workbench): Promise<void> =>
  workbench.restart({ 'http.proxy': proxied.proxyUrl, 'http.proxySupport': 'override' });

const connectThroughProxy = async (page: Page, accessKey: string): Promise<void> => {
  await openView(page);
  await beginToConnect(page);
  await answer(page, domainQuestion, `https://${hostName}`);
  await dialog(page).getByRole('button', { name: 'Continue' }).click();
  await answer(page, keyQuestion, accessKey);
};

test('a host that only the proxy knows is reached through the proxy that VS Code is set to', async ({
  page,
  workbench,
  tenant,
}) => {
  const file = join(workbench.folder, 'extra-certificates.pem');
  await writeFile(file, proxied.certificate);
  process.env['NODE_EXTRA_CA_CERTS'] = file;
  await useProxy(workbench);
  await connectThroughProxy(page, tenant.accessKey);
  await expectCompanies(page);
  expect(new Set(proxied.tunnels)).toEqual(new Set([`${hostName}:443`]));
});

test(
  'behind a proxy, too, a certificate that is not trusted is the end, whatever http.proxyStrictSSL says',
  { tag: '@once' },
  async ({ page, workbench, tenant }) => {
    await useProxy(workbench);
    await connectThroughProxy(page, tenant.accessKey);
    await expectProblem(page, 'does not trust the host’s certificate');
    expect((await tenant.requests()).filter(({ operationId }) => operationId !== undefined)).toEqual([]);
  },
);

import { equal, match } from 'node:assert/strict';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tryTenant } from '../../../src/connection/trial.ts';
import { startSampleTenant, type Fault } from '../../../src/sample/server.ts';
import { openTrialClient } from '../../../src/tenantClient.ts';
import { selfSigned } from '../../unit/connection/selfSigned.ts';
import { atEnd, listeningLog } from './sampleWindow.ts';

const accessKey = 'typed-once';

/** What is said at the key. */
const tryAt = (origin: string): Promise<string | undefined> =>
  tryTenant(
    { origin, accessKey },
    async (tenant) => openTrialClient(tenant, listeningLog()),
    new AbortController().signal,
  );

const listening = async (server: Server, scheme = 'http'): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => server.close());
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on TCP
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const answering = (status: number, headers: Readonly<Record<string, string>>, body: string): Promise<string> =>
  listening(
    http.createServer((_, response) => response.writeHead(status, { connection: 'close', ...headers }).end(body)),
  );

const faulty = async (fault: Fault): Promise<string> => {
  const tenant = await startSampleTenant({ accessKey, goals: 3 });
  atEnd(() => tenant.close());
  tenant.faults.add(fault);
  return tenant.url;
};

const html = { 'content-type': 'text/html' };

/** Whatever VS Code puts between an extension and the network, the same is said as in plain Node. */
const hosts: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
  ['nothing listens', async () => 'http://127.0.0.1:1', /refused the connection/],
  ['the name is nobody’s', async () => 'https://no-such-tenant.invalid', /host was not found|could not be resolved/],
  ['nothing is there', () => answering(404, html, '<h1>Nothing here</h1>'), /does not provide the customer goals API/],
  ['people sign in', () => answering(200, html, '<h1>Sign in</h1>'), /did not come from the customer goals API/],
  ['a page is elsewhere', () => answering(302, { location: 'http://127.0.0.1:1' }, ''), /redirects to another page/],
  [
    'the certificate is its own',
    () => listening(https.createServer(selfSigned()), 'https'),
    /does not trust the host’s certificate/,
  ],
  ['the tenant is throttled', () => faulty({ kind: 'throttled' }), /rate limit has been reached/],
  [
    'a wall is around the network',
    () => faulty({ kind: 'refused', errorCode: 'GS_APIG_2402' }),
    /does not allow requests from your IP/,
  ],
  ['the API is elsewhere', () => faulty({ kind: 'redirect' }), /redirects to another address/],
  ['the tenant fails', () => faulty({ kind: 'serverError' }), /had an internal error/],
  ['the connection breaks', () => faulty({ kind: 'cutBefore' }), /was closed before/],
];

describe('the trial of a tenant in VS Code', () => {
  for (const [what, open, said] of hosts)
    it(`says why it failed where ${what}`, async () => match((await tryAt(await open())) ?? 'nothing', said));

  it('says nothing of one that answers', async () => {
    const tenant = await startSampleTenant({ accessKey, goals: 3 });
    atEnd(() => tenant.close());
    equal(await tryAt(tenant.url), undefined);
  });
});

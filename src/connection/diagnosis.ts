import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import * as l10n from '@vscode/l10n';
import type { Client } from '../api/client.ts';
import { isOfTenant } from '../api/envelope.ts';
import { ApiError, networkCode } from '../api/errors.ts';
import { momentText } from '../words/dates.ts';
import { listText } from '../words/lists.ts';
import { phrase } from '../words/phrase.ts';

type Step = 'host' | 'tls' | 'api' | 'key' | 'rate' | 'clock';

/** One thing that was tried on the way to a tenant. */
export type Finding = {
  readonly step: Step;
  readonly isFine: boolean;
  /** For a support ticket: no access key, no customer's data. */
  readonly says: string;
};

export type Subject = { readonly origin: string; readonly client: Pick<Client, 'searchGoals' | 'status'> };

const timeoutMs = 10_000;

/** Goes the way to a tenant step by step. Never rejects: what fails is a finding, and the steps after it are tried all the same. */
export const diagnose = async ({ origin, client }: Subject, signal?: AbortSignal): Promise<readonly Finding[]> => {
  const url = new URL(origin);
  const [name, [tls, route], key] = [
    await lookUp(url.hostname),
    await knock(url, signal),
    await tryKey(client, signal),
  ];
  return [name, tls, route, key, budgetOf(client), clockOf(client)];
};

/** What to paste into a support ticket. */
export const reportOf = (origin: string, findings: readonly Finding[], at: Date): string =>
  [
    `# ${l10n.t('Customer Goals: Connection Test')}`,
    '',
    `${new URL(origin).host}, ${at.toISOString()}`,
    '',
    ...findings.map(({ step, isFine, says }) => `- ${isFine ? '✓' : '✗'} **${stepText(step)}**: ${says}`),
    '',
  ].join('\n');

const stepText = (step: Step): string => {
  switch (step) {
    case 'host':
      return l10n.t('Host name');
    case 'tls':
      return l10n.t('TLS');
    case 'api':
      return l10n.t('API');
    case 'key':
      return l10n.t('Access key');
    case 'rate':
      return l10n.t('Rate limit');
    case 'clock':
      return l10n.t('Clock');
  }
};

const lookUp = async (hostname: string): Promise<Finding> => {
  try {
    const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    return {
      step: 'host',
      isFine: true,
      says: l10n.t('{0} resolves to {1}.', hostname, listText(addresses.map(({ address }) => address))),
    };
  } catch (error) {
    // A proxy may know a name that this computer does not.
    return {
      step: 'host',
      isFine: false,
      says: l10n.t('{0} could not be resolved ({1}). Behind a proxy, this may be normal.', hostname, codeOf(error)),
    };
  }
};

/** Asks without a key, so that whoever answers learns none. */
const knock = async (url: URL, signal: AbortSignal | undefined): Promise<readonly [tls: Finding, route: Finding]> => {
  try {
    const response = await askWithoutKey(url, signal);
    const tls = tlsOf(url, response);
    return [tls, routeOf(response, await beginningOf(response))];
  } catch (error) {
    const says = l10n.t('No response ({0}).', codeOf(error));
    const isTls = url.protocol === 'https:';
    return [
      { step: 'tls', isFine: !isTls, says: isTls ? says : noTls() },
      { step: 'api', isFine: false, says },
    ];
  }
};

const askWithoutKey = (url: URL, signal: AbortSignal | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const ended = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
    const headers = { accept: 'application/json' };
    // As the client has it: no environment variable turns the check off.
    const options = { method: 'GET', headers, signal: ended, rejectUnauthorized: true };
    send(new URL('/v1/goals/templates', url), options, resolve).on('error', reject).end();
  });

/** A refusal of the tenant's is short. */
const longestBody = 64 * 1024;

/** The answer as far as it is read; one that breaks off is what came of it. */
const beginningOf = async (response: IncomingMessage): Promise<string> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      if (!(chunk instanceof Uint8Array)) continue;
      chunks.push(chunk);
      length += chunk.length;
      if (length > longestBody) break;
    }
  } catch {
    // Its status was there before.
  }
  return Buffer.concat(chunks).toString();
};

const noTls = (): string => l10n.t('Not used for a server on this computer.');

const tlsOf = (url: URL, { socket }: IncomingMessage): Finding => {
  if (url.protocol !== 'https:') return { step: 'tls', isFine: true, says: noTls() };
  if (!(socket instanceof TLSSocket)) return { step: 'tls', isFine: true, says: l10n.t('Through a proxy.') };
  const { issuer, valid_to: validTo } = socket.getPeerCertificate();
  return {
    step: 'tls',
    isFine: true,
    says: l10n.t(
      '{0}, certificate issued by {1}, valid until {2}.',
      String(socket.getProtocol()),
      String(issuer?.O ?? issuer?.CN ?? '?'),
      untilText(validTo),
    ),
  };
};

const untilText = (validTo: string): string =>
  Number.isNaN(Date.parse(validTo)) ? validTo : momentText(new Date(validTo));

/** A tenant that has the route asks for the key; so may a proxy, but not in the tenant's words. */
const routeOf = ({ statusCode = 0, headers }: IncomingMessage, body: string): Finding => {
  const id = headers['x-gs-request-id'] ?? headers['x-request-id'];
  const request = id === undefined ? '' : ` ${l10n.t('Request ID: {0}.', String(id))}`;
  if ((statusCode === 401 || statusCode === 400) && isOfTenant(body))
    return { step: 'api', isFine: true, says: `${l10n.t('The customer goals API is available.')}${request}` };
  if (statusCode === 404)
    return {
      step: 'api',
      isFine: false,
      says: `${l10n.t('The host responds but has no customer goals API ({0}).', 404)}${request}`,
    };
  return { step: 'api', isFine: false, says: `${l10n.t('Unexpected response ({0}).', statusCode)}${request}` };
};

const tryKey = async (client: Subject['client'], signal: AbortSignal | undefined): Promise<Finding> => {
  try {
    await client.searchGoals({ limit: 1 }, signal);
    return { step: 'key', isFine: true, says: l10n.t('Accepted.') };
  } catch (error) {
    return { step: 'key', isFine: false, says: l10n.t('Failed ({0}).', reasonOf(error)) };
  }
};

/** Its message, and not what the tenant says in it: that may quote customer data. */
const reasonOf = (error: unknown): string => {
  const code = error instanceof ApiError ? networkCode(error) : undefined;
  return `${error instanceof Error ? error.message : 'unknown'}${code === undefined ? '' : `, ${code}`}`;
};

const budgetOf = (client: Subject['client']): Finding => {
  const { requestsLeft } = client.status();
  const says = phrase(
    l10n.t(
      '{0, plural, one {This window can send # more request this minute.} other {This window can send # more requests this minute.}} Requests from other integrations are not included.',
    ),
    requestsLeft,
  );
  return { step: 'rate', isFine: requestsLeft > 0, says };
};

const clockOf = (client: Subject['client']): Finding => {
  const { clockSkewMs } = client.status();
  if (clockSkewMs === undefined)
    return { step: 'clock', isFine: false, says: l10n.t('The tenant did not report its time.') };
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  if (seconds < 5) return { step: 'clock', isFine: true, says: l10n.t('In sync with the tenant.') };
  return {
    step: 'clock',
    isFine: seconds < 300,
    says:
      clockSkewMs > 0
        ? phrase(l10n.t('{0} s behind the tenant.'), seconds)
        : phrase(l10n.t('{0} s ahead of the tenant.'), seconds),
  };
};

const codeOf = (error: unknown): string => {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
};

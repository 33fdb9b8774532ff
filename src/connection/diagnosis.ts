import { lookup } from 'node:dns/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Client } from '../api/client.ts';

/** One thing that was tried on the way to a tenant. */
export type Finding = {
  readonly step: 'Name look-up' | 'TLS' | 'Route' | 'Access key' | 'Rate budget' | 'Clock';
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
    '# Customer Goals: connection test',
    '',
    `${new URL(origin).host}, ${at.toISOString()}`,
    '',
    ...findings.map(({ step, isFine, says }) => `- ${isFine ? '✓' : '✗'} **${step}**: ${says}`),
    '',
  ].join('\n');

const lookUp = async (hostname: string): Promise<Finding> => {
  try {
    const addresses = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    return {
      step: 'Name look-up',
      isFine: true,
      says: `${hostname} is ${addresses.map(({ address }) => address).join(', ')}.`,
    };
  } catch (error) {
    // A proxy may know a name that this computer does not.
    return {
      step: 'Name look-up',
      isFine: false,
      says: `${hostname} was not found here (${codeOf(error)}). Behind a proxy that may be as it should.`,
    };
  }
};

/** Asks without a key, so that whoever answers learns none. */
const knock = async (url: URL, signal: AbortSignal | undefined): Promise<readonly [tls: Finding, route: Finding]> => {
  try {
    const response = await askWithoutKey(url, signal);
    response.resume();
    return [tlsOf(url, response), routeOf(response)];
  } catch (error) {
    const says = `no answer (${codeOf(error)}).`;
    const isTls = url.protocol === 'https:';
    return [
      { step: 'TLS', isFine: !isTls, says: isTls ? says : 'not used on this computer.' },
      { step: 'Route', isFine: false, says },
    ];
  }
};

const askWithoutKey = (url: URL, signal: AbortSignal | undefined): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const ended = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal === undefined ? [] : [signal])]);
    const options = { method: 'GET', headers: { accept: 'application/json' }, signal: ended };
    send(new URL('/v1/goals/templates', url), options, resolve).on('error', reject).end();
  });

const tlsOf = (url: URL, { socket }: IncomingMessage): Finding => {
  if (url.protocol !== 'https:') return { step: 'TLS', isFine: true, says: 'not used on this computer.' };
  if (!(socket instanceof TLSSocket)) return { step: 'TLS', isFine: true, says: 'through a proxy.' };
  const { issuer, valid_to: validTo } = socket.getPeerCertificate();
  return {
    step: 'TLS',
    isFine: true,
    says: `${socket.getProtocol()}, certificate by ${String(issuer?.O ?? issuer?.CN ?? 'an unnamed issuer')}, valid to ${validTo}.`,
  };
};

/** A tenant that has the route asks for the key. */
const routeOf = ({ statusCode = 0, headers }: IncomingMessage): Finding => {
  const request = requestIn(headers['x-gs-request-id'] ?? headers['x-request-id']);
  if (statusCode === 401 || statusCode === 400)
    return { step: 'Route', isFine: true, says: `the customer goals API is there${request}.` };
  if (statusCode === 404)
    return { step: 'Route', isFine: false, says: `the host answers, and has no customer goals API (404${request}).` };
  return { step: 'Route', isFine: false, says: `an unexpected answer (${statusCode}${request}).` };
};

const requestIn = (id: string | string[] | undefined): string => (id === undefined ? '' : `, request ${String(id)}`);

const tryKey = async (client: Subject['client'], signal: AbortSignal | undefined): Promise<Finding> => {
  try {
    await client.searchGoals({ limit: 1 }, signal);
    return { step: 'Access key', isFine: true, says: 'accepted.' };
  } catch (error) {
    // Its message, and not what the tenant says in it: that may quote customer data.
    return { step: 'Access key', isFine: false, says: error instanceof Error ? `${error.message}.` : 'failed.' };
  }
};

const budgetOf = (client: Subject['client']): Finding => {
  const { requestsLeft } = client.status();
  const says = `${requestsLeft} more requests may start in this minute, by the pace of this window; what other integrations use is not known.`;
  return { step: 'Rate budget', isFine: requestsLeft > 0, says };
};

const clockOf = (client: Subject['client']): Finding => {
  const { clockSkewMs } = client.status();
  if (clockSkewMs === undefined) return { step: 'Clock', isFine: false, says: 'the tenant did not tell its time.' };
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  if (seconds < 5) return { step: 'Clock', isFine: true, says: 'the same as the tenant’s.' };
  return {
    step: 'Clock',
    isFine: seconds < 300,
    says: `${seconds} s ${clockSkewMs > 0 ? 'behind' : 'ahead of'} the tenant’s.`,
  };
};

const codeOf = (error: unknown): string => {
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.name : 'unknown';
};

import http from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import nodeFetch from 'node-fetch';
import type { Client } from '../../src/api/client.ts';
import { createClient } from '../../src/api/createClient.ts';
import { Pacer } from '../../src/api/pace.ts';
import type { GoalStore } from '../../src/model/goalStore.ts';
import { newStore } from '../unit/model/newStore.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';
import type { Fetch } from '../../src/api/transport.ts';
import { generatedClient, peersFolder } from './peers.ts';

export const pageSize = 5000;
export const loaderNames = ['ours', 'raw', 'axios', 'fetch', 'node-fetch', 'openapi-fetch', 'generated'] as const;
export type LoaderName = (typeof loaderNames)[number];

/** Loads all goals and resolves to how many came; tells when the first of them are there. */
export type Resource = (onFirst: () => void) => Promise<number>;

type Page = { readonly data: { readonly records: readonly unknown[]; readonly totalCount: number } };
type Ask = (body: unknown) => Promise<Page>;

/** What every peer does: one page after another, nothing checked, every record kept. */
const inTurn = async (ask: Ask, onFirst: () => void): Promise<number> => {
  const all: unknown[] = [];
  for (let total = 1; all.length < total;) {
    const { data } = await ask({ limit: pageSize, offset: all.length });
    all.push(...data.records);
    total = data.totalCount;
    onFirst();
  }
  return all.length;
};

const agent = new http.Agent({ keepAlive: true });

const rawPage = (url: string, body: unknown): Promise<Page> =>
  new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { 'content-type': 'application/json' } };
    const request = http.request(url, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString('utf8'))));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });

const peer = async <T>(name: string): Promise<T> => {
  const require = createRequire(join(peersFolder, 'package.json'));
  const { default: main }: { default: T & { default?: T } } = await import(pathToFileURL(require.resolve(name)).href);
  // A CommonJS build has its default export one level down.
  return main.default ?? main;
};

type Axios = { post(url: string, body: unknown, options: unknown): Promise<{ data: Page }> };
type OpenapiFetch = (options: { baseUrl: string }) => {
  POST(path: string, options: { body: unknown }): Promise<{ data: Page }>;
};

/** A client that is not paced: the bench measures work, not manners. */
export const ownClient = (origin: string, onRequest = (): void => {}): Client => {
  const pacer = new Pacer({ requestsAMinute: 1_000_000, atOnce: 4 });
  const send = keepAliveFetch();
  const fetch: Fetch = (url, init) => {
    onRequest();
    return send(url, init);
  };
  return createClient({ origin, accessKey: 'bench', fetch, pacer, random: Math.random });
};

export const ownStore = (origin: string, onRequest?: () => void): GoalStore => {
  const store = newStore(() => new Date());
  store.use(ownClient(origin, onRequest));
  return store;
};

type Generated = {
  searchGoals(options: { baseUrl: string; body: unknown }): Promise<{ data: Page }>;
};

/** Asks for one page, as somebody would who uses nothing but this library. */
export const openAsk = async (name: Exclude<LoaderName, 'ours'>, origin: string): Promise<Ask> => {
  const url = `${origin}/v1/goals/search`;
  const headers = { 'content-type': 'application/json' };
  switch (name) {
    case 'raw':
      return (body) => rawPage(url, body);
    case 'fetch':
      return async (body) => {
        const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- peers check nothing
        return (await response.json()) as Page;
      };
    case 'node-fetch':
      return async (body) => {
        const response = await nodeFetch(url, { method: 'POST', headers, body: JSON.stringify(body), agent });
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- peers check nothing
        return (await response.json()) as Page;
      };
    case 'axios': {
      const axios = await peer<Axios>('axios');
      return async (body) => (await axios.post(url, body, { httpAgent: agent, maxContentLength: Infinity })).data;
    }
    case 'openapi-fetch': {
      const client = (await peer<OpenapiFetch>('openapi-fetch'))({ baseUrl: origin });
      return async (body) => (await client.POST('/v1/goals/search', { body })).data;
    }
    case 'generated': {
      const client: Generated = await import(pathToFileURL(generatedClient).href);
      return async (body) => (await client.searchGoals({ baseUrl: `${origin}/v1`, body })).data;
    }
  }
};

/** Gets everything that is imported on the way before the clock starts. */
export const openLoader = async (name: LoaderName, origin: string): Promise<Resource> => {
  if (name !== 'ours') {
    const ask = await openAsk(name, origin);
    return (onFirst) => inTurn(ask, onFirst);
  }
  return async (onFirst) => {
    const store = ownStore(origin);
    const watch = store.onDidChange(() => {
      if (store.companies().length === 0) return;
      onFirst();
      watch.dispose();
    });
    await store.load();
    if (store.state.kind === 'failed') throw store.state.error;
    return [...store.companies()].reduce((sum, { Gsid }) => sum + store.stats(Gsid).goals, 0);
  };
};

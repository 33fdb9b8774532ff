import http from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '../../src/api/createClient.ts';
import { Pacer } from '../../src/api/pace.ts';
import { GoalStore } from '../../src/model/goalStore.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';
import { peersFolder } from './peers.ts';

export const pageSize = 5000;
export const loaderNames = ['ours', 'raw', 'axios', 'openapi-fetch'] as const;
export type LoaderName = (typeof loaderNames)[number];

/** Loads all goals from the origin and resolves to how many came; tells when the first of them are there. */
export type Loader = (origin: string, onFirst: () => void) => Promise<number>;

type Page = { readonly data: { readonly records: readonly unknown[]; readonly totalCount: number } };
type Ask = (offset: number) => Promise<Page>;

/** What every peer does: one page after another, nothing checked, every record kept. */
const inTurn = async (ask: Ask, onFirst: () => void): Promise<number> => {
  const all: unknown[] = [];
  for (let total = 1; all.length < total;) {
    const { data } = await ask(all.length);
    all.push(...data.records);
    total = data.totalCount;
    onFirst();
  }
  return all.length;
};

const bodyFor = (offset: number): { limit: number; offset: number } => ({ limit: pageSize, offset });

const agent = new http.Agent({ keepAlive: true });

const rawPage = (origin: string, offset: number): Promise<Page> =>
  new Promise((resolve, reject) => {
    const options = { method: 'POST', agent, headers: { 'content-type': 'application/json' } };
    const request = http.request(`${origin}/v1/goals/search`, options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString('utf8'))));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(JSON.stringify(bodyFor(offset)));
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

/** A store with a client of its own that is not paced: the bench measures work, not manners. */
export const ownStore = (origin: string): GoalStore => {
  const pacer = new Pacer({ requestsAMinute: 1_000_000, atOnce: 4 });
  const store = new GoalStore(() => new Date());
  store.use(createClient({ origin, accessKey: 'bench', fetch: keepAliveFetch(), pacer, random: Math.random }));
  return store;
};

/** Gets everything that is imported on the way before the clock starts. */
export const openLoader = async (name: LoaderName): Promise<Loader> => {
  switch (name) {
    case 'raw':
      return (origin, onFirst) => inTurn((offset) => rawPage(origin, offset), onFirst);
    case 'axios': {
      const axios = await peer<Axios>('axios');
      const options = { httpAgent: agent, maxContentLength: Infinity };
      return (origin, onFirst) =>
        inTurn(
          async (offset) => (await axios.post(`${origin}/v1/goals/search`, bodyFor(offset), options)).data,
          onFirst,
        );
    }
    case 'openapi-fetch': {
      const open = await peer<OpenapiFetch>('openapi-fetch');
      return (origin, onFirst) => {
        const client = open({ baseUrl: origin });
        return inTurn(
          async (offset) => (await client.POST('/v1/goals/search', { body: bodyFor(offset) })).data,
          onFirst,
        );
      };
    }
    case 'ours':
      return async (origin, onFirst) => {
        const store = ownStore(origin);
        const watch = store.onDidChange(() => void (store.companies().length > 0 && onFirst()));
        await store.load();
        watch.dispose();
        if (store.state.kind === 'failed') throw store.state.error;
        return [...store.companies()].reduce((sum, { Gsid }) => sum + store.stats(Gsid).goals, 0);
      };
  }
};

import { onTestFinished } from 'vitest';
import type { Client } from '../../../src/api/client.ts';
import { createClient, type ClientOptions } from '../../../src/api/createClient.ts';
import { ApiError, type ApiErrorKind } from '../../../src/api/errors.ts';
import { Pacer, type Pace } from '../../../src/api/pace.ts';
import type { Exchange } from '../../../src/api/send.ts';
import type { Fetch } from '../../../src/api/transport.ts';
import { keepAliveFetch } from '../../../src/tenantClient.ts';
import type { LoggedRequest } from '../../../src/sample/requestLog.ts';
import { startSampleTenant, type SampleTenant, type SampleTenantOptions } from '../../../src/sample/server.ts';

export type Connected = {
  readonly tenant: SampleTenant;
  readonly client: Client;
  readonly exchanges: readonly Exchange[];
  /** `operation status` of each request that the tenant got since the last call, oldest first. */
  readonly newRequests: () => readonly string[];
};

export type ConnectedOptions = {
  readonly tenant?: SampleTenantOptions;
  readonly pace?: Pace;
  readonly client?: Partial<ClientOptions>;
};

const unpaced: Pace = { requestsAMinute: 1_000_000, atOnce: 4 };

/** One that does not wait for a tenant that asks for no time. */
const pacerOf = (pace = unpaced): Pacer =>
  new Pacer(pace, undefined, { gate: { leastMs: 0, unaskedMs: 0, mostMs: 600_000 } });

/** A client that talks over real HTTP to a sample tenant of its own; both end with the test. */
export const connect = async (options: ConnectedOptions = {}): Promise<Connected> => {
  const tenant = await startSampleTenant({ requestsPerMinute: Number.POSITIVE_INFINITY, ...options.tenant });
  const pacer = pacerOf(options.pace);
  const exchanges: Exchange[] = [];
  const client = createClient({
    origin: tenant.url,
    accessKey: tenant.accessKey,
    fetch: keepAliveFetch(),
    pacer,
    random: Math.random,
    // What a wait is for, the tests of the timing say; here it would only take time.
    sleep: () => Promise.resolve(),
    onExchange: (exchange) => exchanges.push(exchange),
    ...options.client,
  });
  onTestFinished(async () => {
    pacer.dispose();
    await tenant.close();
  });
  let told: LoggedRequest | undefined;
  const newRequests = (): readonly string[] => {
    // By the request and not by a number: the tenant forgets the oldest.
    const fresh = told === undefined ? tenant.requests : tenant.requests.slice(tenant.requests.lastIndexOf(told) + 1);
    told = tenant.requests.at(-1);
    return fresh.map(({ operationId, status }) => `${operationId} ${status}`);
  };
  return { tenant, client, exchanges, newRequests };
};

/** A sender by which an update leaves once the reads under way are answered, so that a test knows which came first. */
export const readsFirst = (): Fetch => {
  const fetch = keepAliveFetch();
  const reads = new Set<Promise<unknown>>();
  return async (url, init) => {
    if (init.method === 'PUT') await Promise.allSettled(reads);
    const answer = fetch(url, init);
    if (init.method === 'GET') reads.add(answer);
    return answer.finally(() => reads.delete(answer));
  };
};

/** Another client of the same tenant, such as a colleague's or that of a later session. */
export const clientFor = ({ tenant }: Pick<Connected, 'tenant'>, options: Partial<ClientOptions> = {}): Client => {
  const pacer = pacerOf();
  onTestFinished(() => pacer.dispose());
  const { url: origin, accessKey } = tenant;
  const sleep = (): Promise<void> => Promise.resolve();
  return createClient({ origin, accessKey, fetch: keepAliveFetch(), pacer, random: Math.random, sleep, ...options });
};

/** The kind of the error that the promise rejects with; fails the test for a promise that resolves or rejects with anything else. */
export const kindOf = async (promise: Promise<unknown>): Promise<ApiErrorKind> => (await errorOf(promise)).kind;

export const errorOf = async (promise: Promise<unknown>): Promise<ApiError> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('it should have been rejected');
};

export const anyGoal = async ({
  client,
}: Pick<Connected, 'client'>): Promise<{
  readonly Gsid: string;
  readonly CompanyId: string;
  readonly Name: string;
}> => {
  const { records } = await client.searchGoals({ limit: 1 });
  const [goal] = records;
  if (goal === undefined) throw new Error('the sample tenant has no goal');
  return goal;
};

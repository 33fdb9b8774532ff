import { randomBytes } from 'node:crypto';
import type { Fault, LoggedRequest } from '../../src/sample/server.ts';
import { startSampleTenant } from '../../src/sample/server.ts';

/** The sample tenant, on a port of its own. */
export type Tenant = {
  readonly url: string;
  /** Random for each tenant, so that a search for it finds nothing by chance. */
  readonly accessKey: string;
  readonly requests: () => Promise<readonly LoggedRequest[]>;
  readonly addFaults: (...faults: readonly Fault[]) => Promise<void>;
  readonly clearFaults: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type TenantWishes = { readonly goals?: number; readonly port?: number; readonly requestsPerMinute?: number };

/** In the test's own process: it takes a second less than one that has to be started, and speaks HTTP all the same. */
export async function startTenant(
  wishes: TenantWishes = {},
  accessKey = `key-${randomBytes(18).toString('hex')}`,
): Promise<Tenant> {
  const tenant = await startSampleTenant({ goals: 240, ...wishes, accessKey });
  return {
    url: tenant.url,
    accessKey,
    requests: async () => [...tenant.requests],
    addFaults: async (...faults) => tenant.faults.add(...faults),
    clearFaults: async () => tenant.faults.clear(),
    stop: tenant.close,
  };
}

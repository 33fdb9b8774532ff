import type { Client } from './api/client.ts';
import type { Tenant } from './connection/storedTenant.ts';
import type { Log } from './log.ts';
import { settings } from './settings.ts';
import type { TenantClientOptions } from './tenantClient.ts';

type ClientsDeps = { readonly storage: (name: string) => string; readonly log: Log };

/** Ways to talk to tenants, each loaded on first use. */
export const createClients = ({ storage, log }: ClientsDeps) => ({
  createTrialClient: async (tenant: Tenant): Promise<Client> =>
    (await import('./tenantClient.ts')).openTrialClient(tenant, log),
  createClient: async (tenant: Tenant, onWait: TenantClientOptions['onWait']): Promise<Client> =>
    (await import('./tenantClient.ts')).openWindowClient(tenant, { pace: settings.pace(), log, onWait }),
  startSampleTenant: async () => (await import('./sample/server.ts')).startSampleTenant({ folder: storage('sample') }),
});

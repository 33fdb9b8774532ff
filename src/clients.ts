import type { Client } from './api/client.ts';
import type { Tenant } from './connection/storedTenant.ts';
import { lazily } from './lazily.ts';
import type { Log } from './log.ts';
import { GoalStore } from './model/goalStore.ts';
import type { TenantParts } from './model/tenantParts.ts';
import { settings } from './settings.ts';
import type { TenantClientOptions } from './tenantClient.ts';

type ClientsDeps = { readonly storage: (name: string) => string; readonly log: Log };

/** Ways to talk to tenants, each loaded on first use, and the store, which has what it takes for a tenant as soon as there is a client. */
export const createClients = ({ storage, log }: ClientsDeps) => {
  const parts = lazily(
    () => import('./model/tenantParts.ts'),
    ({ tenantParts }) => tenantParts,
  );
  const loadedParts = (): TenantParts => {
    if (parts.made === undefined) throw new Error('A store was given a client that this window did not make.');
    return parts.made;
  };
  return {
    store: new GoalStore(
      loadedParts,
      () => new Date(),
      () => performance.now(),
    ),
    createTrialClient: async (tenant: Tenant): Promise<Client> =>
      (await import('./tenantClient.ts')).openTrialClient(tenant, log),
    createClient: async (tenant: Tenant, onWait: TenantClientOptions['onWait']): Promise<Client> => {
      const [{ openWindowClient }] = await Promise.all([import('./tenantClient.ts'), parts.get()]);
      return openWindowClient(tenant, { pace: settings.pace(), log, onWait });
    },
    startSampleTenant: async () =>
      (await import('./sample/server.ts')).startSampleTenant({ folder: storage('sample') }),
  };
};

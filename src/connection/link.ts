import type { Client } from '../api/client.ts';
import { Failure } from '../failure.ts';
import { causeOf } from '../log.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import { tenantLabel } from '../words/tenantLabel.ts';
import type { Connected, Connection } from './connection.ts';
import { tenantIdOf, type Tenant } from './storedTenant.ts';

/** A connection that stands, and how to end what was started for it. */
export type Link = { readonly connection: Exclude<Connection, { kind: 'connecting' }>; end(): Promise<void> };

export type SampleTenant = { readonly url: string; readonly accessKey: string; close(): Promise<void> };

export type LinkDeps = {
  readonly createClient: (tenant: Tenant) => Promise<Client>;
  readonly startSampleTenant: () => Promise<SampleTenant>;
};

export const unlinked: Link = { connection: { kind: 'none' }, end: () => Promise.resolve() };

/** Sends nothing: whether the tenant answers, and takes the key, shows with the first request. */
export const openTenant = async (tenant: Tenant, { createClient }: LinkDeps): Promise<Link> => {
  const client = await createClient(tenant);
  return { connection: connectedTo(tenantIdOf(tenant), tenant.origin, client), end: async () => client.close() };
};

/** A server that was started for nothing is ended. @throws Failure where it cannot be started */
export const openSample = async ({ createClient, startSampleTenant }: LinkDeps): Promise<Link> => {
  const sample = await startSampleTenant().catch((error: unknown) => {
    throw new Failure('sampleNotStarted', causeOf(error));
  });
  const { url: origin, accessKey } = sample;
  const end = (): Promise<void> => sample.close();
  try {
    const client = await createClient({ origin, accessKey });
    const endBoth = (): Promise<void> => {
      client.close();
      return end();
    };
    return { connection: connectedTo(sampleTenantId, origin, client), end: endBoth };
  } catch (error) {
    await end();
    throw error;
  }
};

const connectedTo = (tenant: TenantId, origin: Connected['origin'], client: Client): Connected => ({
  kind: 'connected',
  tenant,
  label: tenantLabel(tenant),
  origin,
  client,
});

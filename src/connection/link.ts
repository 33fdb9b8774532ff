import type { Client } from '../api/client.ts';
import { Failure } from '../failure.ts';
import type { Connection } from './connection.ts';
import type { Tenant } from './storedTenant.ts';
import { readTenantAddress, type TenantAddress } from './tenantAddress.ts';

/** A connection that stands, and how to end what was started for it. */
export type Link = { readonly connection: Exclude<Connection, { kind: 'connecting' }>; end(): Promise<void> };

export type SampleTenant = { readonly url: string; readonly accessKey: string; close(): Promise<void> };

export type LinkDeps = {
  readonly createClient: (tenant: Tenant) => Promise<Client>;
  readonly startSampleTenant: () => Promise<SampleTenant>;
};

export const sampleName = 'Sample Data';

export const unlinked: Link = { connection: { kind: 'none' }, end: () => Promise.resolve() };

export const openTenant = async (tenant: Tenant, { createClient }: LinkDeps): Promise<Link> => {
  const { origin } = tenant;
  const { name, host } = addressOf(tenant);
  const client = await createClient(tenant);
  return { connection: { kind: 'tenant', name, host, origin, client }, end: async () => client.close() };
};

/** A server that was started for nothing is ended. @throws Failure where it cannot be started */
export const openSample = async ({ createClient, startSampleTenant }: LinkDeps): Promise<Link> => {
  const sample = await startSampleTenant().catch((error: unknown) => {
    throw new Failure('sampleNotStarted', messageOf(error));
  });
  const { url: origin, accessKey } = sample;
  const end = (): Promise<void> => sample.close();
  try {
    const client = await createClient({ origin, accessKey });
    const endBoth = (): Promise<void> => {
      client.close();
      return end();
    };
    return { connection: { kind: 'sample', name: sampleName, host: 'sample', origin, client }, end: endBoth };
  } catch (error) {
    await end();
    throw error;
  }
};

/** Of an origin that was read before. */
export const addressOf = ({ origin }: Tenant): Pick<TenantAddress, 'name' | 'host'> => {
  const reading = readTenantAddress(origin);
  return 'address' in reading ? reading.address : { name: origin, host: origin };
};

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

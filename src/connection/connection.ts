import type { Client } from '../api/client.ts';
import { sampleTenantId, type Origin, type TenantId } from '../model/tenant.ts';

/** Which tenant this window talks to. The access key is inside the client and nowhere else in here. */
export type Connection =
  | { readonly kind: 'none' }
  /** `label` is '' as long as it is not known whether a tenant is stored. */
  | { readonly kind: 'connecting'; readonly label: string }
  | Connected;

export type Connected = {
  readonly kind: 'connected';
  readonly tenant: TenantId;
  /** What a person calls it, with what it is used for. */
  readonly label: string;
  readonly origin: Origin;
  readonly client: Client;
};

/** What the manifest's `when` clauses ask of the context key `customerGoals.connection`. */
export const contextOf = (connection: Connection): 'none' | 'connecting' | 'tenant' | 'sample' => {
  if (connection.kind !== 'connected') return connection.kind;
  return connection.tenant === sampleTenantId ? 'sample' : 'tenant';
};

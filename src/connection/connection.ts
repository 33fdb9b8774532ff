import type { Client } from '../api/client.ts';

/** Which tenant this window talks to. The access key is inside the client and nowhere else in here. */
export type Connection =
  | { readonly kind: 'none' }
  /** `name` is '' as long as it is not known whether a tenant is stored. */
  | { readonly kind: 'connecting'; readonly name: string }
  | {
      readonly kind: 'tenant';
      readonly name: string;
      readonly host: string;
      readonly origin: string;
      readonly client: Client;
    }
  | {
      readonly kind: 'sample';
      readonly name: 'Sample Data';
      readonly host: 'sample';
      readonly origin: string;
      readonly client: Client;
    };

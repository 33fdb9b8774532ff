import type { Client } from '../../src/api/client.ts';
import { createClient } from '../../src/api/createClient.ts';
import { Pacer } from '../../src/api/pace.ts';
import { keepAliveFetch } from '../../src/tenantClient.ts';

export type Address = { readonly origin: string; readonly accessKey: string };

/** The extension's own client, without its pace: the tenants here have no quota. */
export const openClient = ({ origin, accessKey }: Address): Client =>
  createClient({
    origin,
    accessKey,
    fetch: keepAliveFetch(),
    pacer: new Pacer({ requestsAMinute: 1_000_000, atOnce: 4 }),
    random: Math.random,
  });

import { isRecord, parseJson } from '../json.ts';
import type { Origin } from '../model/tenant.ts';
import { readAccessKey } from './accessKey.ts';
import { readTenantAddress } from './tenantAddress.ts';

/** All that it takes to talk to a tenant. Origin and key are one thing, so that a key can never meet another origin. */
export type Tenant = { readonly origin: Origin; readonly accessKey: string };

export type StoredTenant = Tenant | 'broken' | undefined;

export const textOf = ({ origin, accessKey }: Tenant): string => JSON.stringify({ origin, accessKey });

/** Trusts nothing: an origin that could not have been entered is broken. */
export const parseStoredTenant = (text: string | undefined): StoredTenant => {
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (!isRecord(value)) return 'broken';
  const { origin, accessKey } = value;
  if (typeof origin !== 'string' || typeof accessKey !== 'string') return 'broken';
  return isOrigin(origin) && isAccessKey(accessKey) ? { origin, accessKey } : 'broken';
};

const isOrigin = (text: string): boolean => {
  const reading = readTenantAddress(text);
  return 'address' in reading && reading.address.origin === text;
};

const isAccessKey = (text: string): boolean => {
  const reading = readAccessKey(text);
  return 'accessKey' in reading && reading.accessKey === text;
};

import { isRecord, parseJson } from '../json.ts';
import type { Origin, TenantId } from '../model/tenant.ts';
import { readAccessKey } from './accessKey.ts';
import { parseTenantAddress } from './addressParser.ts';

/** All that it takes to talk to a tenant. Origin and key are one thing, so that a key can never meet another origin. */
export type Tenant = { readonly origin: Origin; readonly accessKey: string };

/** What a person says that a tenant is used for. */
export type TenantUse = 'production' | 'sandbox';

/** What a person calls a tenant, where they said so. */
export type TenantMarks = { readonly name?: string; readonly use?: TenantUse };

export type StoredTenant = Tenant & TenantMarks;

/** Longer names leave no room beside them in the status bar. */
export const longestTenantName = 60;

/** What is kept as a secret: JSON that has the access key in it, and so is for VS Code's secret storage alone. */
export const secretText = ({ origin, accessKey, name, use }: StoredTenant): string =>
  JSON.stringify({ origin, accessKey, name, use });

/** Trusts nothing: an origin that could not have been entered is broken. A name or a use that cannot be read is none. */
export const parseStoredTenant = (text: string | undefined): StoredTenant | 'broken' | undefined => {
  if (text === undefined) return undefined;
  const value = parseJson(text);
  if (!isRecord(value)) return 'broken';
  const { origin, accessKey } = value;
  if (typeof origin !== 'string' || typeof accessKey !== 'string') return 'broken';
  return isOrigin(origin) && isAccessKey(accessKey) ? { origin, accessKey, ...marksIn(value) } : 'broken';
};

const marksIn = ({ name, use }: Readonly<Record<string, unknown>>): TenantMarks => ({
  ...(typeof name === 'string' && name.trim() !== '' ? { name: name.trim().slice(0, longestTenantName) } : {}),
  ...(use === 'production' || use === 'sandbox' ? { use } : {}),
});

const isOrigin = (text: string): boolean => {
  const reading = parseTenantAddress(text);
  return 'address' in reading && reading.address.origin === text;
};

const isAccessKey = (text: string): boolean => {
  const reading = readAccessKey(text);
  return 'accessKey' in reading && reading.accessKey === text;
};

/** Of an origin that was read before. */
export const tenantIdOf = ({ origin }: Pick<Tenant, 'origin'>): TenantId => {
  const reading = parseTenantAddress(origin);
  return 'address' in reading ? reading.address.id : origin.replace(/^[a-z]+:\/\//, '');
};

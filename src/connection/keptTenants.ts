import { parseJson } from '../json.ts';
import type { TenantId } from '../model/tenant.ts';
import { parseStoredTenant, tenantIdOf, type StoredTenant } from './storedTenant.ts';

/** Where the one tenant was kept before there could be several. All names of secrets that are kept begin so. */
export const formerSecret = 'customerGoals.tenant';

/** The ids of all that are kept: secrets cannot be listed in every VS Code that is supported. */
export const listSecret = 'customerGoals.tenants';

/** A secret that is only ever deleted, so that a write does no harm: see `TenantSecrets.prepare`. */
export const noSecret = 'customerGoals.none';

export const secretOf = (tenant: TenantId): string => `${formerSecret}/${tenant}`;

/** What is kept in VS Code's secret storage, as far as it can be read. */
export type KeptTenants = {
  /** In the order in which they were added. */
  readonly tenants: ReadonlyMap<TenantId, StoredTenant>;
  /** Of all that something is stored of, also where that cannot be read. */
  readonly ids: readonly TenantId[];
  /** Whether something is stored that cannot be read: of whom, may not be known. */
  readonly isBroken: boolean;
};

export const nothingKept: KeptTenants = { tenants: new Map(), ids: [], isBroken: false };

/** The ids that the list names; none where it cannot be read. */
export const idsIn = (list: string | undefined): readonly TenantId[] => {
  const value = list === undefined ? [] : parseJson(list);
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
};

/** @param texts what is stored, by the name of the secret */
export const keptIn = (texts: ReadonlyMap<string, string | undefined>): KeptTenants => {
  const tenants = new Map<TenantId, StoredTenant>();
  const broken: TenantId[] = [];
  let isBroken = false;
  for (const [key, text] of texts) {
    const id = key.startsWith(secretOf('')) ? key.slice(secretOf('').length) : undefined;
    const stored = key === listSecret ? undefined : parseStoredTenant(text);
    if (stored === undefined) continue;
    // What stands under the name of another tenant is nobody's.
    if (stored === 'broken' || (id !== undefined && tenantIdOf(stored) !== id)) {
      isBroken = true;
      if (id !== undefined) broken.push(id);
    } else tenants.set(id ?? tenantIdOf(stored), stored);
  }
  return { tenants, ids: [...tenants.keys(), ...broken], isBroken };
};

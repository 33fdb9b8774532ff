import type { TenantId } from '../model/tenant.ts';
import { format } from '../model/query/format.ts';
import type { FolderFile } from './folderFile.ts';

/** What a window has to do with the tenant that a folder names. */
export type Offer =
  /** `isSwitch`: another tenant is connected, or none. */
  | { readonly kind: 'show'; readonly tenant: TenantId; readonly isSwitch: boolean }
  /** No key of it is here: nothing can be done but to say so. */
  | { readonly kind: 'unknown'; readonly tenant: string }
  /** Nothing yet, or nothing any more. */
  | { readonly kind: 'none' };

type Known = {
  readonly connected: TenantId | undefined;
  /** Whose keys are here. */
  readonly kept: readonly TenantId[];
  /** What a person calls a tenant without giving it a name. */
  readonly shortName: (tenant: TenantId) => string;
};

/** A file only ever chooses among tenants that a person connected before. */
export const offerOf = ({ tenant: named, query }: FolderFile, { connected, kept, shortName }: Known): Offer => {
  const known = connected === undefined ? kept : [connected, ...kept];
  const wanted = named?.toLowerCase();
  const tenant = wanted === undefined ? connected : known.find((id) => id === wanted || shortName(id) === wanted);
  if (tenant === undefined) return named === undefined ? { kind: 'none' } : { kind: 'unknown', tenant: named };
  const isSwitch = tenant !== connected;
  return isSwitch || query.length > 0 ? { kind: 'show', tenant, isSwitch } : { kind: 'none' };
};

/** What was asked, so that it is asked once: again only when the file says something else, or a tenant has become known. */
export const askedKey = ({ kind }: Offer, { tenant, query }: FolderFile): string =>
  JSON.stringify([kind, tenant ?? '', format(query)]);

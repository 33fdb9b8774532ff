/**
 * Which tenant: the host of its origin, with the port where it is not the usual one; `sample` for the sample tenant. It is part of a
 * goal's address and of folders on disk, so it stays as it is.
 */
export type TenantId = string & { readonly of?: 'tenant' };

/** Where a tenant's requests go: `https://host`, with the port where it is not the usual one; `http://` on this computer alone. */
export type Origin = string & { readonly of?: 'origin' };

export const sampleTenantId: TenantId = 'sample';

import type { Explanation } from '../failure.ts';

/** How far a part of a page that comes from the tenant is. */
export type LoadStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded' }
  | ({ readonly kind: 'failed' } & Explanation);

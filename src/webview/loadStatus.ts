import type { Explanation } from '../failure.ts';
import { oneOf, record, text, union } from './messageShape.ts';

/** How far a part of a page that comes from the tenant is. */
export type LoadStatus =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'loaded' }
  | ({ readonly kind: 'failed' } & Explanation);

export const loadStatusShape = union<'kind', LoadStatus>('kind', {
  waiting: record({ kind: oneOf('waiting') }),
  loading: record({ kind: oneOf('loading') }),
  loaded: record({ kind: oneOf('loaded') }),
  failed: record({ kind: oneOf('failed'), sentence: text, advice: text }),
});
